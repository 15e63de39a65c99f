import { describe, expect, it } from 'vitest'
import { aLetter, aMail, anInquiry, anOrder, aRegistration, someData, until, withOutside } from './support.ts'

const { of } = withOutside()

describe('work for outside systems', () => {
  it('the Register takes an application and its stage is confirmed with the number it gave', async () => {
    const outside = await of.start()
    const job = aRegistration()
    await of.send(outside, job)
    await of.idle(outside)
    const [request] = of.simulator.received('register')
    expect(request).toMatchObject({
      service: 'applications',
      id: job.key,
      issue: job.case,
      client: 'UA-TEST/GOV/00000001/cherha',
      user: 'office-4801',
    })
    expect(of.cases.told).toEqual([
      {
        case: job.case,
        command: { type: 'confirm-awaited', stage: job.stage, taken: true, reference: expect.stringMatching(/^RE-/) },
      },
    ])
  })

  it('an application the Register sends back is told with its reason', async () => {
    of.cases.data = someData({
      applicant: { ...someData().applicant, document: { kind: 'passport', number: 'AB 55' } },
    })
    const outside = await of.start()
    await of.send(outside, aRegistration())
    await of.idle(outside)
    expect(of.cases.told.map(({ command }) => command)).toEqual([
      { type: 'confirm-awaited', stage: 'application', taken: false, reference: 'дату народження вказано неправильно' },
    ])
  })

  it('scans are sent one by one and then named', async () => {
    const bytes = new TextEncoder().encode('%PDF-1.7')
    const hash = 'a'.repeat(64)
    of.cases.files.set(hash, bytes)
    of.cases.data = someData({ files: [{ hash, name: 'паспорт.pdf', type: 'application/pdf', document: 'passport' }] })
    const outside = await of.start()
    await of.send(outside, aRegistration('register-scans'))
    await of.idle(outside)
    expect(of.simulator.received('register').map(({ method, service, body }) => ({ method, service, body }))).toEqual([
      { method: 'PUT', service: 'scans', body: { bytes: 8 } },
      {
        method: 'POST',
        service: 'scans',
        body: { office: '4801', card: '004', scans: [{ hash, type: 'application/pdf', document: 'passport' }] },
      },
    ])
    expect(of.cases.told).toHaveLength(1)
  })

  it('a look-up is answered at once, and says what the register says', async () => {
    const outside = await of.start()
    const clean = anInquiry('debtors')
    await of.send(outside, clean)
    await of.idle(outside)
    of.cases.data = someData({
      applicant: { ...someData().applicant, document: { kind: 'passport', number: 'AB 000013' } },
    })
    const indebted = anInquiry('debtors')
    await of.send(outside, indebted)
    await of.idle(outside)
    expect(of.cases.told.map(({ command }) => command)).toEqual([
      { type: 'inquiry-answered', id: clean.inquiry, result: 'confirmed' },
      { type: 'inquiry-answered', id: indebted.inquiry, result: 'not-confirmed' },
    ])
  })

  it('a letter is first received, and answered when its answer is there', async () => {
    const outside = await of.start()
    const job = anInquiry('state-body', true)
    await of.send(outside, job)
    await of.idle(outside)
    expect(of.cases.told.map(({ command }) => command)).toEqual([
      { type: 'inquiry-received', id: job.inquiry },
      { type: 'inquiry-answered', id: job.inquiry, result: 'confirmed' },
    ])
  })

  it('a system that has lost a letter it had taken gets it again under the same id', async () => {
    const outside = await of.start()
    const job = anInquiry('state-body', true)
    let forgotten = false
    of.cases.before = () => {
      if (!forgotten) of.simulator.forget('state-body')
      forgotten = true
    }
    await of.send(outside, job)
    await of.idle(outside)
    const sent = of.simulator.received('state-body').filter(({ method }) => method === 'POST')
    expect(sent.map(({ id }) => id)).toEqual([job.key, job.key])
    expect(of.cases.told.map(({ command }) => command.type)).toEqual(['inquiry-received', 'inquiry-answered'])
  })

  it('a card is ordered, and its delivery is told', async () => {
    const outside = await of.start()
    await of.send(outside, anOrder())
    await of.idle(outside)
    expect(of.cases.told.map(({ command }) => command)).toEqual([
      { type: 'confirm-awaited', stage: 'data-transfer', taken: true, reference: expect.stringMatching(/^PR-/) },
      { type: 'card-delivered', reference: expect.stringMatching(/^PR-/) },
    ])
    expect(of.simulator.received('printing-works')[0]?.body).toEqual({
      office: '4801',
      card: '004',
      track: 'standard',
      holder: {
        surname: 'Коваль',
        givenName: 'Олена',
        patronymic: 'Іванівна',
        birthDate: '1990-02-28',
        documentNumber: 'AB 123456',
        latin: { surname: 'KOVAL', givenName: 'OLENA' },
        sex: 'female',
        citizenship: 'MDA',
      },
    })
  })

  it('a registered letter becomes a line of the case to be filled by a person', async () => {
    const outside = await of.start()
    await of.send(outside, aLetter())
    await of.idle(outside)
    expect(of.cases.told.map(({ command }) => command)).toEqual([
      { type: 'letter-due', id: expect.stringMatching(/^[0-9a-f-]{36}$/), to: 'hosting-party', paper: 'decision-copy' },
    ])
  })

  it('work nobody waits for any more is dropped', async () => {
    of.cases.data = null
    const outside = await of.start()
    await of.send(outside, aRegistration())
    await of.idle(outside)
    expect(of.simulator.received()).toEqual([])
  })

  it('a job that is put in twice is done once, also after it is done', async () => {
    const outside = await of.start()
    const job = aRegistration()
    await of.send(outside, job, job)
    await of.send(outside, job)
    await of.idle(outside)
    await outside.rebuild(async function* () {
      yield [job]
    })
    expect((await of.stateOf(outside, 'register')).queue).toBe(0)
    expect(of.simulator.received('register')).toHaveLength(1)
  })

  it('work of a transaction that is rolled back is never begun', async () => {
    const outside = await of.start()
    const job = aRegistration()
    const failing = of.database.db.transaction().execute(async (tx) => {
      await outside.enqueue(tx, [job])
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    expect((await of.stateOf(outside, 'register')).queue).toBe(0)
    const next = aRegistration()
    await of.send(outside, next)
    await of.idle(outside)
    expect(of.simulator.received('register').map(({ id }) => id)).toEqual([next.key])
  })

  it('a connection of pg may hold the transaction too', async () => {
    const outside = await of.start()
    const client = await of.database.pool.connect()
    await client.query('BEGIN')
    await outside.enqueue(client, [aRegistration()])
    await client.query('COMMIT')
    client.release()
    await of.idle(outside)
    expect(of.cases.told).toHaveLength(1)
  })

  it('queues that are lost with a restored backup are rebuilt from the open cases', async () => {
    const first = await of.start()
    await first.close()
    await of.database.pool.query('DROP SCHEMA pgboss CASCADE')
    const outside = await of.start()
    const jobs = [aRegistration(), anInquiry('border'), aMail()]
    let asked = 0
    const source = async function* () {
      asked += 1
      yield jobs.slice(0, 1)
      if (asked === 1) throw new Error('the server was stopped')
      yield jobs.slice(1)
    }
    await expect(outside.rebuild(source)).rejects.toThrow('the server was stopped')
    await outside.rebuild(source)
    await of.idle(outside)
    expect(of.cases.told.map((told) => told.case).sort()).toEqual(
      jobs
        .slice(0, 2)
        .map((job) => job.case)
        .sort(),
    )
    expect(of.simulator.mails()).toEqual([])
    await outside.rebuild(source)
    expect(asked).toBe(2)
  })

  it('without a configured system the work waits, and is done once there is one', async () => {
    const none = await of.start({ config: null })
    await of.send(none, aRegistration(), aMail())
    expect(await of.stateOf(none, 'register')).toMatchObject({ state: 'not-configured', queue: 1 })
    expect(await of.stateOf(none, 'mail')).toMatchObject({ state: 'not-configured', queue: 0 })
    expect(await none.feeCheck('A-1')).toBe('unreachable')
    await none.close()
    const outside = await of.start()
    await of.idle(outside)
    expect(of.cases.told).toHaveLength(1)
  })

  it('200 jobs of five systems are each done once', async () => {
    const systems = ['register', 'border', 'debtors', 'check', 'invalid-documents'] as const
    const jobs = Array.from({ length: 200 }, (_, index) => anInquiry(systems[index % systems.length] ?? 'border'))
    const outside = await of.start()
    await of.send(outside, ...jobs)
    await of.idle(outside)
    expect(of.cases.told.map((told) => told.case).sort()).toEqual(jobs.map((job) => job.case).sort())
    expect(of.simulator.received()).toHaveLength(200)
    await until(async () => (await outside.state()).every(({ state }) => state === 'ok'))
  })
})
