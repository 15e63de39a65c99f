import { X509Certificate } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { HubStartError, openTlsIdentity, readListenAddress } from '../src/index.ts'
import { aFolder, startedHub } from './hub-under-test.ts'
import { tlsRequest } from './tls-request.ts'

const loopbackTls = [{ host: '127.0.0.1', port: 0 }]

test('S33 the certificate is a P-256 one for ten years that signs itself and nothing else', async () => {
  const { certificate, fingerprint } = await openTlsIdentity(aFolder())
  const parsed = new X509Certificate(certificate)
  expect(parsed.verify(parsed.publicKey)).toBe(true)
  expect(parsed.ca).toBe(false)
  expect(parsed.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' })
  const years = (Date.parse(parsed.validTo) - Date.parse(parsed.validFrom)) / (365.25 * 86_400_000)
  expect(Math.round(years)).toBe(10)
  expect(parsed.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(fingerprint)
})

test('S33 key and certificate are made once, for this user only', async () => {
  const folder = aFolder()
  const first = await openTlsIdentity(folder)
  expect(statSync(join(folder, 'tls.json')).mode & 0o777).toBe(0o600)
  expect(await openTlsIdentity(folder)).toEqual(first)
  expect((await openTlsIdentity(aFolder())).fingerprint).not.toBe(first.fingerprint)
})

test('S33 a damaged certificate file stops the hub and is left as it is', async () => {
  const folder = aFolder()
  await openTlsIdentity(folder)
  const other = await openTlsIdentity(aFolder())
  const path = join(folder, 'tls.json')
  const good = JSON.parse(readFileSync(path, 'utf8'))
  for (const bad of [
    '{',
    '{}',
    JSON.stringify({ ...good, key: other.key }),
    JSON.stringify({ ...good, certificate: '' }),
  ]) {
    writeFileSync(path, bad)
    await expect(openTlsIdentity(folder)).rejects.toThrow(HubStartError)
    await expect(startedHub({ dataDir: folder, listen: loopbackTls })).rejects.toThrow(/tls\.json is damaged/)
    expect(readFileSync(path, 'utf8')).toBe(bad)
  }
})

test('S33 the hub answers the same over TLS, with sockets, and not in the clear', async () => {
  const office = await startedHub({ listen: loopbackTls })
  const [url = ''] = office.hub.lanUrls
  const { certificate } = await openTlsIdentity(office.dataDir)
  const health = await tlsRequest('GET', `${url}/health`, { ca: certificate })
  expect(health).toMatchObject({ status: 200, body: { ok: true } })
  const socket = io(url, {
    transports: ['websocket'],
    auth: { token: office.token('display') },
    ca: certificate,
    // the tests' client compares the name in the certificate; devices compare its fingerprint
    checkServerIdentity: () => undefined,
    reconnection: false,
  } as Parameters<typeof io>[1])
  onTestFinished(() => void socket.close())
  const view = await new Promise((resolve, reject) => {
    socket.once('state', resolve)
    socket.once('connect_error', reject)
  })
  expect(view).toMatchObject({ view: { kind: 'display' } })
  const clear = new Promise((resolve, reject) => {
    const asked = request(url.replace('https:', 'http:'), { agent: false }, (answer) => resolve(answer.statusCode))
    asked.on('error', reject)
    asked.end()
  })
  await expect(clear).rejects.toThrow(/socket hang up|ECONNRESET/)
})

test('S33 the certificate stays the same over a restart of the hub', async () => {
  const dataDir = aFolder()
  const first = await startedHub({ dataDir, listen: loopbackTls })
  await first.hub.close()
  const second = await startedHub({ dataDir, listen: loopbackTls, clock: first.clock })
  expect(second.hub.fingerprint).toBe(first.hub.fingerprint)
})

test('S33 a hub without --listen has no certificate and no network address', async () => {
  const { hub } = await startedHub()
  expect([hub.lanUrls, hub.fingerprint]).toEqual([[], null])
})

test('a hub that stops closes its TLS sockets too', async () => {
  const office = await startedHub({ listen: loopbackTls })
  const [url = ''] = office.hub.lanUrls
  const socket = io(url, {
    transports: ['websocket'],
    auth: { token: office.token('display') },
    rejectUnauthorized: false,
    reconnection: false,
  } as Parameters<typeof io>[1])
  onTestFinished(() => void socket.close())
  await new Promise((resolve) => socket.once('state', resolve))
  const gone = new Promise((resolve) => socket.once('disconnect', resolve))
  await office.hub.close()
  await gone
  await expect(tlsRequest('GET', `${url}/health`)).rejects.toThrow(/ECONNREFUSED/)
})

test('--listen takes an address and a port, and nothing in the clear', () => {
  expect(readListenAddress('192.0.2.7:4743')).toEqual({ host: '192.0.2.7', port: 4743 })
  expect(readListenAddress('[2001:db8::7]:4743')).toEqual({ host: '2001:db8::7', port: 4743 })
  expect(readListenAddress('0.0.0.0:0')).toEqual({ host: '0.0.0.0', port: 0 })
  for (const bad of ['4743', 'office.local:4743', '192.0.2:4743', '192.0.2.7', '192.0.2.7:70000', '', '::1:4743']) {
    expect(() => readListenAddress(bad)).toThrow(/--listen must be an address/)
  }
  expect(() => readListenAddress('http://192.0.2.7:4743')).toThrow(/Without TLS the hub is served on 127\.0\.0\.1 only/)
})

test('an address that is not this computer’s is one sentence and exit code 1', async () => {
  const started = startedHub({ listen: [{ host: '203.0.113.77', port: 4743 }] })
  await expect(started).rejects.toMatchObject({
    name: 'HubStartError',
    exitCode: 1,
    message: expect.stringMatching(/203\.0\.113\.77:4743.*--listen\.$/),
  })
})
