import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AskLimits, networkOf } from '../../src/http/cases/ask-limits.ts'
import { atSteadyPace, computerPace, paceMs } from '../../src/http/cases/steady-pace.ts'
import { type Answer, HttpUnderTest } from '../http-under-test.ts'
import { aStatus, caseId, FakePace } from '../support/fake-cases.ts'

const dayMs = 24 * 60 * 60_000

describe('the status of an application', () => {
  let http: HttpUnderTest
  const asking = (id: string, digits = '0417', from?: string): Promise<Answer> =>
    http.ask('POST', '/api/status', { body: { case: id, digits }, ...(from === undefined ? {} : { from }) })

  beforeAll(async () => {
    http = await HttpUnderTest.start()
  })
  beforeEach(() => {
    // what earlier tests have asked does not count any more
    http.clock.at += dayMs
    http.cases.pace.waited.splice(0)
  })
  afterAll(() => http.close())

  it('S62 is told to whoever has the number and the digits, without a token', async () => {
    const { status, body } = await asking(caseId)
    expect([status, body]).toEqual([200, aStatus])
  })

  it('S62 an unknown number, wrong digits and a number that is none are answered the same, after the same time', async () => {
    const answers = [
      await asking('6801-004-999999'),
      await asking(caseId, '0000'),
      await asking('hello'),
      await asking(''),
      await asking('8036—004—000127'),
    ]
    const told = answers.map(({ status, text, headers }) => {
      const { date: _date, ...rest } = headers
      // how many questions are left is the same for every one of these addresses
      return JSON.stringify([status, text, rest])
    })
    expect(new Set(told).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 404, body: { error: { code: 'unknown-case' } } })
    expect(http.cases.pace.waited).toEqual([paceMs, paceMs, paceMs, paceMs, paceMs])
  })

  it('S62 a right answer comes after the same time as a wrong one', async () => {
    await asking(caseId)
    await asking(caseId, '9999')
    expect(http.cases.pace.waited).toEqual([paceMs, paceMs])
  })

  it('S62 what is no question at all is refused without looking', async () => {
    const asked = http.cases.cases.asked.length
    for (const body of [
      {},
      { case: caseId },
      { case: caseId, digits: '12345' },
      { case: 'x'.repeat(41), digits: '1234' },
    ]) {
      expect((await http.ask('POST', '/api/status', { body })).status).toBe(400)
    }
    expect(http.cases.cases.asked).toHaveLength(asked)
  })

  it('S62 an address may ask ten times a minute, and then is told when to come again', async () => {
    for (let i = 0; i < 10; i += 1) expect((await asking(`6801-004-00010${i}`, '0417', '192.0.2.1')).status).toBe(404)
    expect(await asking('6801-004-000110', '0417', '192.0.2.1')).toMatchObject({
      status: 429,
      headers: { 'retry-after': '60' },
      body: { error: { code: 'too-many-requests' } },
    })
    expect((await asking('6801-004-000110', '0417', '192.0.2.2')).status).toBe(404)
    http.clock.at += 60_000
    expect((await asking('6801-004-000110', '0417', '192.0.2.1')).status).toBe(404)
  })

  it('S62 an address may ask a hundred times a day', async () => {
    for (let i = 0; i < 100; i += 1) {
      expect((await asking(`6801-004-001${100 + i}`, '0417', '192.0.2.3')).status).toBe(404)
      http.clock.at += 10_000
    }
    expect((await asking(caseId, '0417', '192.0.2.3')).status).toBe(429)
    http.clock.at += dayMs
    expect((await asking(caseId, '0417', '192.0.2.3')).status).toBe(200)
  })

  it('S62 about one case ten questions a minute are answered, from wherever and however it is written', async () => {
    const spellings = [caseId, ' 6801 004 000127 ', '6801–004–000127', '6801.004.000127', '６８０１-004-000127']
    for (let i = 0; i < 10; i += 1) expect((await asking(spellings[i % 5] as string, '1111')).status).toBe(404)
    for (const spelling of spellings) expect((await asking(spelling)).status).toBe(429)
    // a case that nobody has is counted as well: the limit tells nothing either
    for (let i = 0; i < 10; i += 1) await asking('6801-004-777777')
    expect((await asking('6801-004-777777')).status).toBe(429)
  })

  it('S62 the number and the digits are in no line of the log', () => {
    expect(http.logged.join('')).toContain('/api/status')
    expect(http.logged.join('')).not.toContain(caseId)
  })
})

describe('a steady pace', () => {
  it('S62 waits for the rest of the time, whatever the work took', async () => {
    for (const took of [0, 1, 120, 299]) {
      const pace = new FakePace()
      await atSteadyPace(pace, async () => {
        pace.at += took
      })
      expect(pace.at).toBe(paceMs)
    }
  })

  it('S62 answers slow work at the next multiple of that time', async () => {
    for (const [took, answered] of [
      [301, 600],
      [600, 600],
      [1_700, 1_800],
    ] as const) {
      const pace = new FakePace()
      await atSteadyPace(pace, async () => {
        pace.at += took
      })
      expect(pace.at).toBe(answered)
    }
  })

  it('S62 keeps to it when the work fails', async () => {
    const pace = new FakePace()
    const failing = atSteadyPace(pace, async () => {
      pace.at += 10
      throw new Error('the database is away')
    })
    await expect(failing).rejects.toThrow('the database is away')
    expect(pace.at).toBe(paceMs)
  })

  it('adds a little chance of the computer', async () => {
    const values = new Set(Array.from({ length: 50 }, () => computerPace.jitter()))
    expect(values.size).toBeGreaterThan(1)
    await computerPace.wait(1)
    expect(computerPace.now()).toBeGreaterThan(0)
  })
})

describe('limits of questions', () => {
  it('forget the oldest key, never the newest, when there are too many', () => {
    const limits = new AskLimits([{ most: 1, ms: 1_000 }])
    for (let i = 0; i <= 100_000; i += 1) limits.take(`key-${i}`, 0)
    expect(limits.take('key-100000', 0)).toBe(1_000)
    expect(limits.take('key-0', 0)).toBe(0)
  })

  it('count an IPv6 customer as one', () => {
    expect(networkOf('192.0.2.7')).toBe('192.0.2.7')
    expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7')
    expect(networkOf('2001:db8:0:7::1')).toBe(networkOf('2001:0db8:0:7:ffff::2'))
    expect(networkOf('2001:db8:0:7::1')).not.toBe(networkOf('2001:db8:0:8::1'))
    expect(networkOf('::1')).toBe('0:0:0:0')
  })
})
