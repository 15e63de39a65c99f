import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defaultRateLimits } from '@cherha/office-hub'
import * as protocol from '@cherha/shared/protocol'
import { describe, expect, it } from 'vitest'
import { fieldsOf, valuesOf } from './protocol-doc/fields.ts'
import { codesIn, firstColumn, readPage, rowsOf } from './protocol-doc/page.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const text = readFileSync(`${root}/docs/protocol.md`, 'utf8')
const page = readPage(text)
const sources = (pattern: string): string =>
  globSync(pattern, { cwd: root })
    .map((file) => readFileSync(`${root}/${file}`, 'utf8'))
    .join('\n')

const { commandSchemas, commandSenders, refusalCodes, refusalMessage } = protocol
const commandTypes = Object.keys(commandSchemas) as protocol.CommandType[]
const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort()

/** The list of refusals at the end of a command's section. */
const refusalsIn = (section: string): string[] => codesIn(/Refusals: ([\s\S]*?)(\n\n|$)/.exec(section)?.[1] ?? '')

/** Schemas with a section of their own: fields that hold one of them are not opened again. */
const described = {
  'Terminal view': protocol.TerminalView,
  'Display view': protocol.DisplayView,
  'Desk view': protocol.DeskView,
  'Desk ticket': protocol.DeskTicket,
  'Plan place': protocol.PlanPlaceView,
  '`GET /health`': protocol.HealthBody,
  '`POST /api/sessions`': protocol.SessionAnswer,
  '`POST /api/staff-check`': protocol.StaffCheckAnswer,
  '`GET /api/devices`': protocol.DevicesBody,
  Board: protocol.BoardView,
  Call: protocol.CallView,
  Office: protocol.PublicOffice,
  Suspension: protocol.SuspensionView,
}
const closed = new Set([...Object.values(described), protocol.Bilingual])

describe('the page about the protocol', () => {
  it('describes exactly the commands there are', () => {
    const inPage = page.headings(3).flatMap((heading) => /^`([a-z-]+)`$/.exec(heading)?.[1] ?? [])
    expect(inPage.sort()).toEqual([...commandTypes].sort())
  })

  it.each(commandTypes)('names every field and every value of %s', (type) => {
    const codes = new Set(codesIn(page.section(`\`${type}\``)).flatMap((code) => code.split('/')))
    for (const field of fieldsOf(commandSchemas[type])) {
      const told = ['commandId', 'type', 'person', 'guardian'].includes(field) || codes.has(field)
      expect(told, `${type}: ${field} is not in docs/protocol.md`).toBe(true)
    }
    const values = valuesOf(commandSchemas[type]).filter((value) => value !== type)
    expect(
      values.filter((value) => !codes.has(value)),
      'values missing in the page',
    ).toEqual([])
  })

  it.each(commandTypes)('says who may send %s', (type) => {
    const from = /From: ([^.;]+)[.;]/.exec(page.section(`\`${type}\``))?.[1]
    expect(from?.split(', ')).toEqual([...commandSenders[type]])
  })

  it('names only refusals there are, and each of them at a command', () => {
    const named = commandTypes.flatMap((type) => refusalsIn(page.section(`\`${type}\``)))
    const ofAny = codesIn(/Codes that any command[^:]*: (.*)\./.exec(text)?.[1] ?? '')
    const ofWindows = codesIn(/Every other command with `window`[^:]*: (.*) \(/.exec(text)?.[1] ?? '')
    const ofServer = codesIn(/Codes that only what passes[^:]*: (.*)\./.exec(text)?.[1] ?? '')
    expect(sorted([...named, ...ofAny, ...ofWindows, ...ofServer])).toEqual(sorted(refusalCodes))
  })

  it('says of every refusal what a person reads', () => {
    const rows = rowsOf(page.section('Refusal codes')).filter(([code = '']) => code.startsWith('`'))
    expect(rows).toEqual(refusalCodes.map((code) => [`\`${code}\``, refusalMessage(code).en]))
  })

  it('has exactly the routes of the hub, the browser host and the test clock', () => {
    const registered = [
      'packages/office-hub/src/{gateway,pairing}/*.ts',
      'packages/device-shell/src/browser-host.ts',
      'packages/device-shell/src/pairing/link-routes.ts',
      'packages/testing/src/*.ts',
    ].flatMap((pattern) => [
      ...sources(pattern).matchAll(/\b(?:app|server)\.(get|post|put|patch|delete)(?:<[^(]*>)?\(\s*'([^']+)'/g),
    ])
    const routes = registered.map(([, method = '', path = '']) => `${method.toUpperCase()} ${path}`)
    const ofServer = new Set([
      ...firstColumn(page.section('Applications')),
      ...firstColumn(page.section('Online booking')),
    ])
    const inPage = firstColumn(text).filter((code) => /^[A-Z]+ \//.test(code) && !ofServer.has(code))
    expect(routes.length).toBeGreaterThan(12)
    expect(sorted(inPage)).toEqual(sorted(routes))
  })

  it('has exactly the routes of the case interface, and says which of them the hub and the server have', () => {
    const routesIn = (pattern: string): string[] =>
      [...sources(pattern).matchAll(/\b(?:app|server|raw|scope)\.(get|post|put)\(\s*'(\/api\/[^']+)'/g)]
        .map(([, method = '', path = '']) => `${method.toUpperCase()} ${path}`)
        .filter((route) => !route.includes('/api/admin/'))
    const rows = rowsOf(page.section('Applications')).filter(([first = '']) => /^`[A-Z]+ /.test(first))
    const inPage = (column: number): string[] =>
      rows.filter((row) => row[column] !== '–').map(([first = '']) => first.replaceAll('`', ''))
    const ofServer = routesIn('apps/queue-server/src/http/cases/*.ts')
    expect(ofServer.length).toBeGreaterThan(12)
    expect(sorted(inPage(2))).toEqual(sorted(ofServer))
    expect(sorted(inPage(1))).toEqual(sorted(routesIn('packages/office-hub/src/cases/*.ts')))
  })

  it('has exactly the routes of online booking, and no body it takes or answers that does not exist', () => {
    const section = page.section('Online booking')
    const routes = [
      ...sources('apps/queue-server/src/http/booking/*.ts').matchAll(
        /\bapp\.(get|post|put|delete)\(\s*'(\/api\/booking\/[^'*]+)'/g,
      ),
    ].map(([, method = '', path = '']) => `${method.toUpperCase()} ${path}`)
    expect(routes.length).toBeGreaterThan(15)
    expect(sorted(firstColumn(section).filter((code) => code.includes('/')))).toEqual(sorted(routes))
    const bodies = codesIn(section).filter((code) => /^[A-Z][a-z]+[A-Z]?[A-Za-z]*$/.test(code))
    expect(bodies.filter((name) => !(name in protocol))).toEqual([])
  })

  it('names every action on an application, with everything that comes with it', () => {
    const rows = rowsOf(page.section('Applications'))
    const actions = rows.filter(([first = '']) => /^`[a-z-]+`$/.test(first))
    expect(actions.map(([first = '']) => first.replaceAll('`', '')).sort()).toEqual([...protocol.caseActions].sort())
    for (const [first = '', data = ''] of actions) {
      const action = first.replaceAll('`', '') as protocol.CaseAction
      const told = codesIn(data.replace(/; the answer.*/, ''))
      expect(sorted(told), action).toEqual(sorted(Object.keys(protocol.caseActionData[action].shape)))
    }
  })

  it('describes every route of the hub in a section', () => {
    const inTable = firstColumn(page.section('Routes')).filter((code) => /^[A-Z]+ \//.test(code))
    const sections = page.headings(3).flatMap((heading) => /^`([A-Z]+ \/.*)`$/.exec(heading)?.[1] ?? [])
    expect(sections).toEqual(inTable)
  })

  it.each(Object.entries(described))('describes exactly the fields of: %s', (heading, schema) => {
    // a list stands for its entries, an object of a few fields for those fields
    const fields = fieldsOf(schema, closed)
    const inPage = firstColumn(page.section(heading))
    const told = (field: string): boolean =>
      inPage.includes(field) ||
      inPage.includes(`${field}[]`) ||
      inPage.some((other) => other.startsWith(`${field}.`) || other.startsWith(`${field}[].`))
    expect(
      fields.filter((field) => !told(field)),
      'missing in the page',
    ).toEqual([])
    const known = new Set([...fields, ...fields.map((field) => `${field}[]`)])
    expect(
      inPage.filter((field) => !known.has(field)),
      'not in the schema',
    ).toEqual([])
    const codes = codesIn(page.section(heading))
    expect(
      valuesOf(schema, closed).filter((value) => !codes.includes(value)),
      'values missing in the page',
    ).toEqual([])
  })

  it('names every result of a registration', () => {
    const codes = codesIn(page.section('`register-current`'))
    for (const field of fieldsOf(protocol.RegistrationResult)) expect(codes).toContain(field)
  })

  it('has exactly the error codes of the gateway, with their status', () => {
    const table =
      /const statuses = \{([\s\S]*?)\}/.exec(sources('packages/office-hub/src/gateway/failure.ts'))?.[1] ?? ''
    const codes = [...table.matchAll(/'?([a-z-]+)'?: (\d{3})/g)].map(([, code, status]) => `${code} ${status}`)
    const inPage = rowsOf(page.section('Error codes')).flatMap(([code = '', status = '']) =>
      codesIn(code).map((name) => `${name} ${status}`),
    )
    expect(codes.length).toBeGreaterThan(10)
    expect(inPage.sort()).toEqual(codes.sort())
  })

  it('has the limits as they are set', () => {
    const rows = rowsOf(page.section('Limits')).filter(([kind = '']) => kind.startsWith('`') && !kind.includes('/'))
    expect(rows).toEqual(
      Object.entries(defaultRateLimits).map(([kind, { perSecond, burst }]) => [
        `\`${kind}\``,
        String(perSecond),
        String(burst),
      ]),
    )
  })

  it('links only to what is there', () => {
    const anchors = new Set(
      [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
        (match[1] ?? '')
          .toLowerCase()
          .replace(/[^\p{L}\p{N} -]/gu, '')
          .replaceAll(' ', '-'),
      ),
    )
    const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1] ?? '')
    expect(links.filter((link) => !anchors.has(link))).toEqual([])
  })
})
