import { createHash, createHmac, randomBytes, scryptSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { FastifyInstance } from 'fastify'
import { expect, test } from 'vitest'
import { aFolder, at, type HubUnderTest, startedHub } from './hub-under-test.ts'
import { tlsRequest, type TlsReply } from './tls-request.ts'

type Role = 'terminal' | 'display' | 'desk'
const loopbackTls = [{ host: '127.0.0.1', port: 0 }]

/** The computer's time at the hub. */
const osNow = (office: HubUnderTest): number => office.clock.now().at + office.clock.stepMs()

const open = (office: HubUnderTest, role: Role = 'display', id: string | null = null) =>
  office.hub.credentials.openPairing({ role, id, windows: null }, osNow(office))

/** What a device does, written out from docs/protocol.md. */
async function pair(
  url: string,
  role: Role,
  code: string,
  change: { fingerprint?: string; role?: Role; proof?: string; pairing?: string } = {},
): Promise<{ reply: TlsReply; hubProofIsRight: boolean; nonce: string }> {
  const found = await tlsRequest('GET', `${url}/api/pairing?role=${role}`)
  if (found.status !== 200) return { reply: found, hubProofIsRight: false, nonce: '' }
  const key = scryptSync(code.replace('-', ''), Buffer.from(String(at(found.body, 'salt')), 'base64url'), 32, {
    N: 32_768,
    r: 8,
    p: 1,
    maxmem: 64 * 1024 * 1024,
  })
  const mac = (text: string) => createHmac('sha256', key).update(text).digest('hex')
  const seen = change.fingerprint ?? (found.fingerprint || 'loopback')
  const nonce = randomBytes(16).toString('base64url')
  const reply = await tlsRequest('POST', `${url}/api/pairing`, {
    body: {
      pairing: change.pairing ?? at(found.body, 'pairing'),
      nonce,
      proof: change.proof ?? mac(`cherha-pair-device-1|${seen}|${change.role ?? role}|${nonce}`),
    },
  })
  const token = String(at(reply.body, 'token'))
  const tokenHash = createHash('sha256').update(token).digest('hex')
  return {
    reply,
    nonce,
    hubProofIsRight: at(reply.body, 'proof') === mac(`cherha-pair-hub-1|${seen}|${nonce}|${tokenHash}`),
  }
}

const codeOf = (reply: TlsReply): unknown => at(reply.body, 'error', 'code')

test('S30 S31 a device with the right code gets a token over TLS, and the hub proves that it knows the code too', async () => {
  const office = await startedHub({ listen: loopbackTls })
  const { code } = await open(office, 'display', 'hall')
  const url = office.hub.lanUrls[0] ?? ''
  const { reply, hubProofIsRight } = await pair(url, 'display', code)
  expect(reply).toMatchObject({ status: 200, body: { deviceId: 'hall', office: { code: '6801' } } })
  expect(reply.fingerprint).toBe(office.hub.fingerprint)
  expect(hubProofIsRight).toBe(true)
  const token = String(at(reply.body, 'token'))
  const who = await tlsRequest('GET', `${url}/api/device`, { token })
  expect(who.body).toMatchObject({ id: 'hall', role: 'display', office: { code: '6801' } })
})

test('S30 a code works once', async () => {
  const office = await startedHub()
  const { code } = await open(office)
  expect((await pair(office.hub.url, 'display', code)).reply.status).toBe(200)
  expect(codeOf((await pair(office.hub.url, 'display', code)).reply)).toBe('no-pairing')
})

test('S30 of two devices that send the right proof at once only one is paired', async () => {
  const office = await startedHub()
  const { code } = await open(office)
  const both = await Promise.all([0, 1].map(() => pair(office.hub.url, 'display', code)))
  expect(new Set(both.map(({ reply }) => reply.status))).toEqual(new Set([200, 410]))
})

test('S30 a code has expired after ten minutes, and not before', async () => {
  const office = await startedHub()
  const first = await open(office)
  await office.advance(10 * 60_000 - 1)
  expect((await pair(office.hub.url, 'display', first.code)).reply.status).toBe(200)
  await open(office)
  await office.advance(10 * 60_000)
  const late = await tlsRequest('GET', `${office.hub.url}/api/pairing?role=display`)
  expect([late.status, codeOf(late)]).toEqual([404, 'no-pairing'])
})

test('S30 a code that expires between the question and the proof pairs nobody', async () => {
  const office = await startedHub()
  await open(office)
  const found = await tlsRequest('GET', `${office.hub.url}/api/pairing?role=display`)
  await office.advance(10 * 60_000)
  const body = { pairing: at(found.body, 'pairing'), nonce: 'n'.repeat(22), proof: '0'.repeat(64) }
  const reply = await tlsRequest('POST', `${office.hub.url}/api/pairing`, { body })
  expect([reply.status, codeOf(reply)]).toEqual([410, 'pairing-ended'])
})

test('S30 a new code for the role voids the older one, and another role keeps its own', async () => {
  const office = await startedHub()
  const desk = await open(office, 'desk')
  const older = await open(office)
  const newer = await open(office)
  expect(codeOf((await pair(office.hub.url, 'display', older.code)).reply)).toBe('wrong-pairing-code')
  expect((await pair(office.hub.url, 'display', newer.code)).reply.status).toBe(200)
  expect((await pair(office.hub.url, 'desk', desk.code)).reply.status).toBe(200)
})

test('S30 the code is random, and neither it nor anything that gives it away is in the data folder', async () => {
  const office = await startedHub()
  const codes = []
  for (let i = 0; i < 5; i += 1) codes.push((await open(office)).code)
  expect(new Set(codes).size).toBe(5)
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  const last = codes.at(-1) ?? ''
  for (const file of ['credentials.db', 'credentials.db-wal']) {
    const bytes = readFileSync(join(office.dataDir, file)).toString('latin1')
    expect(bytes).not.toContain(last)
    expect(bytes).not.toContain(last.replace('-', ''))
  }
  await pair(office.hub.url, 'display', last)
  const database = new Database(join(office.dataDir, 'credentials.db'))
  // used, its key is gone
  expect(database.prepare('SELECT length(key) AS bytes, used FROM pairing').all()).toEqual([{ bytes: 0, used: 1 }])
  database.close()
})

test('S31 a proof over another certificate, for another role or with another code is refused', async () => {
  const office = await startedHub({ listen: loopbackTls })
  const { code } = await open(office)
  const url = office.hub.lanUrls[0] ?? ''
  const wrong = code.startsWith('0') ? `1${code.slice(1)}` : `0${code.slice(1)}`
  for (const [given, change] of [
    [code, { fingerprint: 'ab'.repeat(32) }],
    [code, { fingerprint: 'loopback' }],
    [code, { role: 'terminal' }],
    [wrong, {}],
  ] as const) {
    const { reply } = await pair(url, 'display', given, change)
    expect([reply.status, codeOf(reply)]).toEqual([401, 'wrong-pairing-code'])
    expect(at(reply.body, 'token')).toBeUndefined()
  }
  expect((await pair(url, 'display', code)).reply.status).toBe(200)
})

test('S32 five wrong tries void a code, also the right one, also after a restart', async () => {
  const dataDir = aFolder()
  const office = await startedHub({ dataDir })
  const { code } = await open(office)
  const found = await tlsRequest('GET', `${office.hub.url}/api/pairing?role=display`)
  for (let i = 0; i < 5; i += 1) {
    expect((await pair(office.hub.url, 'display', code, { proof: '0'.repeat(64) })).reply.status).toBe(401)
  }
  const locked = await pair(office.hub.url, 'display', code)
  expect([locked.reply.status, codeOf(locked.reply)]).toEqual([423, 'pairing-locked'])
  await office.hub.close()
  const again = await startedHub({ dataDir, clock: office.clock })
  const body = { pairing: at(found.body, 'pairing'), nonce: 'n'.repeat(22), proof: '0'.repeat(64) }
  expect((await tlsRequest('POST', `${again.hub.url}/api/pairing`, { body })).status).toBe(423)
  const next = await open(again)
  expect((await pair(again.hub.url, 'display', next.code)).reply.status).toBe(200)
})

test('S34 in the clear nobody is paired from another computer', async () => {
  let server: FastifyInstance | undefined
  const office = await startedHub({ routes: (one) => void (server = one) })
  await open(office)
  const found = await office.get('/api/pairing?role=display')
  const body = { pairing: at(found.body, 'pairing'), nonce: 'n'.repeat(22), proof: '0'.repeat(64) }
  const from = async (remoteAddress: string) =>
    (await server?.inject({ method: 'POST', url: '/api/pairing', remoteAddress, payload: body }))?.statusCode
  expect(await from('192.0.2.5')).toBe(403)
  expect(await from('127.0.0.1')).toBe(401)
})

test('S6 a stranger may ask for pairings only so often', async () => {
  const office = await startedHub({ limits: { pairing: { perSecond: 0.001, burst: 3 } } })
  const url = `${office.hub.url}/api/pairing?role=display`
  const replies = await Promise.all(Array.from({ length: 8 }, () => tlsRequest('GET', url)))
  expect(replies.filter(({ status }) => status === 429)).toHaveLength(5)
})

test('a body that is not a pairing is refused with the name of its field', async () => {
  const office = await startedHub()
  const good = { pairing: '7f7c2f80-4ab2-4d9e-9c1b-0f4f1c8e2d11', nonce: 'n'.repeat(22), proof: '0'.repeat(64) }
  for (const [field, value] of [
    ['pairing', 'x'],
    ['nonce', 'short'],
    ['nonce', 'n|'.repeat(16)],
    ['proof', 'g'.repeat(64)],
    ['role', 'display'],
  ]) {
    const reply = await tlsRequest('POST', `${office.hub.url}/api/pairing`, { body: { ...good, [field ?? '']: value } })
    expect([reply.status, at(reply.body, 'error', 'field')]).toEqual([400, field])
  }
  expect((await tlsRequest('GET', `${office.hub.url}/api/pairing?role=toaster`)).status).toBe(400)
  const unknown = await tlsRequest('POST', `${office.hub.url}/api/pairing`, { body: good })
  expect([unknown.status, codeOf(unknown)]).toEqual([410, 'pairing-ended'])
})

test('a device without an id of its own gets the first free one of its role', async () => {
  const office = await startedHub()
  const ids = office.access.devices.filter(({ role }) => role === 'display').map(({ id }) => id)
  const { code } = await open(office)
  const { reply } = await pair(office.hub.url, 'display', code)
  const id = String(at(reply.body, 'deviceId'))
  expect(ids).not.toContain(id)
  expect(id).toMatch(/^display-\d+$/)
})

test('S5 a paired device that is revoked gets 401 at once and loses its socket within a second', async () => {
  const office = await startedHub()
  const { code } = await open(office)
  const { reply } = await pair(office.hub.url, 'display', code)
  const token = String(at(reply.body, 'token'))
  const { socket } = await office.connect(token)
  const gone = new Promise((resolve) => socket.once('disconnect', resolve))
  office.hub.credentials.revokeDevice(String(at(reply.body, 'deviceId')))
  expect((await office.get('/api/device', token)).status).toBe(401)
  await office.advance(1_000)
  expect(await gone).toBe('io server disconnect')
})

test('who a device is, a session and a stranger are not told', async () => {
  const office = await startedHub()
  expect((await office.get('/api/device')).status).toBe(401)
  expect((await office.get('/api/device', await office.signIn('clerk'))).status).toBe(403)
})
