import { StatusAnswer } from '@cherha/shared/protocol'
import { describe, expect, it, test } from 'vitest'
import { askStatus } from '../src/renderer/status/ask-status.ts'
import { readCaseNumber, readDigits } from '../src/renderer/status/case-number.ts'
import { isStatusAnswer } from '../src/renderer/status/read-status.ts'
import { considered, issued, overdue, refused } from './answers.ts'

test.each([
  ['8036-004-100127', '8036-004-100127'],
  [' 8036 004 100127 ', '8036-004-100127'],
  ['8036–004—100127', '8036-004-100127'],
  ['8036004100127', '8036-004-100127'],
  ['4801-Archive-Copy-000001', '4801-archive-copy-000001'],
  ['4801-003-123456789', '4801-003-123456789'],
])('a case number typed as “%s” is %s', (typed, number) => {
  expect(readCaseNumber(typed)).toBe(number)
})

test.each(['', '8036', '8036-004', '8036-004-10012', 'А-015', '8036-004-1001271234', `8036-${'a'.repeat(40)}-100127`])(
  '“%s” is no case number',
  (typed) => {
    expect(readCaseNumber(typed)).toBeNull()
  },
)

test('exactly four digits are four digits', () => {
  expect(readDigits(' 12 34 ')).toBe('1234')
  for (const typed of ['', '123', '12345', '12а4', 'abcd', '１２３４']) expect(readDigits(typed)).toBeNull()
})

describe('what the server answers', () => {
  it('is read as its schema reads it', () => {
    for (const answer of [considered, overdue, refused, issued]) {
      expect(StatusAnswer.safeParse(answer).success).toBe(true)
      expect(isStatusAnswer(answer)).toBe(true)
    }
  })

  it('is refused where the schema refuses it: any member of a wrong kind, or missing', () => {
    const wrong = [undefined, 1, 'text', {}, [], [1], [{ uk: 'лише українською' }], { uk: 1, en: 2 }, null, true]
    let refusals = 0
    for (const answer of [considered, refused]) {
      for (const name of Object.keys(answer)) {
        for (const value of wrong) {
          const broken = { ...answer, [name]: value }
          if (StatusAnswer.safeParse(broken).success) continue
          // its own patterns are the server's business: a text is a text here
          if (name === 'case' && typeof value === 'string') continue
          refusals += 1
          expect([name, value, isStatusAnswer(broken)]).toEqual([name, value, false])
        }
      }
    }
    expect(refusals).toBeGreaterThan(100)
    for (const value of wrong) expect(isStatusAnswer(value)).toBe(false)
    expect(isStatusAnswer({ ...considered, steps: [{ ...considered.steps[0], state: 'lost' }] })).toBe(false)
  })

  const body = { case: '8036-004-100127', digits: '1234' }
  const answering =
    (status: number, answer: unknown, headers: Record<string, string> = {}): typeof fetch =>
    async () =>
      new Response(typeof answer === 'string' ? answer : JSON.stringify(answer), { status, headers })

  it('goes to the page whole', async () => {
    let asked: unknown
    const asking = await askStatus(body, async (url, init) => {
      asked = [url, init?.method, JSON.parse(String(init?.body))]
      return new Response(JSON.stringify(considered))
    })
    expect(asked).toEqual(['/api/status', 'POST', body])
    expect(asking).toEqual({ is: 'answer', answer: considered })
  })

  it.each([
    [404, { error: { code: 'not-found' } }, 'unknown'],
    [400, { error: { code: 'malformed' } }, 'unknown'],
    [500, { error: { code: 'internal' } }, 'away'],
    [503, 'The server is away', 'away'],
    [502, '<html>a proxy</html>', 'away'],
    [200, { something: 'else' }, 'away'],
    [200, 'not JSON', 'away'],
  ])('with %i is said in one of the page’s sentences', async (status, answer, is) => {
    expect(await askStatus(body, answering(status, answer))).toEqual({ is })
  })

  it('with 429 says after how many minutes to try again', async () => {
    expect(await askStatus(body, answering(429, {}, { 'retry-after': '130' }))).toEqual({ is: 'too-many', minutes: 3 })
    expect(await askStatus(body, answering(429, 'no header'))).toEqual({ is: 'too-many', minutes: 1 })
  })

  it('that never comes is “no connection”', async () => {
    expect(
      await askStatus(body, async () => {
        throw new TypeError('Failed to fetch')
      }),
    ).toEqual({ is: 'offline' })
  })
})
