import { readdirSync, readFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { io } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AppRelay, startAppRelay } from '../src/app-relay.ts'
import type { HubAccess } from '../src/relay-request.ts'
import { type FakeHub, startFakeHub } from './fake-hub.ts'

let hub: FakeHub
let relay: AppRelay
let access: HubAccess | null
const origin = 'app://terminal'

beforeEach(async () => {
  hub = await startFakeHub()
  access = { url: new URL(hub.url), deviceToken: 'device-token' }
  relay = await startAppRelay('terminal', () => access)
})
afterEach(async () => {
  await relay.close()
  await hub.close()
})

const ask = (address: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> =>
  fetch(`${relay.baseUrl}${address}`, { ...init, headers: { origin, ...init.headers } })

describe('the relay of an app:// page', () => {
  it('adds the device token and answers the page of its own app', async () => {
    const answer = await ask('/api/board')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(hub.arrived.at(-1)?.headers.authorization).toBe('Bearer device-token')
    expect(hub.arrived.at(-1)?.headers.origin).toBeUndefined()
    expect(hub.arrived.at(-1)?.url).toBe('/api/board')
  })

  it('passes the token of a session on instead of its own', async () => {
    await ask('/api/commands', { method: 'POST', body: '{}', headers: { authorization: 'Bearer session' } })
    expect(hub.arrived.at(-1)?.headers.authorization).toBe('Bearer session')
  })

  it('answers the browser’s question before a command, and no other origin’s', async () => {
    const own = await ask('/api/commands', { method: 'OPTIONS' })
    expect(own.status).toBe(204)
    expect(own.headers.get('access-control-allow-headers')).toContain('authorization')
    const other = await ask('/api/commands', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } })
    expect(other.status).toBe(403)
    expect(other.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('tells the browser of every header that the pages of the apps send', async () => {
    const allowed = (await ask('/api/tickets', { method: 'OPTIONS' })).headers.get('access-control-allow-headers')
    const sent = ['apps/terminal', 'apps/display', 'apps/operator-desk', 'packages/ui'].flatMap((part) => {
      const folder = new URL(`../../../${part}/src/`, import.meta.url)
      const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
      return sources.flatMap(
        (name) => readFileSync(new URL(name, folder), 'utf8').match(/(?<=['"])x-[a-z-]+(?=['"])/g) ?? [],
      )
    })
    expect(new Set(sent)).toEqual(new Set(['x-ticket-code', 'x-ticket-time', 'x-document-digits']))
    for (const name of sent) expect(allowed?.split(', ')).toContain(name)
  })

  it.each(['https://evil.example', 'app://display', 'app://terminal.evil', 'null', 'http://127.0.0.1:1'])(
    'lets nothing of %s through, even with the key',
    async (foreign) => {
      expect((await ask('/api/board', { headers: { origin: foreign } })).status).toBe(403)
      expect(hub.arrived).toEqual([])
    },
  )

  it('lets nobody through who names no origin', async () => {
    expect((await fetch(`${relay.baseUrl}/api/board`)).status).toBe(403)
    expect(hub.arrived).toEqual([])
  })

  it('has nothing at an address without its key, and takes another key at each start', async () => {
    const { origin: server } = new URL(relay.baseUrl)
    for (const path of ['/api/board', `/${'A'.repeat(32)}/api/board`, '/']) {
      expect((await fetch(`${server}${path}`, { headers: { origin } })).status, path).toBe(404)
    }
    const again = await startAppRelay('terminal', () => access)
    expect(new URL(again.baseUrl).pathname).not.toBe(new URL(relay.baseUrl).pathname)
    await again.close()
  })

  it.each(['/admin', '/host/device', '/api/../admin', '/api/%2e%2e/admin', '/test/clock', ''])(
    'relays only the hub’s public interface, not %s',
    async (path) => {
      const { pathname, host } = new URL(relay.baseUrl)
      const status = await rawStatus(host, `GET ${pathname}${path} HTTP/1.1\r\nhost: ${host}\r\norigin: ${origin}`)
      expect(status).toBe(404)
      expect(hub.arrived).toEqual([])
    },
  )

  it('refuses another host name: a name pointed at 127.0.0.1 is not this relay', async () => {
    const { pathname, host } = new URL(relay.baseUrl)
    const head = `GET ${pathname}/api/board HTTP/1.1\r\nhost: evil.example\r\norigin: ${origin}`
    expect(await rawStatus(host, head)).toBe(403)
  })

  it('refuses methods the hub does not have, and bodies that are too large', async () => {
    expect((await ask('/api/board', { method: 'PUT', body: '{}' })).status).toBe(405)
    expect((await ask('/health', { method: 'POST', body: '{}' })).status).toBe(405)
    expect((await ask('/api/commands', { method: 'POST', body: 'x'.repeat(300_000) })).status).toBe(413)
  })

  it('says so when the device is connected to no hub, and when the hub does not answer', async () => {
    access = null
    expect((await ask('/api/board')).status).toBe(401)
    access = { url: new URL('http://127.0.0.1:9'), deviceToken: 'device-token' }
    const answer = await ask('/api/board')
    expect(answer.status).toBe(502)
    expect(await answer.json()).toMatchObject({ error: { code: 'hub-unreachable' } })
  })

  it('relays the socket of its page and refuses every other', async () => {
    const { origin: server, pathname } = new URL(relay.baseUrl)
    const open = (from: string, path = pathname) =>
      io(server, {
        path: `${path}/socket.io/`,
        transports: ['websocket'],
        extraHeaders: { origin: from },
        reconnection: false,
        forceNew: true,
      })
    const socket = open(origin)
    const state = await new Promise((resolve) => socket.on('state', resolve))
    expect(state).toMatchObject({ seq: 0 })
    expect(hub.socketTokens).toEqual(['Bearer device-token'])
    socket.close()
    for (const refused of [open('https://evil.example'), open(origin, '/wrong-key')]) {
      await new Promise((resolve) => refused.on('connect_error', resolve))
      refused.close()
    }
    expect(hub.socketTokens).toHaveLength(1)
  })
})

/** Sends a request exactly as written: `fetch` would tidy the path. */
function rawStatus(host: string, head: string): Promise<number> {
  const [name = '', port = ''] = host.split(':')
  return new Promise((resolve, reject) => {
    const socket = createConnection(Number(port), name, () => socket.write(`${head}\r\nconnection: close\r\n\r\n`))
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString()
    })
    socket.on('end', () => resolve(Number(text.split(' ')[1])))
    socket.on('error', reject)
  })
}
