import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { openTlsIdentity, startHub } from '@cherha/office-hub'
import type { HubVoucher, OfficeSecrets } from '@cherha/shared/protocol'
import { VirtualClock } from '@cherha/testing'
import { expect, onTestFinished, test } from 'vitest'
import { writeServerFile } from '../src/uplink/identity-file.ts'
import { openVoucherFile } from '../src/uplink/voucher-file.ts'
import { aFolder, mondayMorning, startedHub } from './hub-under-test.ts'
import { linkPair } from './link-pair.ts'
import { tlsRequest } from './tls-request.ts'
import { aServer, firstKey, officeConfig } from './uplink-under-test.ts'

const voucherKey = Buffer.alloc(32, 7).toString('base64')
const signature = Buffer.alloc(64, 9).toString('base64')
const voucherFor = (fingerprint: string, epoch = 0): HubVoucher => ({
  office: officeConfig().code,
  fingerprint,
  epoch,
  signature,
})

interface HubOfAServer {
  readonly dataDir?: string
  readonly reachable?: boolean
  readonly listen?: boolean
  readonly devices?: OfficeSecrets['devices']
}

/** A hub that belongs to a scripted queue server and serves TLS, with its real files. */
async function aHubOfAServer(options: HubOfAServer = {}) {
  const { dataDir = aFolder(), reachable = true, listen = true, devices = [] } = options
  const { server } = aServer()
  server.secrets = { ...server.secrets, devices, voucherKey }
  server.vouchFor = (fingerprint) => (fingerprint === null ? undefined : voucherFor(fingerprint))
  const identity = {
    url: 'http://127.0.0.1:1',
    office: officeConfig().code,
    hub: randomUUID(),
    privateKey: firstKey.privateKey,
  }
  writeServerFile(dataDir, { version: 1, ...identity, config: officeConfig() })
  const start = async () => {
    const hub = await startHub({
      dataDir,
      port: 0,
      clock: new VirtualClock(mondayMorning),
      logLevel: 'silent',
      ...(listen ? { listen: [{ host: '127.0.0.1', port: 0 }] } : {}),
      followServerTime: false,
      connectServer: async () => {
        if (!reachable) throw new Error('no network')
        const pair = linkPair(() => 'pass')
        void setImmediate().then(() => server.accept(pair.server))
        return pair.hub
      },
    })
    onTestFinished(() => hub.close())
    return hub
  }
  const hub = await start()
  const url = hub.lanUrls[0] ?? hub.url
  return { hub, server, dataDir, url, voucher: () => tlsRequest('GET', `${url}/api/voucher`) }
}

test('S29 a hub shows anybody the voucher of the certificate it serves, also after a restart', async () => {
  const first = await aHubOfAServer()
  await expect.poll(async () => (await first.voucher()).status).toBe(200)
  const shown = await first.voucher()
  expect(shown.body).toEqual(voucherFor(first.hub.fingerprint ?? ''))
  expect(shown.fingerprint).toBe(first.hub.fingerprint)
  expect(statSync(join(first.dataDir, 'voucher.json')).mode & 0o777).toBe(0o600)
  await first.hub.close()
  const again = await aHubOfAServer({ dataDir: first.dataDir, reachable: false })
  expect((await again.voucher()).body).toEqual(shown.body)
})

test('S38 the hello says, under its signature, which certificate devices see; a hub on loopback says none', async () => {
  const { server, hub } = await aHubOfAServer()
  await expect.poll(() => server.statuses.length).toBeGreaterThan(0)
  expect(server.hellos[0]?.fingerprint).toBe(hub.fingerprint)
  expect(server.forged).toEqual([])
  const alone = await aHubOfAServer({ listen: false })
  await expect.poll(() => alone.server.statuses.length).toBeGreaterThan(0)
  expect(alone.server.hellos[0]?.fingerprint).toBeUndefined()
  expect(alone.server.forged).toEqual([])
  expect(await alone.voucher()).toMatchObject({ status: 404, body: { error: { code: 'no-voucher' } } })
})

test('S46 devices are told the voucher key over their own connection, and nobody else is', async () => {
  const token = randomBytes(32).toString('base64url')
  const tokenHash = createHash('sha256').update(token).digest('base64')
  const { url } = await aHubOfAServer({ devices: [{ id: 'hall', role: 'display', windows: null, tokenHash }] })
  const told = async () => (await tlsRequest('GET', `${url}/api/device`, { token })).body
  await expect.poll(told).toMatchObject({ id: 'hall', voucherKey })
  expect((await tlsRequest('GET', `${url}/api/device`)).status).toBe(401)
  for (const path of ['/health', '/api/office', '/api/pairing?role=display', '/api/voucher']) {
    expect(JSON.stringify((await tlsRequest('GET', `${url}${path}`)).body)).not.toContain(voucherKey)
  }
})

test('a voucher of another certificate is neither kept nor shown', async () => {
  const { dataDir, voucher, hub } = await aHubOfAServer()
  await expect.poll(async () => (await voucher()).status).toBe(200)
  await hub.close()
  // the certificate was made anew: what was vouched for is another one
  rmSync(join(dataDir, 'tls.json'))
  const renewed = await openTlsIdentity(dataDir)
  const later = await aHubOfAServer({ dataDir, reachable: false })
  expect(later.hub.fingerprint).toBe(renewed.fingerprint)
  expect((await later.voucher()).status).toBe(404)
  // a server that is wrong about it changes nothing either
  const reports: string[] = []
  const keeper = openVoucherFile(dataDir, renewed.fingerprint, (message) => void reports.push(message))
  keeper.keep(voucherFor('cd'.repeat(32), 5))
  expect(keeper.current).toBeNull()
  keeper.keep(voucherFor(renewed.fingerprint, 5))
  expect(openVoucherFile(dataDir, renewed.fingerprint, () => {}).current?.epoch).toBe(5)
  // a disk that is full: it holds until the next start
  symlinkSync('/dev/full', join(dataDir, 'voucher.json.new'))
  keeper.keep(voucherFor(renewed.fingerprint, 6))
  expect([keeper.current?.epoch, reports.length]).toEqual([6, 1])
})

test('a damaged voucher file stops nothing: the server gives the voucher again', async () => {
  const dataDir = aFolder()
  writeFileSync(join(dataDir, 'voucher.json'), '{"office":')
  const { hub, voucher } = await aHubOfAServer({ dataDir })
  await expect.poll(async () => (await voucher()).body).toEqual(voucherFor(hub.fingerprint ?? ''))
  expect(JSON.parse(readFileSync(join(dataDir, 'voucher.json'), 'utf8'))).toEqual(voucherFor(hub.fingerprint ?? ''))
})

test('a hub without a server is vouched for by nobody, and its devices get no key', async () => {
  const hub = await startedHub()
  expect(await hub.get('/api/voucher')).toMatchObject({ status: 404, body: { error: { code: 'no-voucher' } } })
  const told = await hub.get('/api/device', hub.token('display'))
  expect(told.status).toBe(200)
  expect(told.body).not.toHaveProperty('voucherKey')
  expect(existsSync(join(hub.dataDir, 'voucher.json'))).toBe(false)
})
