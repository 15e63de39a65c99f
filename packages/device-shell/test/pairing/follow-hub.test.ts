import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { HubVoucher } from '@cherha/shared/protocol'
import { describe, expect, test } from 'vitest'
import { vouchedEpoch } from '../../src/pairing/voucher-check.ts'
import { answerJson, type Between, standBetween, startRealHub } from './real-hub.ts'
import {
  aConnectedDevice,
  aDevice,
  aHubWithKey,
  announced,
  aReplacement,
  aVoucher,
  aVoucherKey,
  installation,
  officeCode,
} from './vouched-hub.ts'

const waits = { timeout: 60_000 }
type Device = ReturnType<typeof aDevice>
const knowsKey = (device: Device) =>
  expect.poll(() => device.keeper.read()?.voucherKey, waits).toBe(installation.publicKey)
const becomes = (device: Device, state: string) => expect.poll(() => device.link.status().state, waits).toBe(state)

/** Somebody with a certificate of his own who answers the question for the voucher. */
async function anImpostor(show: (fingerprint: string) => unknown, port?: number): Promise<Between> {
  const impostor: Between = await standBetween({
    ...(port === undefined ? {} : { port }),
    answer: (device) => answerJson(device, 200, show(impostor.fingerprint)),
  })
  return impostor
}

/** He has heard the question, and nothing of the device. */
function expectToldNothing(impostor: Between, device: Device): void {
  const heard = impostor.heard.join('')
  expect(heard).not.toContain(device.keeper.read()?.token)
  expect(heard).not.toMatch(/authorization|witness/i)
  for (const line of heard.match(/^[A-Z]+ \/.*$/gm) ?? []) expect(line).toBe('GET /api/voucher HTTP/1.1')
}

describe('S29 a voucher', () => {
  const fingerprint = 'ab'.repeat(32)
  const hub = { office: { code: officeCode, name: { uk: '', en: '' } }, voucherKey: installation.publicKey }
  const seen = { office: officeCode, epoch: 3, seq: 10, hash: '00'.repeat(32) }
  const good = aVoucher({ fingerprint, epoch: 4 })

  test('S29 that holds in every point is taken', () => {
    expect(vouchedEpoch(good, fingerprint, hub, seen)).toBe(4)
    expect(vouchedEpoch(aVoucher({ fingerprint, epoch: 9 }), fingerprint, hub, seen)).toBe(9)
  })

  test.each<[string, unknown]>([
    ['signed with another key', aVoucher({ fingerprint, epoch: 4 }, aVoucherKey())],
    ['for another office', aVoucher({ fingerprint, epoch: 4, office: '0101' })],
    ['for another certificate', aVoucher({ fingerprint: 'cd'.repeat(32), epoch: 4 })],
    ['of the same epoch', aVoucher({ fingerprint, epoch: 3 })],
    ['of a lower epoch', aVoucher({ fingerprint, epoch: 2 })],
    ['whose epoch was raised', { ...good, epoch: 5 }],
    ['whose certificate was exchanged', { ...aVoucher({ fingerprint: 'cd'.repeat(32) }), fingerprint }],
    ['without a signature', { ...good, signature: undefined }],
    ['with a signature of nothing', { ...good, signature: Buffer.alloc(64).toString('base64') }],
    ['with more than belongs in it', { ...good, admin: true }],
    ['that is none', 'yes'],
  ])('S29 %s is not', (_what, shown) => {
    expect(vouchedEpoch(shown, fingerprint, hub, seen)).toBeNull()
  })

  test('S29 is nothing to a device that knows no key, was shown no epoch, or saw one of another office', () => {
    const { office } = hub
    expect(vouchedEpoch(good, fingerprint, { office }, seen)).toBeNull()
    expect(vouchedEpoch(good, fingerprint, hub, null)).toBeNull()
    expect(vouchedEpoch(good, fingerprint, hub, { ...seen, office: '0101' })).toBeNull()
    expect(vouchedEpoch(good, fingerprint, { ...hub, voucherKey: 'x' }, seen)).toBeNull()
  })
})

describe('at the address of the hub', () => {
  test('S29 S39 a replacement is followed without a code, with the token, and is kept for the next start', async () => {
    const lost = await aHubWithKey()
    const device = await aConnectedDevice(lost)
    await knowsKey(device)
    const { token } = device.keeper.read() ?? {}
    await lost.hub.close()
    const next = await aReplacement(lost, { port: lost.port })
    await expect.poll(() => device.link.status().hub?.fingerprint, waits).toBe(next.hub.fingerprint)
    await becomes(device, 'paired')
    await expect.poll(() => device.witness.seen?.epoch, waits).toBe(1)
    expect(device.link.status()).toMatchObject({ state: 'paired', hub: { deviceId: 'hall' } })
    device.link.close()
    const again = aDevice({ dataDir: device.dataDir })
    expect(again.keeper.read()).toMatchObject({
      token,
      fingerprint: next.hub.fingerprint,
      voucherKey: installation.publicKey,
    })
    await expect.poll(() => again.link.status().reachable, waits).toBe(true)
    expect(again.link.status().state).toBe('paired')
    // the old hub turns up at the address: it is of the past, whatever it shows
    await next.hub.close()
    await startRealHub({ dataDir: lost.dataDir, tlsPort: lost.port })
    await becomes(again, 'certificate-changed')
  })

  const genuine = 'ee'.repeat(32)
  test.each<[string, (fingerprint: string) => unknown]>([
    ['his own signature', (fingerprint) => aVoucher({ fingerprint, epoch: 9 }, aVoucherKey())],
    ['another office’s voucher', (fingerprint) => aVoucher({ fingerprint, epoch: 9, office: '0101' })],
    ['a voucher of the epoch that was', (fingerprint) => aVoucher({ fingerprint, epoch: 0 })],
    ['the voucher of the true replacement', () => aVoucher({ fingerprint: genuine, epoch: 9 })],
    ['no voucher', () => ({ ok: false, error: { code: 'no-voucher', message: '' } })],
  ])('S29 S35 an impostor with %s is refused, told nothing, and explained', async (_what, show) => {
    const office = await aHubWithKey()
    const device = await aConnectedDevice(office)
    await knowsKey(device)
    await expect.poll(() => device.witness.seen?.epoch, waits).toBe(0)
    const kept = device.keeper.read()
    await office.hub.close()
    const impostor = await anImpostor(show, office.port)
    await becomes(device, 'certificate-changed')
    await expect.poll(() => impostor.heard.length, waits).toBeGreaterThan(2)
    expectToldNothing(impostor, device)
    expect(device.keeper.read()).toEqual(kept)
    expect(device.link.status()).toMatchObject({ seenFingerprint: impostor.fingerprint, hub: kept && {} })
  })

  test('S29 a device that was told no key does not even ask', async () => {
    const office = await startRealHub()
    const device = await aConnectedDevice(office)
    await expect.poll(() => device.witness.seen?.epoch, waits).toBe(0)
    await office.hub.close()
    const impostor = await anImpostor((fingerprint) => aVoucher({ fingerprint, epoch: 9 }), office.port)
    await becomes(device, 'certificate-changed')
    await expect.poll(() => device.searches(), waits).toBeGreaterThan(2)
    expect(impostor.heard).toEqual([])
  })

  test('S39 a device that cannot keep the new certificate stays as it was, and follows when there is room', async () => {
    const lost = await aHubWithKey()
    const device = await aConnectedDevice(lost)
    await knowsKey(device)
    await expect.poll(() => device.witness.seen?.epoch, waits).toBe(0)
    await lost.hub.close()
    const full = path.join(device.dataDir, 'hub.json.new')
    // a file that takes nothing stays in the way: the write fails as on a full disk, and takes its own file away
    const fill = setInterval(() => {
      try {
        symlinkSync('/dev/full', full)
      } catch {
        // it is there
      }
    }, 1)
    const next = await aReplacement(lost, { port: lost.port })
    try {
      await becomes(device, 'certificate-changed')
      expect(device.keeper.read()?.fingerprint).toBe(lost.hub.fingerprint)
      expect(device.witness.seen?.epoch).toBe(0)
    } finally {
      clearInterval(fill)
      rmSync(full, { force: true })
    }
    await expect.poll(() => device.link.status().hub?.fingerprint, waits).toBe(next.hub.fingerprint)
    await becomes(device, 'paired')
  })
})

describe('by mDNS', () => {
  test('S45 S29 of those that say they are the office’s hub only the vouched one is followed; the others learn nothing', async () => {
    const lost = await aHubWithKey()
    const found: ReturnType<typeof announced>[] = []
    const device = await aConnectedDevice(lost, { found: () => found })
    await knowsKey(device)
    const voucher = { shown: null as HubVoucher | null }
    const replaying = await anImpostor(() => voucher.shown)
    const forging = await anImpostor((fingerprint) => aVoucher({ fingerprint, epoch: 99 }, aVoucherKey()))
    const foreign = await anImpostor((fingerprint) => aVoucher({ fingerprint, epoch: 99 }))
    await expect.poll(() => device.witness.seen?.epoch, waits).toBe(0)
    expect(device.searches()).toBe(0)
    await lost.hub.close()
    found.push(announced(replaying.url), announced(forging.url), announced(foreign.url, { code: '0101' }))
    found.push(announced('http://127.0.0.1:9'), announced('%%'))
    await expect.poll(() => forging.heard.length, waits).toBeGreaterThan(1)
    expect(device.link.status()).toMatchObject({ state: 'paired', reachable: false })
    expect(device.keeper.read()?.fingerprint).toBe(lost.hub.fingerprint)
    const next = await aReplacement(lost)
    voucher.shown = aVoucher({ fingerprint: next.hub.fingerprint ?? '', epoch: 1 })
    found.push(announced(next.url))
    await expect.poll(() => device.link.status().reachable, waits).toBe(true)
    expect(device.link.status()).toMatchObject({ state: 'paired', hub: { fingerprint: next.hub.fingerprint } })
    expect(device.keeper.read()?.hubUrl).toBe(next.url)
    for (const impostor of [replaying, forging]) expectToldNothing(impostor, device)
    expect(foreign.heard).toEqual([])
  })

  test('S45 the same hub at another address is followed by its certificate alone, also without any key', async () => {
    const office = await startRealHub()
    const found: ReturnType<typeof announced>[] = []
    const device = await aConnectedDevice(office, { found: () => found })
    await expect.poll(() => device.witness.seen?.epoch, waits).toBe(0)
    await office.hub.close()
    const stranger = await anImpostor((fingerprint) => aVoucher({ fingerprint, epoch: 9 }))
    const moved = await startRealHub({ dataDir: office.dataDir })
    // a fingerprint in an announcement is only words
    found.push(announced(stranger.url, { fingerprint: (office.hub.fingerprint ?? '').slice(0, 16) }))
    found.push(announced(moved.url))
    await expect.poll(() => device.link.status().reachable, waits).toBe(true)
    expect(device.keeper.read()?.hubUrl).toBe(moved.url)
    expect(stranger.heard).toEqual([])
  })

  test('S45 R19 a device that is answered by a hub of the past looks for the one that replaced it', async () => {
    const old = await aHubWithKey()
    const device = await aConnectedDevice(old)
    await knowsKey(device)
    const seen = device.witness.seen
    device.link.close()
    // it has been shown the life that came after this hub's
    writeFileSync(path.join(device.dataDir, 'witness.json'), JSON.stringify({ seen: { ...seen, epoch: 1 } }))
    const behind = await aReplacement(old, { epoch: 1 })
    const newest = await aReplacement(old, { epoch: 2 })
    const found: ReturnType<typeof announced>[] = [announced(behind.url)]
    const again = aDevice({ dataDir: device.dataDir, found: () => found })
    await becomes(again, 'older-hub')
    await expect.poll(() => again.searches(), waits).toBeGreaterThan(2)
    expect(again.link.status()).toMatchObject({ state: 'older-hub', hub: { fingerprint: old.hub.fingerprint } })
    found.push(announced(newest.url))
    await expect.poll(() => again.link.status().hub?.fingerprint, waits).toBe(newest.hub.fingerprint)
    const file = JSON.parse(readFileSync(path.join(device.dataDir, 'hub.json'), 'utf8')) as { hub: { hubUrl: string } }
    expect(file.hub.hubUrl).toBe(newest.url)
  })
})

test('S46 a key is learnt over the pinned certificate only: not from a hub in the clear', async () => {
  const office = await aHubWithKey()
  const device = aDevice()
  await device.link.connect(office.hub.url, await office.code('display', 'hall'))
  await expect.poll(() => device.link.status().reachable, waits).toBe(true)
  expect(device.keeper.read()?.voucherKey).toBeUndefined()
  device.link.forget()
  await device.link.connect(office.url, await office.code('display', 'hall'))
  await knowsKey(device)
})
