import { hashJson, type LogRecord } from '@cherha/event-log'
import { describe, expect, it } from 'vitest'
import { CommandIdReusedError, OfficeClosedError, OfficeUnavailableError } from '../src/offices/answers.ts'
import type { OfficeNode } from '../src/offices/office-node.ts'
import { config, dayMs, digits, monday, named, openOffice, today, tomorrow } from './support/an-office.ts'
import { HubLog } from './support/hub-log.ts'

/** An office whose hub has learnt everything. */
async function acknowledged(over = {}) {
  const office = await openOffice(over)
  const hub = new HubLog(monday)
  await hub.exchange(office.node)
  return { ...office, hub }
}

const booking = { date: tomorrow, service: 'permit', time: '09:00', language: 'uk', visitor: digits('1234') } as const

describe('booking', () => {
  it('R4 a day is sold online from when the hub has acknowledged its plan', async () => {
    const { node } = await openOffice()
    expect(node.freePlaces(tomorrow)).toEqual([])
    expect(await node.book(booking)).toMatchObject({ ok: false, refusal: { code: 'not-acknowledged' } })
    const hub = new HubLog(monday)
    hub.learn(await node.readInbox(0, 500))
    expect(await node.book(booking)).toMatchObject({ ok: false, refusal: { code: 'not-acknowledged' } })
    await hub.exchange(node)
    expect(node.published().map(({ state }) => state)).toContain('acknowledged')
    expect(await node.book(booking)).toMatchObject({ ok: true, time: '09:00', sold: 1 })
  })

  it('R1 two hundred callers at once never get one place twice, and every place is sold', async () => {
    const { node, disk, hub } = await acknowledged()
    const free = node.freePlaces(tomorrow).reduce((sum, time) => sum + time.free, 0)
    const times = node.freePlaces(tomorrow).map(({ time }) => time)
    const before = disk.appends
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        node.book({ ...booking, time: times[i % times.length] ?? '', visitor: digits(String(1000 + i)) }),
      ),
    )
    const sold = answers.flatMap((answer) => (answer.ok ? [answer.number] : []))
    expect(free).toBe(16)
    expect(sold).toHaveLength(free)
    expect(new Set(sold).size).toBe(free)
    expect(answers.filter((answer) => !answer.ok && answer.refusal.code !== 'place-taken')).toEqual([])
    expect(disk.appends - before).toBe(1)
    expect(node.freePlaces(tomorrow)).toEqual([])
    await hub.exchange(node)
    expect(Object.keys(hub.state.days[tomorrow]?.tickets ?? {}).sort()).toEqual(sold.sort())
  })

  it('callers that come while an append is under way share the next one', async () => {
    const { node, disk } = await acknowledged()
    const before = disk.appends
    const first = node.book({ ...booking, time: '09:00' })
    await Promise.resolve()
    const others = ['09:30', '10:00', '10:30'].map((time) => node.book({ ...booking, time }))
    expect((await Promise.all([first, ...others])).every(({ ok }) => ok)).toBe(true)
    expect(disk.appends - before).toBe(2)
  })

  it('a time that does not exist, one that is taken, a service and a date that are not there have each their refusal', async () => {
    const { node } = await acknowledged({ horizons: { online: 3, terminal: 4 } })
    const code = async (over: object) => {
      const answer = await node.book({ ...booking, ...over })
      return answer.ok ? answer.number : answer.refusal
    }
    expect(await code({ time: '09:10' })).toEqual({ code: 'unknown-place', field: 'time' })
    expect(await code({ service: 'passport' })).toEqual({ code: 'unknown-service', field: 'service' })
    expect(await code({ date: '2027-01-01' })).toEqual({ code: 'unknown-day', field: 'date' })
    expect(await code({ date: '2026-03-06' })).toEqual({ code: 'date-closed', field: 'date' })
    expect(await code({ date: today })).toEqual({ code: 'online-closed', field: 'date' })
    expect(await code({})).toBe('А-003')
    expect(await code({})).toEqual({ code: 'place-taken', field: 'time' })
  })

  it('one person has one booking for a service on a day; without a name four digits are nobody', async () => {
    const { node } = await acknowledged()
    const times = node.freePlaces(tomorrow).map(({ time }) => time)
    const book = (index: number, visitor: ReturnType<typeof named>) =>
      node.book({ ...booking, time: times[index] ?? '', visitor })
    expect(await book(0, named('Коваль'))).toMatchObject({ ok: true })
    expect(await book(1, named('Коваль'))).toMatchObject({ ok: false, refusal: { code: 'already-registered' } })
    expect(await book(1, named('Коваленко'))).toMatchObject({ ok: true })
    expect(await book(2, digits('1234'))).toMatchObject({ ok: true })
    expect(await book(3, digits('1234'))).toMatchObject({ ok: true })
  })

  it('a booking that is cancelled before the handover frees its place, which is sold again under its number', async () => {
    const { node, hub } = await acknowledged()
    const first = await node.book(booking)
    if (!first.ok) throw new Error(first.refusal.code)
    expect(await node.cancelBooking({ date: tomorrow, number: first.number, by: 'visitor' })).toEqual({
      ok: true,
      request: null,
    })
    expect(await node.cancelBooking({ date: tomorrow, number: first.number, by: 'visitor' })).toMatchObject({
      ok: false,
      refusal: { code: 'unknown-booking' },
    })
    const second = await node.book({ ...booking, visitor: digits('9999') })
    expect(second).toMatchObject({ ok: true, number: first.number, sold: 2 })
    expect(second).not.toMatchObject({ code: first.code })
    await hub.exchange(node)
    expect(hub.state.days[tomorrow]?.tickets[first.number]).toMatchObject({ sold: 2, status: { is: 'waiting' } })
  })

  it('an id that is sent again gets the old answer, also after a restart; with another body it is refused', async () => {
    const { node, restart } = await acknowledged()
    const client = { id: 'b0', hash: 'one' }
    const first = await node.book({ ...booking, client })
    const length = node.inboxHead.seq
    expect(await node.book({ ...booking, client })).toEqual(first)
    await expect(node.book({ ...booking, client: { id: 'b0', hash: 'two' } })).rejects.toThrow(CommandIdReusedError)
    const again = await restart()
    expect(await again.book({ ...booking, client })).toEqual(first)
    expect(again.inboxHead.seq).toBe(length)
    const twins = { id: 'b1', hash: 'three' }
    const [a, b] = await Promise.all([1, 2].map(() => again.book({ ...booking, time: '10:00', client: twins })))
    expect(a).toEqual(b)
    expect(again.inboxHead.seq).toBe(length + 1)
  })
})

describe('storage', () => {
  it('an append that fails changes nothing, and its callers are told so by name', async () => {
    const { node, disk, reports } = await acknowledged()
    const { inboxHead, online } = node
    disk.inboxFails = true
    await expect(node.book(booking)).rejects.toThrow(OfficeUnavailableError)
    expect(node.inboxHead).toEqual(inboxHead)
    expect(node.online).toBe(online)
    expect(reports).toContain('the inbox could not be written; nothing has changed')
    disk.inboxFails = false
    expect(await node.book(booking)).toMatchObject({ ok: true, sold: 1 })
  })

  it('a server that starts again knows what it knew', async () => {
    const { node, restart, hub } = await acknowledged()
    await node.book(booking)
    await hub.exchange(node)
    const hash = node.stateHash()
    const { online } = node
    await node.close().catch(() => undefined)
    await expect(node.book(booking)).rejects.toThrow(OfficeClosedError)
    await expect(restart()).rejects.toThrow('closed')
    expect(hash).toBe(hashJson(hub.state))
    expect(online.seq).toBe(hub.state.inbox.seq)
  })

  it('a second object over the same logs folds to the same state, with snapshots and without', async () => {
    const { node, restart, hub } = await acknowledged()
    await node.book(booking)
    await hub.exchange(node)
    const second = await restart()
    expect(second.online).toEqual(node.online)
    expect(second.stateHash()).toBe(node.stateHash())
    expect(second.copyHead).toEqual(node.copyHead)
  })
})

describe('the day handover', () => {
  it('R9 at 00:00 office time the day is closed, and nothing of it is sold from then on', async () => {
    const { node, clock, hub } = await acknowledged()
    const first = await node.book(booking)
    await clock.advance(monday + 15 * 3_600_000 - 1 - clock.now())
    expect(node.today).toBe(today)
    expect(await node.closeDue()).toEqual([])
    await clock.advance(1)
    expect(node.today).toBe(tomorrow)
    // not yet closed, but midnight is midnight
    expect(await node.book({ ...booking, time: '10:00' })).toMatchObject({ refusal: { code: 'online-closed' } })
    expect(await node.closeDue()).toEqual([tomorrow])
    expect(await node.closeDue()).toEqual([])
    expect(await node.book({ ...booking, time: '10:00' })).toMatchObject({ refusal: { code: 'online-closed' } })
    const last = (await node.readInbox(node.inboxHead.seq - 1, 1))[0]
    expect(last?.event).toEqual({ type: 'online-closed', date: tomorrow, sold: 1, inboxSeq: node.inboxHead.seq - 1 })
    await hub.exchange(node)
    expect(hub.state.days[tomorrow]?.onlineClosed).toBe(true)
    expect(first.ok).toBe(true)
    expect(node.published()[0]).toMatchObject({ date: tomorrow, state: 'closed' })
  })

  it('R8 after the handover a cancellation is a request, which the hub answers', async () => {
    const { node, hub } = await acknowledged()
    const first = await node.book(booking)
    if (!first.ok) throw new Error(first.refusal.code)
    await node.closeOnline(tomorrow)
    const asked = await node.cancelBooking({ date: tomorrow, number: first.number, by: 'visitor' })
    if (!asked.ok || asked.request === null) throw new Error('no request')
    expect(node.answerOf(asked.request)).toBeNull()
    await hub.exchange(node)
    expect(node.answerOf(asked.request)).toEqual({ request: asked.request, granted: true, code: null })
    expect(hub.state.days[tomorrow]?.tickets[first.number]?.status).toEqual({ is: 'ended', by: 'withdrawn' })
  })

  it('R10 a server that was down over midnight closes every day it has missed, in order', async () => {
    const { node, clock } = await acknowledged()
    await clock.advance(3 * dayMs)
    expect(await node.closeDue()).toEqual([tomorrow, '2026-03-04', '2026-03-05'])
    expect(Object.keys(node.online.days).sort()[0]).toBe('2026-03-05')
  })
})

describe('plans', () => {
  it('C16 every day of the longest horizon is published once, its key stored before it', async () => {
    const { node, secrets } = await openOffice(null)
    const stored: number[] = []
    await node.configure(config())
    node.onInbox(() => stored.push(Object.keys(secrets.stored?.days ?? {}).length))
    const { published } = await node.publishMissing()
    expect(published).toEqual([today, tomorrow, '2026-03-04', '2026-03-05', '2026-03-06'])
    expect(stored[0]).toBe(5)
    expect((await node.publishMissing()).published).toEqual([])
    expect(node.online.days[today]?.state).toBe('closed')
  })

  it('the next day enters the horizon when a date has passed', async () => {
    const { node, clock } = await openOffice()
    await clock.advance(dayMs)
    expect((await node.publishMissing()).published).toEqual(['2026-03-07'])
  })

  it('R22 no key is in the inbox, and its visit day can be read as long as the key is there', async () => {
    const { node, inbox } = await acknowledged()
    await node.book({ ...booking, visitor: named('Секретенко') })
    const text = JSON.stringify(inbox.read(0, 1_000))
    for (const key of [node.secrets.office, ...Object.values(node.secrets.days)]) expect(text).not.toContain(key)
    expect(text).not.toContain('Секретенко')
    expect(await node.eraseKeys([today, tomorrow, '2026-02-01'])).toEqual([today, tomorrow])
    expect(node.secrets.days[tomorrow]).toBeUndefined()
    expect(await node.book({ ...booking, time: '10:00' })).toMatchObject({ ok: false })
  })

  it('R23 after an older backup the next version of the secrets is above every one a hub may have', async () => {
    const { node, clock, secrets, restart } = await openOffice()
    const backup = secrets.stored
    const change = (office: OfficeNode) => office.changeSecrets((old) => ({ ...old, staff: [] }))
    let atHub = node.secrets.version
    for (let changes = 0; changes < 20; changes += 1) {
      const { version } = await change(node)
      expect(version).toBeGreaterThan(atHub)
      atHub = version
    }
    secrets.stored = backup
    await clock.advance(60_000)
    const restored = await restart()
    expect(restored.secrets.version).toBeLessThan(atHub)
    const { version } = await change(restored)
    expect(version).toBeGreaterThan(atHub)
    expect(Number.isSafeInteger(version)).toBe(true)
  })

  it('a hub that planned its days before it had a server keeps them, and the server takes them over', async () => {
    const { node } = await openOffice(null)
    const hub = new HubLog(monday)
    const own = await openOffice({ services: config().services.map((service) => ({ ...service, minutes: 60 })) })
    await hub.exchange(own.node)
    for (;;) {
      const batch = hub.log.read(node.copyHead.seq, 500)
      if (batch.length === 0) break
      await node.takeCopy(batch)
    }
    await node.configure(config())
    await node.publishMissing()
    const times = new Set(Object.values(node.online.days[tomorrow]?.places ?? {}).map(({ time }) => time))
    expect([...times].slice(0, 3)).toEqual(['09:00', '10:00', '11:00'])
  })
})

describe('changed plans', () => {
  const longer = { hours: config().hours }
  const until1900 = config({
    hours: {
      ...longer.hours,
      tue: [
        ['09:00', '13:00'],
        ['14:00', '18:30'],
      ],
    },
  })
  const from1000 = config({
    hours: {
      ...longer.hours,
      tue: [
        ['10:00', '13:00'],
        ['14:00', '18:00'],
      ],
    },
  })

  it('a preview tells what a longer day would add and changes nothing', async () => {
    const { node } = await acknowledged()
    const head = node.inboxHead
    const { days, problems } = node.preview(until1900)
    expect(problems).toEqual([])
    const day = days.find(({ date }) => date === tomorrow)
    expect(day).toMatchObject({ published: true, withdraw: [], keptSold: [] })
    expect(day?.add.map(({ time, lane }) => `${time} ${lane}`)).toEqual(['18:00 1', '18:00 2', '18:00 3'])
    expect(
      days.filter(({ date }) => date !== tomorrow).every(({ add, published }) => !published || add.length === 0),
    ).toBe(true)
    expect(node.inboxHead).toEqual(head)
  })

  it('C23 a shorter day withdraws what the server owns, asks for what the hub owns and keeps what is sold', async () => {
    const { node, hub } = await acknowledged()
    const sold = await node.book(booking)
    if (!sold.ok) throw new Error(sold.refusal.code)
    await hub.exchange(node)
    const day = node.preview(from1000).days.find(({ date }) => date === tomorrow)
    expect(day?.keptSold).toEqual([{ number: sold.number, service: 'permit', time: '09:00' }])
    expect(day?.withdraw.map(({ channel, by }) => `${channel} ${by}`).sort()).toEqual([
      'current request',
      'current request',
      'online server',
      'terminal request',
      'terminal request',
    ])
    expect(await node.configure(from1000, { version: 1, apply: [tomorrow] })).toEqual({ ok: true, version: 2 })
    await hub.exchange(node)
    const left = Object.values(hub.state.days[tomorrow]?.places ?? {}).filter(
      (place) => place.time < '10:00' && place.state !== 'withdrawn',
    )
    expect(left.map(({ number }) => number)).toEqual([sold.number])
    expect(node.preview(from1000).days.find(({ date }) => date === tomorrow)).toMatchObject({ add: [], withdraw: [] })
  })

  it('N4 places the server adds are numbered n + 1 up to 999', async () => {
    const { node, hub } = await acknowledged()
    const planned = Object.keys(node.online.days[tomorrow]?.places ?? {}).length
    await node.configure(until1900, { apply: [tomorrow] })
    await hub.exchange(node)
    const added = Object.values(hub.state.days[tomorrow]?.places ?? {}).filter(({ because }) => because === 'server')
    expect(planned).toBe(48)
    expect(added.map(({ number }) => number)).toEqual(['А-049', 'А-050', 'А-051'])
    const one = {
      service: 'permit',
      minutes: 30,
      time: '18:30',
      at: monday + dayMs,
      lane: 1,
      channel: 'online',
    } as const
    const full = Array.from({ length: 948 }, () => one)
    expect(await node.changePlaces({ date: tomorrow, add: [...full, one], withdraw: [] })).toMatchObject({
      refusal: { code: 'number-range-full' },
    })
    const filled = await node.changePlaces({ date: tomorrow, add: full, withdraw: [] })
    expect(filled.ok && filled.added.at(-1)).toBe('А-999')
  })

  it('a configuration somebody else has changed meanwhile is refused', async () => {
    const { node } = await acknowledged()
    await node.configure(until1900, { version: 1 })
    expect(await node.configure(from1000, { version: 1, apply: [tomorrow] })).toMatchObject({
      refusal: { code: 'version-changed' },
    })
    expect(node.config).toEqual(until1900)
    expect(node.preview(until1900).days.find(({ date }) => date === tomorrow)?.add).toHaveLength(3)
  })

  it('N2 a plan with too many places is a problem with a sentence, and no day follows it', async () => {
    const { node } = await acknowledged()
    const many = config({ services: config().services.map((service) => ({ ...service, minutes: 1, lanes: 20 })) })
    const { days, problems } = node.preview(many)
    expect(days).toEqual([])
    expect(problems).toHaveLength(1)
    expect(problems[0]?.message).toContain('N2')
    const { inboxHead } = node
    expect(await node.configure(many, { apply: [tomorrow] })).toMatchObject({ refusal: { code: 'plan-refused' } })
    expect(node.version).toBe(1)
    expect(node.inboxHead).toEqual(inboxHead)
  })

  it('C17 a preview warns of lanes that no window covers', async () => {
    const { node } = await acknowledged()
    expect(node.preview(config()).days[0]?.warnings[0]).toMatch(/^From 09:00 to 13:00, permit: 3 places/)
  })

  it('a preview warns of tickets that no window would serve and of a window in use that would be gone', async () => {
    const { node, hub } = await acknowledged()
    const number =
      Object.values(hub.state.days[tomorrow]?.places ?? {}).find(({ channel }) => channel === 'terminal')?.number ?? ''
    const sealed = { box: '', fingerprint: 'x' }
    const ticket = { date: tomorrow, number, service: 'permit', sold: 1, channel: 'terminal', present: false } as const
    const how = { priority: null, language: 'uk', session: null, device: '', sealed } as const
    const [window] = config().windows
    if (window === undefined) throw new Error('no window')
    hub.write([
      { type: 'day-opened', date: today },
      { type: 'registered', ...ticket, ...how },
      { type: 'window-opened', window: window.id, session: 's', staff: 'olena' },
    ])
    await hub.exchange(node)
    const gone = config({
      services: config().services.map((service) => ({ ...service, id: 'other' })),
      windows: [{ ...window, id: 'w9', services: ['other'] }],
    })
    const { days } = node.preview(gone)
    expect(days.find(({ date }) => date === tomorrow)?.warnings[0]).toMatch(/^Tickets for permit sold already: 1, /)
    expect(days.find(({ date }) => date === today)?.warnings[0]).toMatch(/^Window .+ is open now and would be gone/)
    expect(
      node
        .preview(config())
        .days.flatMap(({ warnings }) => warnings)
        .join(),
    ).not.toMatch(/sold already|open now/)
  })

  it('C24 a cancelled day is sold no more, online or in the office', async () => {
    const { node, hub } = await acknowledged()
    const sold = await node.book(booking)
    if (!sold.ok) throw new Error(sold.refusal.code)
    await node.cancelDay(tomorrow, 'emergency')
    expect(await node.book({ ...booking, time: '10:00' })).toMatchObject({ refusal: { code: 'day-cancelled' } })
    expect(await node.cancelBooking({ date: tomorrow, number: sold.number, by: 'visitor' })).toMatchObject({
      refusal: { code: 'day-cancelled' },
    })
    await hub.exchange(node)
    expect(hub.state.days[tomorrow]?.tickets[sold.number]?.status).toEqual({ is: 'ended', by: 'cancelled-by-office' })
    expect(node.published().find(({ date }) => date === tomorrow)?.state).toBe('cancelled')
  })
})

describe('the mirror', () => {
  it('R3 the mirror equals the live queue of the hub after every batch', async () => {
    const { node, hub } = await acknowledged()
    await node.book(booking)
    await hub.exchange(node)
    hub.at = monday + 60_000
    hub.tell({ type: 'tick' })
    await hub.exchange(node)
    expect(node.stateHash()).toBe(hashJson(hub.state))
    expect(node.copyHead).toEqual(hub.log.head())
    expect(node.lag).toEqual({ inbox: 0, events: null })
  })

  it('R25 the board is the hub’s, with its age, and without a name', async () => {
    const { node, clock } = await openOffice()
    expect(node.board()).toEqual({ ageSeconds: null, board: null })
    const hub = new HubLog(monday)
    await hub.exchange(node)
    hub.tell({ type: 'tick' })
    await hub.exchange(node)
    expect(node.board()).toMatchObject({ ageSeconds: 0, board: { date: today } })
    await clock.advance(90_000)
    expect(node.board().ageSeconds).toBe(90)
    expect(node.board().board?.freePlaces.total).toBeGreaterThan(0)
  })

  it('R6 a batch whose middle is damaged, missing or of another log is taken in no part', async () => {
    const { node } = await openOffice()
    const hub = new HubLog(monday)
    hub.learn(await node.readInbox(0, 500))
    const batch: { -readonly [K in keyof LogRecord]: LogRecord[K] }[] = [...hub.log.read(0, 500)]
    const bad = (change: (records: typeof batch) => unknown) => {
      const records = structuredClone(batch)
      return change(records) ?? records
    }
    const rejected = { is: 'reject' }
    expect(
      await node.takeCopy(bad((records) => void ((records[3] ?? never()).event = { type: 'hub-started' }))),
    ).toMatchObject({ ...rejected, seq: 4, reason: 'damaged' })
    expect(await node.takeCopy(bad((records) => records.filter((_, i) => i !== 3)))).toEqual({ is: 'rebase' })
    expect(await node.takeCopy(bad((records) => [...records].reverse()))).toEqual({ is: 'rebase' })
    expect(await node.takeCopy('nothing')).toMatchObject({ ...rejected, reason: 'not-a-record' })
    expect(await node.takeCopy(bad((records) => [...records, { seq: 'x' }]))).toMatchObject(rejected)
    expect(node.copyHead.seq).toBe(0)
    expect(await node.takeCopy([...batch, ...batch])).toEqual({ is: 'advance', count: batch.length })
    const other = new HubLog(monday + 1)
    other.learn(await node.readInbox(0, 500))
    expect(await node.takeCopy(other.log.read(0, 500))).toMatchObject({ ...rejected, reason: 'other-history' })
    expect(node.stateHash()).toBe(hashJson(hub.state))
  })

  it('a batch that cannot be stored is taken later, whole', async () => {
    const { node, disk } = await openOffice()
    const hub = new HubLog(monday)
    hub.learn(await node.readInbox(0, 500))
    disk.copyFails = true
    await expect(node.takeCopy(hub.log.read(0, 500))).rejects.toThrow(OfficeUnavailableError)
    expect(node.copyHead.seq).toBe(0)
    expect(node.mirror.seq).toBe(0)
    disk.copyFails = false
    await hub.exchange(node)
    expect(node.stateHash()).toBe(hashJson(hub.state))
  })

  it('an event this program does not know stops the mirror before it, and says so', async () => {
    const { node, reports } = await openOffice()
    const hub = new HubLog(monday)
    hub.learn(await node.readInbox(0, 500))
    const seq = hub.log.head().seq + 1
    hub.log.append([{ at: monday, mono: 0, event: { type: 'from-the-future' } }])
    expect(await node.takeCopy(hub.log.read(0, 500))).toEqual({ is: 'reject', seq, reason: 'unreadable' })
    expect(reports.at(-1)).toContain('newer')
    expect(node.mirror.inbox).toEqual(hub.state.inbox)
  })
})

function never(): never {
  throw new Error('the batch is too short for this test')
}
