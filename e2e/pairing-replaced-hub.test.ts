import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type DeviceHost, type FoundHub, startDeviceHost } from '@cherha/device-shell'
import { type ServerHandle, startServer } from '@cherha/queue-server'
import { anOffice } from '@cherha/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest'
import { builtPages } from '../tools/pages.ts'
import { launchChromium, sizes } from './support/chromium.ts'
import { addNetworkAddress, networkAddress } from './support/network-address.ts'
import { root } from './support/process.ts'

const cli = path.join(root, 'packages', 'office-hub', 'src', 'cli.ts')
const dir = mkdtempSync(path.join(tmpdir(), 'cherha-replaced-'))
const deviceData = path.join(dir, 'display')
const config = anOffice().config()
const seen = { timeout: 60_000 }

interface Hub {
  readonly child: ChildProcess
  readonly url: string
  readonly fingerprint: string
}

let network: ReturnType<typeof addNetworkAddress>
let server: ServerHandle
let browser: Browser
let page: Page
let host: DeviceHost
let hub: Hub
/** What mDNS would find: this computer's own address need not hear multicast. */
const announced: FoundHub[] = []

/** Enrols a hub in an empty folder and starts it, as an administrator does; a process of its own, reached over TLS. */
async function startHub(folder: string, port: number, restore: boolean): Promise<Hub> {
  const code = (await server.provision.enrolmentCode(config.code, restore)) ?? ''
  const enrolment = ['--enrol', code, '--server', server.url, ...(restore ? ['--restore'] : [])]
  const place = ['--data', path.join(dir, folder), '--port', '0', '--listen', `${networkAddress}:${port}`]
  const child = spawn(process.execPath, [cli, ...place, ...enrolment], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let problems = ''
  child.stderr.on('data', (chunk: Buffer) => {
    problems += chunk.toString()
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('Stop with')) resolve()
    })
    child.once('exit', (status) => reject(new Error(`the hub ended with ${status}: ${problems}`)))
  })
  const [, url = '', fingerprint = ''] = /(https:\/\/[\d.]+:\d+).* ([0-9a-f]{64})/.exec(said) ?? []
  return { child, url, fingerprint }
}

/** The hub's computer is gone, with its disk. */
async function lose(folder: string): Promise<void> {
  const gone = new Promise((resolve) => hub.child.once('exit', resolve))
  hub.child.kill('SIGKILL')
  await gone
  rmSync(path.join(dir, folder), { recursive: true })
}

const isBoard = () => page.getByText(config.name.uk).first().waitFor(seen)
const kept = () => readFileSync(path.join(deviceData, 'hub.json'), 'utf8')

async function expectFollowed(): Promise<void> {
  await expect
    .poll(() => host.status(), seen)
    .toMatchObject({
      state: 'paired',
      reachable: true,
      hub: { deviceId: 'hall', address: new URL(hub.url).host, fingerprint: hub.fingerprint },
    })
  await isBoard()
  expect(await page.locator('.cn').count()).toBe(0)
}

beforeAll(async () => {
  network = addNetworkAddress()
  if ('because' in network) return
  server = await startServer({ port: 0, dataDir: path.join(dir, 'server'), pages: null, logLevel: 'silent' })
  await server.offices.create(config)
  hub = await startHub('hub', 0, false)
  browser = await launchChromium()
})
afterAll(async () => {
  await host?.close()
  await browser?.close()
  hub?.child.kill('SIGKILL')
  await server?.close()
  if ('remove' in network) network.remove()
  rmSync(dir, { recursive: true, force: true })
})
beforeEach((context: TestContext) => {
  if (!('because' in network)) return
  console.warn(`skipped: a replacement over a network address cannot be tried here: ${network.because}`)
  context.skip(network.because)
})

// each step goes on where the one before has ended
describe('S29 S39 a display whose hub is lost goes on with the replacement, and nobody types a code', () => {
  it('is connected with a code, and told by which key a replacement is known', async () => {
    host = await startDeviceHost({
      role: 'display',
      pagesDir: builtPages(root, 'display'),
      dataDir: deviceData,
      port: 0,
      times: { troubleEveryMs: 300, wellEveryMs: 1_000, searchAfterMs: 2_000 },
      discover: async () => announced,
    })
    page = await (await browser.newContext({ viewport: sizes.display })).newPage()
    await page.goto(`${host.url}/#pair=${host.pairCode()}`)
    await page.getByRole('heading', { name: 'Під’єднайте це табло' }).waitFor()
    const pairing = spawn(process.execPath, [
      cli,
      'pair',
      '--role',
      'display',
      '--id',
      'hall',
      '--data',
      path.join(dir, 'hub'),
    ])
    let said = ''
    pairing.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    await new Promise((resolve) => pairing.once('exit', resolve))
    const other = page.getByLabel('Інша адреса')
    if (await other.isVisible()) await other.check()
    await page.getByLabel('Адреса вузла').fill(hub.url)
    await page.getByLabel('Код під’єднання').fill(/[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(said)?.[0] ?? '')
    await page.getByRole('button', { name: 'Під’єднати' }).click()
    await expectFollowed()
    await expect.poll(kept, seen).toContain('voucherKey')
    // the server has the devices for a replacement
    await expect
      .poll(() => server.offices.get(config.code)?.secrets.devices.map(({ id }) => id), seen)
      .toEqual(['hall'])
  })

  it('follows one at the address of the lost hub, with another certificate', async () => {
    const before = hub
    await lose('hub')
    hub = await startHub('second', Number(new URL(before.url).port), true)
    expect(hub.url).toBe(before.url)
    expect(hub.fingerprint).not.toBe(before.fingerprint)
    await expectFollowed()
    expect(kept()).toContain(hub.url)
  })

  it('S45 follows one on another port that it hears of, past another that only says so', async () => {
    const before = hub
    // the office has seen this epoch: a replacement's is higher
    await lose('second')
    const named = { name: config.name.uk, code: config.code, fingerprint: '' }
    announced.push({ ...named, address: `${networkAddress}:9` })
    hub = await startHub('third', 0, true)
    expect(hub.url).not.toBe(before.url)
    announced.push({ ...named, address: hub.url.replace('https://', '') })
    await expectFollowed()
    expect(server.offices.get(config.code)?.mirror.epoch).toBe(2)
  })

  it('is connected to it also after a restart of the device', async () => {
    await host.close()
    announced.length = 0
    host = await startDeviceHost({
      role: 'display',
      pagesDir: builtPages(root, 'display'),
      dataDir: deviceData,
      port: 0,
    })
    await page.goto(`${host.url}/#pair=${host.pairCode()}`)
    await expectFollowed()
  })
})
