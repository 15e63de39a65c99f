import { afterAll, beforeAll, expect, test } from 'vitest'
import { access } from '../src/http/access.ts'
import { openLogger, scrub } from '../src/http/logging.ts'
import { type Browser, HttpUnderTest } from './http-under-test.ts'

let http: HttpUnderTest
let admin: Browser
beforeAll(async () => {
  http = await HttpUnderTest.start()
  admin = await http.browser('root', 'administrator')
  await http.office('6801')
})
afterAll(() => http.close())

/** What nobody may find in a log: a name in both scripts, a phone, digits, a PIN, a password. */
const canaries = ['Жученко', 'zhuchenkova', '380671234567', '7391', '84201937', 'Pa55word-canary']
const canaryBody = {
  login: 'zhuchenkova',
  name: 'Жученко',
  surname: 'Жученко',
  phone: '+380671234567',
  documentDigits: '7391',
  pin: '84201937',
  password: 'Pa55word-canary',
  code: 'zhuchenkova',
  role: 'clerk',
}

/** Addresses of every route, canaries where something may be typed. */
const routes = [...Object.keys(access), 'GET /api/offices/:code/board', 'POST /api/hubs/enrol', 'GET /nowhere/:login']

function leaks(lines: readonly string[]): string[] {
  const text = lines.join('')
  return canaries.filter((canary) => text.includes(canary) || text.includes(encodeURIComponent(canary)))
}

test('D8 no route writes a name, a number or a secret into the log, whatever goes wrong', async () => {
  for (const as of [undefined, admin]) {
    for (const route of routes) {
      if (route.endsWith('/logout')) continue
      const [method = '', url = ''] = route.split(' ')
      for (const office of ['6801', '84201937']) {
        const address = url
          .replace(':code', office)
          .replace(':login', 'zhuchenkova')
          .replace(':id', 'zhuchenkova')
          .replace(':date', '2026-03-04')
        const query = method === 'GET' ? `?q=${encodeURIComponent('Жученко')}&name=zhuchenkova&from=84201937` : ''
        await http.ask(method as 'GET' | 'POST' | 'PUT', `${address}${query}`, {
          ...(as === undefined ? {} : { as }),
          ...(method === 'GET' ? {} : { body: canaryBody }),
          headers: { 'user-agent': 'zhuchenkova', 'x-forwarded-for': '84201937' },
        })
      }
    }
  }
  expect(http.logged.length).toBeGreaterThan(routes.length)
  expect(leaks(http.logged)).toEqual([])
})

test('D8 nor when the server itself fails in the middle', async () => {
  const before = http.logged.length
  const { journal } = http.stores
  const append = journal.append
  journal.append = async () => {
    throw new Error('Key (name)=(Жученко) of "zhuchenkova", phone +380671234567 already exists')
  }
  const body = { login: 'zhuchenkova', name: 'Жученко', role: 'clerk', pin: '84201937' }
  const answer = await http.ask('POST', '/api/admin/offices/6801/staff', { as: admin, body })
  journal.append = append
  expect(answer).toMatchObject({ status: 500, body: { error: { code: 'internal' } } })
  for (const canary of canaries) expect(answer.text).not.toContain(canary)
  const lines = http.logged.slice(before)
  expect(lines.join('')).toContain('a request failed')
  expect(leaks(lines)).toEqual([])
})

test('D8 what is logged by mistake is kept back: by its name, at any depth up to three', () => {
  const lines: string[] = []
  const logger = openLogger('info', { write: (line) => void lines.push(line) })
  logger.info({ name: 'Жученко', visitor: { surname: 'Жученко', guardian: { phone: '+380671234567' } } }, 'a mistake')
  logger.info({ request: { body: canaryBody }, documentDigits: '7391' }, 'another')
  logger.error({ err: new Error('duplicate', { cause: new Error('Жученко «zhuchenkova» 84201937') }) }, 'failed')
  expect(lines).toHaveLength(3)
  expect(leaks(lines)).toEqual([])
})

test('a scrubbed message still says what went wrong', () => {
  expect(scrub('duplicate key value violates unique constraint "office_pkey"')).toBe(
    'duplicate key value violates unique constraint …',
  )
  expect(scrub('connect ECONNREFUSED 127.0.0.1:5432')).toBe('connect ECONNREFUSED 127.0.0.1:…')
})
