import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AdminCalendar, builtInCalendar } from '@cherha/shared/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { openStores } from '../src/store/stores.ts'
import { type Browser, HttpUnderTest, wednesday } from './http-under-test.ts'
import { withDatabase } from './support/database.ts'

const shipped = fileURLToPath(new URL('../../../config/calendar.yaml', import.meta.url))
const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
const server = withDatabase()
let http: HttpUnderTest
let admin: Browser
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cherha-calendar-'))
  http = await HttpUnderTest.start()
  admin = await http.browser('root', 'administrator')
})
afterAll(async () => {
  await http.close()
  rmSync(folder, { recursive: true, force: true })
})

const get = async () => AdminCalendar.parse((await http.ask('GET', '/api/admin/calendar', { as: admin })).body)
const put = (calendar: unknown, version: number) =>
  http.ask('PUT', '/api/admin/calendar', { as: admin, body: { calendar, version } })
const table = builtInCalendar.holidays

test('the calendar begins as the built-in one, which is the file that is shipped, and every change is a version', async () => {
  expect(await get()).toEqual({ calendar: builtInCalendar, version: 0, by: null, at: null })
  expect(parse(readFileSync(shipped, 'utf8'))).toEqual(builtInCalendar)

  const peace = { ...builtInCalendar, martialLaw: false }
  expect(await put(peace, 0)).toMatchObject({ status: 200, body: { version: 1 } })
  expect(await get()).toEqual({ calendar: peace, version: 1, by: 'root', at: new Date(wednesday).toISOString() })
  expect(await put(peace, 1)).toMatchObject({ status: 200, body: { version: 1 } })

  const { body } = await http.ask('GET', '/api/admin/journal?q=calendar', { as: admin })
  expect(body['entries']).toMatchObject([
    {
      who: 'root',
      office: null,
      action: 'calendar-changed',
      detail: { version: 1, changed: [{ path: 'martialLaw', from: 'true', to: 'false' }] },
    },
  ])
})

test('a change made from an old version is told who was first and what differs; of three at once one is kept', async () => {
  const { version, calendar } = await get()
  const off = (date: string) => ({ ...calendar, holidays: { ...calendar.holidays, off: [date] } })
  const answers = await Promise.all(['2026-03-09', '2026-03-10', '2026-03-11'].map((date) => put(off(date), version)))
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409])
  expect((await get()).version).toBe(version + 1)
  expect(await put({ ...calendar, martialLaw: !calendar.martialLaw }, version)).toMatchObject({
    status: 409,
    body: {
      error: { code: 'version-changed', version: version + 1, by: 'root', changed: ['martialLaw', 'holidays.off'] },
    },
  })
})

test('a calendar that cannot be is refused with every place and what is allowed there, and changes nothing', async () => {
  const before = await get()
  const title = { uk: 'Свято', en: 'Holiday' }
  const cases: [unknown, string, RegExp][] = [
    [null, 'calendar', /expected object/],
    [{ martialLaw: 'yes', holidays: table }, 'calendar.martialLaw', /expected boolean/],
    [wrong({ yearly: [{ date: '13-01', title }] }), 'calendar.holidays.yearly.0.date', /month and day, MM-DD/],
    [wrong({ yearly: [{ date: '02-30', title }] }), 'calendar.holidays.yearly.0.date', /there is never a day 02-30/],
    [wrong({ off: ['2026-02-30'] }), 'calendar.holidays.off.0', /a date that exists/],
    [wrong({ off: ['2026-03-09', '2026-03-09'] }), 'calendar.holidays.off.1', /2026-03-09 is there twice/],
    [wrong({ off: ['2026-03-09'], working: ['2026-03-09'] }), 'calendar.holidays.working.0', /either off or worked/],
    [wrong({ easter: [{ offset: 0, title: { uk: 'Пасха' } }] }), 'calendar.holidays.easter.0.title.en', /string/],
  ]
  for (const [calendar, field, message] of cases) {
    const { status, body } = await put(calendar, before.version)
    expect([status, body.error?.code, body.error?.field]).toEqual([400, 'invalid-config', field])
    expect(body.error?.message).toMatch(message)
  }
  const both = await put({ martialLaw: 1, holidays: { ...table, off: ['x'] } }, before.version)
  expect(both.body.error).toMatchObject({ problems: [{ path: 'martialLaw' }, { path: 'holidays.off.0' }] })
  expect(await get()).toEqual(before)
})

const wrong = (part: object) => ({ martialLaw: true, holidays: { ...table, ...part } })

test('a file is imported at the console, a wrong one is told with file and line', async () => {
  const url = await server.freshUrl()
  const run = (file: string) =>
    new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
      execFile(
        process.execPath,
        [cli, 'import-calendar', file, '--data', join(folder, 'unused')],
        { env: { ...process.env, DATABASE_URL: url } },
        (error, out, err) => resolve({ code: error?.code ?? 0, out, err }),
      )
    })
  expect((await run(shipped)).out).toBe('The working-day calendar: nothing is new, version 0 stays.\n')
  const file = join(folder, 'calendar.yaml')
  writeFileSync(file, readFileSync(shipped, 'utf8').replace('martialLaw: true', 'martialLaw: false'))
  expect((await run(file)).out).toBe('The working-day calendar: version 1.\n')
  writeFileSync(file, readFileSync(shipped, 'utf8').replace('martialLaw: true', 'martialLaw: perhaps'))
  expect(await run(file)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/calendar\.yaml:\d+: martialLaw: .*boolean/),
  })

  const { openDatabase } = await import('../src/store/database.ts')
  const database = await openDatabase({ url, dataDir: folder, log: { info() {}, warn() {}, error() {} } })
  const stores = openStores(database)
  expect(await stores.calendar.get()).toMatchObject({ version: 1, by: 'cli', calendar: { martialLaw: false } })
  expect(await stores.journal.list({ limit: 10 })).toMatchObject([{ who: 'cli', action: 'calendar-changed' }])
  await database.close()
})
