import { describe, expect, it } from 'vitest'
import { anInquiry, anOrder, aRegistration, until, withOutside } from './support.ts'

const { of } = withOutside()

describe('an outside system that fails', () => {
  it.each([
    { fault: 'error', says: 'the system answers 500', counts: { failures: 1 } },
    { fault: 'hang', says: 'no answer within 0.4 s', counts: { failures: 1 } },
    { fault: 'lost-answer', says: 'no connection (ECONNRESET)', counts: { failures: 1 } },
    { fault: 'garbage', says: 'the answer is no JSON', counts: { lies: 1 } },
    { fault: 'wrong-id', says: 'the answer belongs to another request', counts: { lies: 1 } },
    { fault: 'wrong-answer', says: 'the answer "answered" does not fit the request', counts: { lies: 1 } },
    { fault: 'rejects', says: 'the request is answered with 422', counts: { rejected: 1 } },
  ] as const)('by "$fault" is not believed, counted, and asked again', async ({ fault, says, counts }) => {
    const warnings: unknown[] = []
    const logger = { info: () => {}, warn: (about: unknown) => warnings.push(about), error: () => {} }
    const journal: string[] = []
    const append = async ({ action }: { action: string }) => void journal.push(action)
    await of.simulator.order({ system: 'register', fault, count: 1 })
    const outside = await of.start({ logger, journal: { append } })
    const job = aRegistration()
    await of.send(outside, job)
    await of.idle(outside)
    await until(async () => (await of.stateOf(outside, 'register')).state === 'ok')
    expect(await of.stateOf(outside, 'register')).toMatchObject({ failures: 0, lies: 0, rejected: 0, ...counts })
    expect(warnings).toContainEqual(expect.objectContaining({ system: 'register', why: says }))
    expect(journal.length).toBeGreaterThan(0)
    expect(of.simulator.received('register').map(({ id }) => id)).toEqual([job.key, job.key])
    expect(of.simulator.works('register')).toBe(1)
    expect(of.cases.told.map(({ command }) => command)).toEqual([
      { type: 'confirm-awaited', stage: 'application', taken: true, reference: expect.stringMatching(/^RE-/) },
    ])
  })

  it('slowly, within the time that is given, is waited for', async () => {
    await of.simulator.order({ system: 'register', fault: 'delay', ms: 200 })
    const outside = await of.start()
    await of.send(outside, aRegistration())
    await of.idle(outside)
    expect(of.cases.told).toHaveLength(1)
    expect(await of.stateOf(outside, 'register')).toMatchObject({ state: 'ok', failures: 0 })
  })

  it('by answering twice changes nothing twice, and no other request gets the second answer', async () => {
    await of.simulator.order({ system: 'debtors', fault: 'twice' })
    const outside = await of.start()
    const jobs = [anInquiry('debtors'), anInquiry('debtors'), anInquiry('debtors')]
    await of.send(outside, ...jobs)
    await of.idle(outside)
    expect(of.cases.told.map(({ command }) => command)).toHaveLength(3)
    expect(of.cases.tells).toBe(3)
    expect((await of.stateOf(outside, 'debtors')).lies).toBe(0)
  })

  it('while a letter waits for its answer loses nothing of it', async () => {
    const outside = await of.start()
    const job = anInquiry('state-body', true)
    of.cases.before = async ({ command }) => {
      if (command.type === 'inquiry-received')
        await of.simulator.order({ system: 'state-body', fault: 'garbage', count: 2 })
    }
    await of.send(outside, job)
    await of.idle(outside)
    expect((await of.stateOf(outside, 'state-body')).lies).toBe(2)
    expect(of.cases.told.map(({ command }) => command.type)).toEqual(['inquiry-received', 'inquiry-answered'])
  })

  it('is shown as waiting, with since when and why, and recovers by itself', async () => {
    await of.simulator.order({ system: 'register', fault: 'dead' })
    const outside = await of.start()
    const jobs = Array.from({ length: 12 }, () => aRegistration())
    await of.send(outside, ...jobs)
    await until(async () => (await of.stateOf(outside, 'register')).failures >= 6)
    const before = Date.now()
    const state = await of.stateOf(outside, 'register')
    expect(state).toMatchObject({ state: 'waiting', lastError: 'no connection (ECONNREFUSED)', queue: 12 })
    expect(state.since).toBeLessThanOrEqual(before)
    await of.simulator.order({ system: 'register', fault: 'none' })
    await of.idle(outside)
    await until(async () => (await of.stateOf(outside, 'register')).state === 'ok')
    expect(of.cases.told.map((told) => told.case).sort()).toEqual(jobs.map((job) => job.case).sort())
    expect(of.simulator.works('register')).toBe(12)
  })

  it('is asked by one request at a time, however much waits for it', async () => {
    await of.simulator.order({ system: 'register', fault: 'error' })
    const outside = await of.start()
    await of.send(outside, ...Array.from({ length: 40 }, () => aRegistration()))
    for (let failures = 0; failures < 9; ) {
      const asked = of.simulator.received('register').length
      failures = (await of.stateOf(outside, 'register')).failures
      // four side by side until it is known; then at most one without its answer
      if (failures >= 4) expect(asked - failures).toBeLessThanOrEqual(1)
    }
  })

  it('keeps no other system waiting', async () => {
    await of.simulator.order({ system: 'register', fault: 'hang' })
    await of.simulator.order({ system: 'border', fault: 'dead' })
    const outside = await of.start()
    const stuck = [aRegistration(), anInquiry('border')]
    const fine = [anInquiry('debtors'), anInquiry('check'), anOrder()]
    await of.send(outside, ...stuck, ...fine)
    await until(() => of.cases.told.some(({ command }) => command.type === 'card-delivered'))
    await until(() => of.cases.told.length === 4)
    expect(new Set(of.cases.told.map((told) => told.case))).toEqual(new Set(fine.map((job) => job.case)))
    const waiting = (await outside.state()).filter(({ state }) => state === 'waiting').map(({ system }) => system)
    expect(waiting).toEqual(['register', 'border'])
  })

  it('an answer the case does not take is done with', async () => {
    of.cases.takes = false
    const outside = await of.start()
    await of.send(outside, aRegistration())
    await of.idle(outside)
    expect(of.cases.told).toEqual([])
    expect(of.simulator.received('register')).toHaveLength(1)
  })

  it('cases that cannot be reached get the answer later, and the system is not blamed', async () => {
    let tries = 0
    of.cases.before = () => {
      tries += 1
      if (tries === 1) throw new Error('the database is away')
    }
    const outside = await of.start()
    await of.send(outside, aRegistration())
    await of.idle(outside)
    expect(of.cases.told).toHaveLength(1)
    expect(of.simulator.works('register')).toBe(1)
    expect(await of.stateOf(outside, 'register')).toMatchObject({ state: 'ok', failures: 0 })
  })
})

describe('the payment check', () => {
  it.each([
    { code: 'A-0001', result: 'confirmed' },
    { code: 'A-0099', result: 'not-confirmed' },
  ])('of $code is $result', async ({ code, result }) => {
    const outside = await of.start()
    expect(await outside.feeCheck(code)).toBe(result)
    expect(of.simulator.received('check')[0]?.body).toEqual({ receipt: code })
  })

  it.each(['dead', 'hang', 'error', 'garbage', 'wrong-id', 'lost-answer', 'rejects'] as const)(
    'is "unreachable", never "not confirmed", while the system fails by "%s"',
    async (fault) => {
      await of.simulator.order({ system: 'check', fault })
      const outside = await of.start()
      expect(await outside.feeCheck('A-0099')).toBe('unreachable')
    },
  )
})
