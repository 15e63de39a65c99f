import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { io } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { openTlsIdentity } from '@cherha/office-hub'
import { type DeviceHost, startDeviceHost } from '../../src/index.ts'
import { aFolder, redate, standBetween, startRealHub } from './real-hub.ts'

const times = { wellEveryMs: 60_000, troubleEveryMs: 50, answerMs: 2_000, discoverMs: 50 }

/** A device's host and its page: a browser that has opened it. */
async function aDevice(dataDir = aFolder()) {
  const host: DeviceHost = await startDeviceHost({ role: 'display', pagesDir: aFolder(), dataDir, port: 0, times })
  onTestFinished(() => host.close())
  const headers = { origin: host.url, 'content-type': 'application/json' }
  const opened = await fetch(`${host.url}/host/pair`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ code: host.pairCode() }),
  })
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
  const ask = (address: string, body?: unknown) =>
    fetch(`${host.url}${address}`, {
      headers: { ...headers, cookie },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
  const json = async (address: string, body?: unknown): Promise<Record<string, unknown>> =>
    (await (await ask(address, body)).json()) as Record<string, unknown>
  const becomes = (state: string) => expect.poll(() => host.status().state).toBe(state)
  return { host, dataDir, cookie, ask, json, becomes }
}

test('S36 a device that belongs to no hub says so, relays nothing and can be connected by its own page only', async () => {
  const office = await startRealHub()
  const device = await aDevice()
  expect(await device.json('/host/pairing')).toMatchObject({ state: 'unpaired', role: 'display', hub: null })
  expect((await device.ask('/api/board')).status).toBe(503)
  const body = JSON.stringify({ address: office.url, code: await office.code() })
  const stranger = { origin: device.host.url, 'content-type': 'application/json' }
  for (const [headers, status] of [
    [stranger, 401],
    [{ ...stranger, cookie: device.cookie, origin: 'https://evil.example' }, 403],
    [{ 'content-type': 'application/json', cookie: device.cookie }, 403],
  ] as const) {
    const refused = await fetch(`${device.host.url}/host/connect`, { method: 'POST', headers, body })
    expect(refused.status).toBe(status)
  }
  for (const address of ['/host/pairing', '/host/hubs']) {
    expect((await fetch(`${device.host.url}${address}`)).status).toBe(401)
  }
  expect(device.host.status().state).toBe('unpaired')
})

test('S35 a connected device relays over TLS with its token, and comes back connected after a restart', async () => {
  const office = await startRealHub()
  const first = await aDevice()
  const answer = await first.json('/host/connect', { address: office.url, code: await office.code('display', 'hall') })
  expect(answer).toMatchObject({ state: 'paired', hub: { deviceId: 'hall', fingerprint: office.hub.fingerprint } })
  expect(JSON.stringify(answer)).not.toMatch(/token|CERTIFICATE/)
  expect(await first.json('/api/device')).toMatchObject({ id: 'hall' })
  const socket = io(first.host.url, {
    transports: ['websocket'],
    extraHeaders: { cookie: first.cookie, origin: first.host.url },
    reconnection: false,
  })
  onTestFinished(() => void socket.close())
  expect(await new Promise((resolve) => socket.once('state', resolve))).toMatchObject({ view: { kind: 'display' } })
  await first.host.close()
  const again = await aDevice(first.dataDir)
  expect(again.host.status()).toMatchObject({ state: 'paired', hub: { deviceId: 'hall' } })
  expect(await again.json('/api/device')).toMatchObject({ id: 'hall' })
})

test('S35 a hub with another certificate is refused, nothing is sent to it, and it is never trusted by itself', async () => {
  const office = await startRealHub()
  const device = await aDevice()
  await device.json('/host/connect', { address: office.url, code: await office.code() })
  await office.hub.close()
  const impostor = await standBetween({ port: office.port })
  const refused = await device.ask('/api/board')
  expect([refused.status, ((await refused.json()) as { error: { code: string } }).error.code]).toEqual([
    502,
    'certificate-changed',
  ])
  await device.becomes('certificate-changed')
  await expect.poll(() => device.host.status().seenFingerprint).toBe(impostor.fingerprint)
  expect(device.host.status().hub?.fingerprint).toBe(office.hub.fingerprint)
  // nobody at the screen can take the device to the impostor
  const connect = await device.ask('/host/connect', { address: impostor.url, code: 'AAAA-AAAA' })
  expect(connect.status).toBe(409)
  expect(impostor.heard).toEqual([])
  await impostor.close()
  // the right hub is back: the device goes on as if nothing had been
  await startRealHub({ dataDir: office.dataDir, tlsPort: office.port })
  await device.becomes('paired')
  expect((await device.ask('/api/board')).status).toBe(200)
})

test('S35 a hub that lost its certificate file is refused until an administrator disconnects the device', async () => {
  const office = await startRealHub()
  const device = await aDevice()
  await device.json('/host/connect', { address: office.url, code: await office.code() })
  await office.hub.close()
  rmSync(path.join(office.dataDir, 'tls.json'))
  const renewed = await startRealHub({ dataDir: office.dataDir, tlsPort: office.port })
  await device.ask('/api/board')
  await device.becomes('certificate-changed')
  device.host.forget()
  expect(device.host.status()).toMatchObject({ state: 'unpaired', hub: null })
  const answer = await device.json('/host/connect', { address: renewed.url, code: await renewed.code() })
  expect(answer).toMatchObject({ state: 'paired', hub: { fingerprint: renewed.hub.fingerprint } })
})

test('a certificate that is not valid at this computer’s time is told apart from another certificate', async () => {
  const dataDir = aFolder()
  const { key, certificate } = await openTlsIdentity(dataDir)
  const file = path.join(dataDir, 'tls.json')
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: number }
  const past = redate({ key, certificate }, '200101000000Z', '210101000000Z')
  writeFileSync(file, JSON.stringify({ version, key, certificate: past }))
  const office = await startRealHub({ dataDir })
  const device = await aDevice()
  const answer = await device.ask('/host/connect', { address: office.url, code: await office.code() })
  expect([answer.status, await answer.json()]).toMatchObject([422, { error: { code: 'certificate-dates' } }])
  // a device that was connected in time, and whose clock then went wrong
  await device.host.close()
  const hub = {
    hubUrl: office.url,
    deviceId: 'hall',
    certificate: past,
    secret: 's',
    office: { code: '6801', name: { uk: 'а', en: 'a' } },
  }
  writeFileSync(path.join(device.dataDir, 'hub.json'), JSON.stringify({ hub }))
  writeFileSync(path.join(device.dataDir, 'secrets.json'), JSON.stringify({ s: { plain: 'x' } }))
  const later = await aDevice(device.dataDir)
  await later.becomes('certificate-dates')
  expect(((await (await later.ask('/api/board')).json()) as { error: object }).error).toMatchObject({
    code: 'certificate-dates',
  })
})

test('S5 a device that is revoked at the hub loses its socket, and its page is told to connect it anew', async () => {
  const office = await startRealHub()
  const device = await aDevice()
  await device.json('/host/connect', { address: office.url, code: await office.code('display', 'hall') })
  const socket = io(device.host.url, {
    transports: ['websocket'],
    extraHeaders: { cookie: device.cookie, origin: device.host.url },
    reconnection: false,
  })
  onTestFinished(() => void socket.close())
  await new Promise((resolve) => socket.once('state', resolve))
  const gone = new Promise((resolve) => socket.once('disconnect', resolve))
  office.hub.credentials.revokeDevice('hall')
  await office.clock.advance(1_000, () => office.hub.idle())
  await gone
  await device.becomes('revoked')
  expect(await device.json('/host/pairing')).toMatchObject({ state: 'revoked' })
  const again = await device.json('/host/connect', { address: office.url, code: await office.code('display', 'hall') })
  expect(again).toMatchObject({ state: 'paired' })
  expect(await device.json('/api/device')).toMatchObject({ id: 'hall' })
})

test('a hub that is away is not forgotten: the device says so and goes on when it is back', async () => {
  const office = await startRealHub()
  const device = await aDevice()
  await device.json('/host/connect', { address: office.url, code: await office.code() })
  await expect.poll(() => device.host.status().reachable).toBe(true)
  await office.hub.close()
  expect((await device.ask('/api/board')).status).toBe(502)
  await expect.poll(() => device.host.status().reachable).toBe(false)
  expect(device.host.status().state).toBe('paired')
  // also when the device itself starts while the hub is away
  await device.host.close()
  const again = await aDevice(device.dataDir)
  await expect.poll(() => again.host.status().reachable).toBe(false)
  expect(again.host.status().state).toBe('paired')
  await startRealHub({ dataDir: office.dataDir, tlsPort: office.port })
  await expect.poll(() => again.host.status().reachable).toBe(true)
})

test('S36 a connected device cannot be taken to another hub from its page', async () => {
  const [office, other] = [await startRealHub(), await startRealHub()]
  const device = await aDevice()
  await device.json('/host/connect', { address: office.url, code: await office.code() })
  const refused = await device.ask('/host/connect', { address: other.url, code: await other.code() })
  expect([refused.status, await refused.json()]).toMatchObject([409, { error: { code: 'already-connected' } }])
  expect(device.host.status().hub?.fingerprint).toBe(office.hub.fingerprint)
})

test('two connections at once are one, and a wrong one leaves the device as it was', async () => {
  const office = await startRealHub()
  const device = await aDevice()
  const code = await office.code()
  const both = await Promise.all([0, 1].map(() => device.ask('/host/connect', { address: office.url, code })))
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]))
  device.host.forget()
  const wrong = await device.ask('/host/connect', { address: office.url, code: 'AAAA-AAAA' })
  expect([wrong.status, await wrong.json()]).toMatchObject([422, { error: { code: 'no-pairing' } }])
  const unreadable = await device.ask('/host/connect', { address: 'http://192.0.2.1', code })
  expect([unreadable.status, await unreadable.json()]).toMatchObject([400, { error: { code: 'address' } }])
  expect((await device.ask('/host/connect', { address: office.url })).status).toBe(400)
  expect(device.host.status().state).toBe('unpaired')
})

test('R19 a device refuses a hub of a lower epoch, says so, keeps looking, and comes back to the newer one', async () => {
  const office = await startRealHub()
  const device = await aDevice()
  await device.json('/host/connect', { address: office.url, code: await office.code() })
  const { witness } = (await device.json('/api/device')) as { witness: Record<string, unknown> }
  await device.host.close()
  // it has been shown a later life of this office
  const file = path.join(device.dataDir, 'witness.json')
  writeFileSync(file, JSON.stringify({ seen: { ...witness, epoch: 2 } }))
  const refusing = await aDevice(device.dataDir)
  await refusing.becomes('older-hub')
  expect((await refusing.ask('/api/board')).status).toBe(503)
  expect(await refusing.json('/host/pairing')).toMatchObject({ state: 'older-hub', reachable: true })
  await office.hub.close()
  // the replacement answers at the same address, on a log of the same epoch
  const dataDir = office.dataDir
  for (let epoch = 1; epoch <= 2; epoch += 1) {
    const hub = await startRealHub({ dataDir, tlsPort: office.port, restored: true })
    if (epoch < 2) await hub.hub.close()
  }
  await refusing.becomes('paired')
})

test('R19 a device keeps what it has seen, sends it, and a hub put back from a backup begins an epoch', async () => {
  const office = await startRealHub()
  const device = await aDevice()
  await device.json('/host/connect', { address: office.url, code: await office.code() })
  const file = path.join(device.dataDir, 'witness.json')
  const kept = () => (JSON.parse(readFileSync(file, 'utf8')) as { seen: { epoch: number; seq: number } | null }).seen
  await expect.poll(() => kept()?.epoch).toBe(0)
  await device.host.close()
  const seen = { ...kept(), seq: kept()?.seq ?? 0 }
  // as if it had been shown what the hub wrote after the backup was made
  writeFileSync(file, JSON.stringify({ seen: { ...seen, seq: seen.seq + 100 } }))
  const again = await aDevice(device.dataDir)
  await expect.poll(async () => ((await again.json('/health')) as { epoch?: number }).epoch).toBe(1)
  await again.becomes('paired')
})
