import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BrowserHost, type BrowserHostSettings, startBrowserHost } from '../src/index.ts'
import { type FakeHub, startFakeHub } from './fake-hub.ts'

/** A browser host with a hub behind it. */
export interface HostFixture {
  readonly host: BrowserHost
  readonly hub: FakeHub
  readonly settings: BrowserHostSettings
  /** Pairs as a page does; the cookie to send from then on. */
  pair(): Promise<string>
  /** A fetch of the host's own page, with its cookie where one is given. */
  ask(address: string, init?: RequestInit & { cookie?: string }): Promise<Response>
  close(): Promise<void>
}

/** Starts both on free ports. The folder of the pages has a neighbour that must never be served. */
export async function startHost(changes: Partial<BrowserHostSettings> = {}): Promise<HostFixture> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cherha-host-'))
  const pagesDir = path.join(folder, 'pages')
  mkdirSync(path.join(pagesDir, 'assets'), { recursive: true })
  writeFileSync(path.join(pagesDir, 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(path.join(pagesDir, 'assets', 'main-1a2b.js'), 'export {}')
  writeFileSync(path.join(pagesDir, '.sources'), 'hidden')
  writeFileSync(path.join(folder, 'secret.txt'), 'secret')
  const hub = await startFakeHub()
  const settings: BrowserHostSettings = {
    role: 'terminal',
    pagesDir,
    hubUrl: hub.url,
    deviceToken: 'device-token',
    port: 0,
    hostSecret: randomBytes(32),
    ...changes,
  }
  const host = await startBrowserHost(settings)
  const ask: HostFixture['ask'] = (address, { cookie, ...init } = {}) => {
    const headers = new Headers({ origin: host.url, ...(init.headers as Record<string, string> | undefined) })
    if (cookie !== undefined) headers.set('cookie', cookie)
    return fetch(`${host.url}${address}`, { ...init, headers })
  }
  return {
    host,
    hub,
    settings,
    ask,
    async pair() {
      const answer = await postPair(ask, host.pairCode())
      return (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
    },
    async close() {
      await host.close()
      await hub.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Exchanges a pairing code. */
export function postPair(
  ask: HostFixture['ask'],
  code: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return ask('/host/pair', {
    method: 'POST',
    body: JSON.stringify({ code }),
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/** A request exactly as written: `fetch` would tidy the path and refuses to set Host. */
export function rawRequest(
  host: BrowserHost,
  address: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: new URL(host.url).port, path: address, headers, agent: false }, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (text: string) => {
        body += text
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body, headers: answer.headers }))
    })
      .on('error', reject)
      .end()
  })
}
