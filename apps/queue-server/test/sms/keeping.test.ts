import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { SmsBox } from '../../src/sms/sms-box.ts'
import { openDatabase } from '../../src/store/database.ts'
import { CutDatabase } from '../support/cut-database.ts'
import { quiet } from '../support/database.ts'
import { anSms, until, withSms } from './support.ts'

const { of } = withSms()
const week = 7 * 86_400_000

describe('what is kept of a message', () => {
  it('B29 is there exactly when the transaction that wrote it is committed', async () => {
    const outbox = await of.open()
    const [kept, undone] = [anSms(), anSms()]
    await of.database.db.transaction().execute(async (trx) => {
      await outbox.enqueue(trx, [kept])
      // long enough for an outbox that would not wait
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect(of.simulator.messages()).toEqual([])
    })
    await expect(
      of.database.db.transaction().execute(async (trx) => {
        await outbox.enqueue(trx, [undone])
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    await until(() => of.settled.length === 1)
    await outbox.enqueue(null, [anSms()])
    await until(() => of.settled.length === 2)
    expect(of.simulator.messages().some(({ text }) => text === undone.text)).toBe(false)
  })

  it('B29 phone and text stand nowhere in the database, neither in its jobs', async () => {
    const outbox = await of.open({ gateway: null })
    const sms = anSms({ text: 'Таємниця 424242' })
    await outbox.enqueue(null, [sms])
    const { rows } = await of.database.pool.query<{ row: string }>(
      'SELECT sms::text AS row FROM sms UNION ALL SELECT job::text FROM pgboss.job job',
    )
    expect(rows.length).toBeGreaterThanOrEqual(2)
    for (const { row } of rows) {
      expect(row).not.toContain('380671234567')
      expect(row).not.toContain(Buffer.from('380671234567').toString('hex'))
      expect(row).not.toContain('424242')
      expect(row).not.toContain(Buffer.from('Таємниця').toString('hex'))
    }
    expect(rows.some(({ row }) => row.includes(sms.id))).toBe(true)
  })

  it('B29 a box opens under the id it was made for only, and under its key only', () => {
    const box = new SmsBox(Buffer.alloc(32, 1))
    const sealed = box.seal('one', { phone: '+380671234567', text: 'Код' })
    expect(box.open('one', sealed)).toEqual({ phone: '+380671234567', text: 'Код' })
    expect(box.open('two', sealed)).toBeNull()
    expect(new SmsBox(Buffer.alloc(32, 2)).open('one', sealed)).toBeNull()
    expect(box.open('one', sealed.subarray(0, 20))).toBeNull()
  })

  it('B29 is erased seven days after it was settled, and not before', async () => {
    let now = Date.now()
    const outbox = await of.open({ clock: { now: () => now, setTimer: () => () => {} } })
    await outbox.enqueue(null, [anSms(), anSms({ until: now + 30 * 86_400_000 })])
    await until(() => of.settled.length === 2)
    const count = async () => (await of.database.pool.query('SELECT id FROM sms')).rows.length
    now += week - 60_000
    await outbox.tidy()
    expect(await count()).toBe(2)
    now += 120_000
    await outbox.tidy()
    expect(await count()).toBe(0)
  })
})

describe('a message whose time has passed', () => {
  it('B28 is not sent when the gateway comes back, and is told of as not sent', async () => {
    await of.simulator.order({ fault: 'dead' })
    const outbox = await of.open()
    const late = anSms({ until: Date.now() + 300 })
    const still = anSms({ kind: 'booked' })
    await outbox.enqueue(null, [late, still])
    await until(() => of.settled.length === 1)
    expect(of.settled).toEqual([{ id: late.id, kind: 'code', sent: false }])
    await of.simulator.order({ fault: 'none' })
    await until(() => of.settled.length === 2)
    expect(of.simulator.messages().map(({ text }) => text)).toEqual([still.text])
  })

  it('B28 is not sent when nobody needs it any more', async () => {
    await of.simulator.order({ fault: 'dead' })
    const outbox = await of.open()
    const [reminder, other] = [anSms({ kind: 'reminder' }), anSms()]
    await outbox.enqueue(null, [reminder, other])
    await of.database.db.transaction().execute((trx) => outbox.drop(trx, [reminder.id]))
    await of.simulator.order({ fault: 'none' })
    await until(() => of.settled.length === 1)
    await until(async () => (await outbox.counts()).waiting === 0)
    expect(of.simulator.messages().map(({ text }) => text)).toEqual([other.text])
  })

  it('B28 dropping in a transaction that is undone drops nothing', async () => {
    await of.simulator.order({ fault: 'dead' })
    const outbox = await of.open()
    const sms = anSms()
    await outbox.enqueue(null, [sms])
    await expect(
      of.database.db.transaction().execute(async (trx) => {
        await outbox.drop(trx, [sms.id])
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    await of.simulator.order({ fault: 'none' })
    await until(() => of.settled.length === 1)
    expect(of.settled[0]).toMatchObject({ id: sms.id, sent: true })
  })

  it('B12 without any gateway the state says so, and messages end when their time has passed', async () => {
    const outbox = await of.open({ gateway: null })
    expect(outbox.state).toBe('none')
    await outbox.enqueue(null, [anSms({ until: Date.now() - 1 })])
    await until(() => of.settled.length === 1)
    expect(of.settled[0]?.sent).toBe(false)
  })
})

describe('faults of the server', () => {
  it('B29 what waited when a server stopped is sent by its next start', async () => {
    await of.simulator.order({ fault: 'dead' })
    const first = await of.open()
    const all = [anSms(), anSms(), anSms()]
    await first.enqueue(null, all)
    await first.close()
    await of.simulator.order({ fault: 'none' })
    await of.open()
    await until(() => of.settled.length === 3)
    expect(
      of.simulator
        .messages()
        .map(({ text }) => text)
        .toSorted(),
    ).toEqual(all.map(({ text }) => text).toSorted())
  })

  it('B29 queues that are lost are made anew from the messages that wait', async () => {
    await of.simulator.order({ fault: 'dead' })
    const first = await of.open()
    const sms = anSms()
    await first.enqueue(null, [sms])
    await first.close()
    await sql`DROP SCHEMA pgboss CASCADE`.execute(of.database.db)
    await of.simulator.order({ fault: 'none' })
    await of.open()
    await until(() => of.settled.length === 1)
    expect(of.simulator.messages().map(({ text }) => text)).toEqual([sms.text])
  })

  it('B29 a database that goes while messages are handed over has none sent twice, and none lost', async () => {
    const wire = await CutDatabase.before(of.database)
    const database = await openDatabase({ url: wire.url, dataDir: '', log: quiet })
    const outbox = await of.open({ pool: database.pool })
    await until(() => outbox.state === 'up')
    await of.simulator.order({ fault: 'slow', ms: 200 })
    const all = Array.from({ length: 10 }, () => anSms())
    await outbox.enqueue(null, all)
    await until(() => of.simulator.messages().length > 0)
    wire.cut()
    await expect(outbox.counts()).rejects.toThrow(/./)
    await new Promise((resolve) => setTimeout(resolve, 500))
    wire.heal()
    await of.simulator.order({ fault: 'none' })
    await until(() => of.settled.length === 10)
    expect(
      of.simulator
        .messages()
        .map(({ text }) => text)
        .toSorted(),
    ).toEqual(all.map(({ text }) => text).toSorted())
    await outbox.close()
    await database.close()
    await wire.close()
  })

  it('may be closed twice, also while the gateway keeps silent', async () => {
    const outbox = await of.open()
    await until(() => outbox.state === 'up')
    await of.simulator.order({ fault: 'swallow' })
    await outbox.enqueue(null, [anSms()])
    await new Promise((resolve) => setTimeout(resolve, 100))
    await Promise.all([outbox.close(), outbox.close()])
  })
})
