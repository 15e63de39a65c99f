import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import {
  AdminRight,
  type AdminRole,
  AccountSecrets,
  Accounts,
  AdminBooking,
  AdminDevices,
  AdminHubs,
  AdminOffice,
  AdminOffices,
  AdminOutside,
  AdminPortals,
  AdminStaff,
  CardList,
  CaseReport,
  ConfigChanged,
  DayReport,
  Done,
  EnrolmentCodeAnswer,
  JournalAnswer,
  LiveView,
  LoginAnswer,
  Me,
  PairingCodeAnswer,
  PreviewAnswer,
  Statistics,
} from '@cherha/shared/protocol'
import type { z } from 'zod'
import { booking, portals } from './booking-data.ts'
import * as cases from './case-data.ts'
import * as data from './office-data.ts'

type Script = { readonly status: number; readonly body: unknown } | 'silent'

/** A stand-in for the queue server: serves the built page, answers every question from one set of data. */
export interface FakeServer {
  readonly url: string
  /** Answers the next questions of a method and path (without `/api/admin/`) like this, until `null`. */
  script(question: string, answer: Script | null): void
  /** Everything that was written: `METHOD path` and its body. */
  readonly writes: readonly { readonly what: string; readonly body: unknown }[]
  close(): Promise<void>
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}
/** What the queue server sends too: the page has to live with it. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** What the queue server tells of each role. */
const rights: Readonly<Record<AdminRole, AdminRight[]>> = {
  administrator: [...AdminRight.options],
  'office-lead': [
    'change-office',
    'see-staff',
    'change-staff',
    'devices',
    'see-hubs',
    'reports',
    'case-reports',
    'journal',
  ],
  auditor: ['see-staff', 'reports', 'case-reports', 'journal'],
  'service-operator': ['devices', 'see-hubs', 'outside'],
}

/** @param pages folder of the built page */
export async function startFakeServer(pages: string, role: AdminRole, signedIn: boolean): Promise<FakeServer> {
  const scripts = new Map<string, Script>()
  const writes: { what: string; body: unknown }[] = []
  const me: Me = {
    login: 'olga',
    name: 'Ольга Бойко',
    role,
    office: role === 'office-lead' ? '4801' : null,
    may: rights[role],
    csrf: 'x',
  }
  let inside = signedIn

  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://console')
      if (url.pathname === '/api/cards') {
        response.writeHead(200, { 'content-type': 'application/json' })
        return response.end(JSON.stringify(CardList.parse(cases.cards)))
      }
      if (!url.pathname.startsWith('/api/admin/')) {
        const file = path.join(pages, url.pathname.replace(/^\/admin\/?/, '') || 'index.html')
        if (!existsSync(file)) return response.writeHead(404).end()
        response.writeHead(200, {
          'content-type': types[path.extname(file)] ?? 'application/octet-stream',
          'content-security-policy': policy,
        })
        return response.end(readFileSync(file))
      }
      const what = `${request.method} ${url.pathname.slice('/api/admin/'.length)}`
      const body = await bodyOf(request)
      if (request.method !== 'GET') writes.push({ what, body })
      const scripted = scripts.get(what)
      if (scripted === 'silent') return request.socket.destroy()
      const { status, body: answer } = scripted ?? answerOf(what, url, body)
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer))
    })()
  })

  function answerOf(what: string, url: URL, body: unknown): { status: number; body: unknown } {
    if (what === 'POST login') {
      const totp = typeof body === 'object' && body !== null && 'totp' in body
      if (!totp) return failure(401, 'totp-required', 'totp')
      inside = true
      return ok(LoginAnswer, { me })
    }
    if (!inside) return failure(401, 'unauthorised')
    if (what === 'POST logout') inside = false
    const [, answer] = answers.find(([pattern]) => pattern.test(what)) ?? []
    if (answer === undefined) return failure(404, 'not-found')
    const [schema, value] = answer(url)
    return ok(schema, value)
  }

  const seconds = (count: number): string => new Date(Date.now() + count * 1000).toISOString()
  const answers: readonly (readonly [RegExp, (url: URL) => readonly [z.ZodType, unknown]])[] = [
    [/^GET me$/, () => [Me, me]],
    [/^POST logout$/, () => [Done, { ok: true }]],
    [/^GET offices$/, () => [AdminOffices, data.offices]],
    [/^GET outside$/, () => [AdminOutside, data.outside]],
    [/^GET booking$/, () => [AdminBooking, { booking }]],
    [/^GET portals$/, () => [AdminPortals, { portals }]],
    [/^POST offices$/, () => [ConfigChanged, { version: 1 }]],
    [/^GET offices\/\d+$/, () => [AdminOffice, data.office]],
    [/\/config$/, () => [ConfigChanged, { version: data.office.version + 1 }]],
    [/\/preview$/, () => [PreviewAnswer, preview]],
    [/\/live$/, () => [LiveView, data.live]],
    [/\/report$/, () => [DayReport, data.report]],
    [/\/statistics$/, () => [Statistics, data.statistics]],
    [/^GET .*\/staff$/, () => [AdminStaff, staff]],
    [/^GET .*\/devices$/, () => [AdminDevices, data.devices]],
    [/pairing-code$/, () => [PairingCodeAnswer, { code: 'K7M2-9XQT', id: 'display-2', expiresAt: seconds(600) }]],
    [/^GET .*\/hubs$/, () => [AdminHubs, data.hubs]],
    [/enrolment-code$/, () => [EnrolmentCodeAnswer, { code: 'H4TR-W8NC-3K', expiresAt: seconds(900) }]],
    [/^GET case-reports$/, (url) => [CaseReport, cases.report(url.searchParams.get('office'))]],
    [/^GET journal$/, (url) => [JournalAnswer, { entries: entries(url) }]],
    [/^GET accounts$/, () => [Accounts, accounts]],
    [/^POST accounts(\/[a-z0-9-]+\/reset)?$/, () => [AccountSecrets, secrets]],
    [/^POST /, () => [Done, { ok: true }]],
  ]

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin/`,
    script: (question, answer) => {
      if (answer === null) scripts.delete(question)
      else scripts.set(question, answer)
    },
    writes,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** The answer of an error. */
export function failure(status: number, code: string, field?: string): { status: number; body: unknown } {
  return {
    status,
    body: { error: { code, message: `the server says: ${code}`, ...(field === undefined ? {} : { field }) } },
  }
}

function ok(schema: z.ZodType, value: unknown): { status: number; body: unknown } {
  return { status: 200, body: schema.parse(value) }
}

function entries(url: URL) {
  const before = Number(url.searchParams.get('before') ?? Number.POSITIVE_INFINITY)
  const q = url.searchParams.get('q') ?? ''
  const found = data.journal.filter(({ seq, action, who }) => seq < before && `${action} ${who}`.includes(q))
  return found.slice(0, Number(url.searchParams.get('limit') ?? 50))
}

const staff = {
  staff: [
    ...data.config.staff.map((one) => ({ ...one, post: one.post ?? null, hasPin: true, disabled: false })),
    { login: 'petro', name: 'Петро Їжак', role: 'clerk', post: null, hasPin: false, disabled: true },
  ],
}

const accounts = {
  accounts: [
    account('olga', 'Ольга Бойко', 'administrator', null, true),
    account('iryna', 'Ірина Мельник', 'office-lead', '4801', false),
    { ...account('audit', 'Аудит', 'auditor', null, false), disabled: true },
  ],
}
function account(login: string, name: string, role: AdminRole, office: string | null, totp: boolean) {
  const now = new Date().toISOString()
  return { login, name, role, office, totp, disabled: false, lockedUntil: null, lastLogin: totp ? now : null }
}

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const secrets = {
  login: 'nova',
  password: 'KX4M-7QTR-2WNC-9FHJ',
  totpSecret: secret,
  otpauth: `otpauth://totp/Cherha:nova?secret=${secret}&issuer=Cherha`,
}

const preview = {
  problems: [],
  days: [4, 11, 18].map((days, index) => ({
    date: data.dayAfter(days),
    published: index < 2,
    add: [],
    withdraw: [
      { number: 'А-031', service: 'permanent', time: '16:00', channel: 'online', by: 'server' },
      { number: 'А-032', service: 'permanent', time: '16:20', channel: 'terminal', by: 'request' },
      { number: 'Р-024', service: 'passport', time: '16:30', channel: 'current', by: 'request' },
    ],
    keptSold: index === 0 ? [{ number: 'Г-030', service: 'temporary', time: '16:00' }] : [],
    warnings:
      index === 0
        ? [
            'From 09:00 to 13:00, permanent, passport: 5 places at the same time, and 3 windows serve them. Visitors would wait past their printed time.',
          ]
        : [],
  })),
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
  const text = Buffer.concat(chunks).toString('utf8')
  return text === '' ? null : JSON.parse(text)
}
