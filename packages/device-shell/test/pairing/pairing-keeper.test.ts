import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openPairingKeeper, startDeviceHost } from '../../src/index.ts'
import { openSecretStore } from '../../src/secrets.ts'
import { aFolder, startRealHub } from './real-hub.ts'

const hub = {
  hubUrl: 'http://127.0.0.1:4700',
  token: 'token-of-this-device-0123456789',
  deviceId: 'display-1',
  pinnedCertificatePem: null,
  fingerprint: 'loopback',
  office: { code: '6801', name: { uk: 'Офіс', en: 'Office' } },
}

/** A box that a system would have; it turns the text round, which is enough to see who used it. */
const box = (available: boolean) => ({
  available: () => available,
  seal: (plain: string) => Buffer.from(plain).reverse(),
  open: (sealed: Buffer) => Buffer.from(sealed).reverse().toString(),
})

function keeperIn(folder: string, available = false, accepted = true) {
  const secrets = openSecretStore(path.join(folder, 'secrets.json'), box(available), () => accepted)
  return openPairingKeeper(path.join(folder, 'hub.json'), secrets)
}

test('what is kept is there after a restart, for this user only, with the token apart', () => {
  const folder = aFolder()
  keeperIn(folder).keep(hub)
  expect(keeperIn(folder).read()).toEqual(hub)
  for (const file of ['hub.json', 'secrets.json']) expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600)
  expect(readFileSync(path.join(folder, 'hub.json'), 'utf8')).not.toContain(hub.token)
})

test('a new pairing replaces the old one with its token', () => {
  const folder = aFolder()
  const keeper = keeperIn(folder)
  keeper.keep(hub)
  keeper.keep({ ...hub, token: 'another-token-of-this-device', deviceId: 'display-2' })
  expect(keeperIn(folder).read()).toMatchObject({ deviceId: 'display-2', token: 'another-token-of-this-device' })
  expect(readFileSync(path.join(folder, 'secrets.json'), 'utf8')).not.toContain(hub.token)
  keeper.forget()
  expect(keeperIn(folder).read()).toBeNull()
  expect(readFileSync(path.join(folder, 'secrets.json'), 'utf8')).not.toContain('token')
})

test.each([
  '',
  '{',
  '[]',
  '{"hub":{"hubUrl":"https://192.0.2.1:4743"}}',
  // without a certificate nothing but this computer can be trusted
  JSON.stringify({
    hub: { hubUrl: 'https://192.0.2.1', deviceId: 'a', certificate: null, secret: 's', office: hub.office },
  }),
  JSON.stringify({
    hub: { hubUrl: 'https://192.0.2.1', deviceId: 'a', certificate: 'x', secret: 's', office: hub.office },
  }),
  JSON.stringify({
    hub: { hubUrl: 'http://127.0.0.1.evil.example', deviceId: 'a', certificate: null, secret: 's', office: hub.office },
  }),
])('S37 a file that cannot be read is kept aside, said, and the device waits to be connected: %s', async (text) => {
  const dataDir = aFolder()
  writeFileSync(path.join(dataDir, 'hub.json'), text)
  const host = await startDeviceHost({ role: 'display', pagesDir: aFolder(), dataDir, port: 0 })
  onTestFinished(() => host.close())
  expect(host.status()).toMatchObject({ state: 'unpaired', brokenFile: path.join(dataDir, 'hub.json.broken-1') })
  expect(readFileSync(path.join(dataDir, 'hub.json.broken-1'), 'utf8')).toBe(text)
})

test('S37 a full disk is found out before the code is used up, and what was kept stays', async () => {
  const folder = aFolder()
  const keeper = keeperIn(folder)
  keeper.keep(hub)
  // every write to it fails as on a full disk
  symlinkSync('/dev/full', path.join(folder, 'hub.json.room.new'))
  expect(() => keeper.makeSure()).toThrow(expect.objectContaining({ problem: 'not-saved' }))
  expect(keeper.read()).toEqual(hub)
})

test('S37 a device whose disk is full says so and leaves the code for another try', async () => {
  const office = await startRealHub()
  const dataDir = aFolder()
  mkdirSync(dataDir, { recursive: true })
  symlinkSync('/dev/full', path.join(dataDir, 'hub.json.room.new'))
  const host = await startDeviceHost({ role: 'display', pagesDir: aFolder(), dataDir, port: 0 })
  onTestFinished(() => host.close())
  const opened = await fetch(`${host.url}/host/pair`, {
    method: 'POST',
    headers: { origin: host.url, 'content-type': 'application/json' },
    body: JSON.stringify({ code: host.pairCode() }),
  })
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
  const body = JSON.stringify({ address: office.url, code: await office.code() })
  const connect = () =>
    fetch(`${host.url}/host/connect`, {
      method: 'POST',
      headers: { origin: host.url, cookie, 'content-type': 'application/json' },
      body,
    })
  const full = await connect()
  expect([full.status, await full.json()]).toMatchObject([507, { error: { code: 'not-saved' } }])
  expect(readdirSync(dataDir)).not.toContain('hub.json')
  // the write that failed took its own file away: there is room again
  expect((await connect()).status).toBe(200)
})

test('S37 a disk that fills up at the last moment keeps the old connection whole', () => {
  const folder = aFolder()
  const keeper = keeperIn(folder)
  keeper.keep(hub)
  symlinkSync('/dev/full', path.join(folder, 'hub.json.new'))
  expect(() => keeper.keep({ ...hub, token: 'lost-token-of-this-device' })).toThrow(
    expect.objectContaining({ problem: 'not-saved' }),
  )
  expect(keeperIn(folder).read()).toEqual(hub)
  expect(readFileSync(path.join(folder, 'secrets.json'), 'utf8')).not.toContain('lost-token')
})

test('where the system keeps secrets the token is sealed; where it does not, an administrator decides first', () => {
  const sealed = aFolder()
  keeperIn(sealed, true, false).keep(hub)
  expect(readFileSync(path.join(sealed, 'secrets.json'), 'utf8')).not.toContain(hub.token)
  expect(keeperIn(sealed, true, false).read()).toEqual(hub)
  // another user, another computer: the token cannot be opened, the device waits to be connected
  expect(keeperIn(sealed, false, true).read()).toBeNull()
  const undecided = keeperIn(aFolder(), false, false)
  expect(undecided.protection).toBe('none')
  expect(() => undecided.makeSure()).toThrow(expect.objectContaining({ problem: 'no-secret-store' }))
  expect(() => undecided.keep(hub)).toThrow(expect.objectContaining({ problem: 'no-secret-store' }))
})
