import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AppRelay, startAppRelay } from '../src/app-relay.ts'
import { answerWithin } from '../src/relay-request.ts'
import { paper, startFakeHub, type FakeHub } from './fake-hub.ts'
import { type HostFixture, startHost } from './host-fixture.ts'

const scan = Buffer.alloc(10 * 1024 * 1024, 0xd8)
const files = '/api/cases/8036-004-000127/files'
const headers = {
  'content-type': 'image/jpeg',
  authorization: 'Bearer session',
  'x-cherha-name': encodeURIComponent('Паспорт.jpg'),
  'x-cherha-document': 'passport',
  'x-cherha-command': '00000000-0000-4000-8000-000000000001',
}

describe('applications through the host of a desk in a browser', () => {
  let fixture: HostFixture
  let cookie: string
  beforeEach(async () => {
    fixture = await startHost({ role: 'desk' })
    cookie = await fixture.pair()
  })
  afterEach(() => fixture.close())

  it('a scan of 10 MiB reaches the hub whole, with its name, document and command', async () => {
    expect((await fixture.ask(files, { method: 'POST', cookie, body: scan, headers })).status).toBe(200)
    expect(fixture.hub.arrived[0]).toMatchObject({ method: 'POST', url: files, bytes: scan.length, headers })
  })

  it('what is larger than a scan may be ends here', async () => {
    const body = Buffer.alloc(scan.length + 257 * 1024)
    expect((await fixture.ask(files, { method: 'POST', cookie, body, headers })).status).toBe(413)
    expect(fixture.hub.arrived).toEqual([])
  })

  it('nothing but a scan may be that large', async () => {
    const body = Buffer.alloc(300 * 1024)
    for (const address of ['/api/cases', '/api/cases/8036-004-000127/actions', `${files}/more`]) {
      expect((await fixture.ask(address, { method: 'POST', cookie, body, headers })).status).toBe(413)
    }
  })

  it('a paper comes back byte by byte', async () => {
    const answer = await fixture.ask('/api/cases/8036-004-000127/papers/decision?stage=decision', { cookie })
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(paper)
  })
})

it('the host of another device takes no scans', async () => {
  const fixture = await startHost({ role: 'terminal' })
  try {
    const cookie = await fixture.pair()
    expect((await fixture.ask(files, { method: 'POST', cookie, body: scan, headers })).status).toBe(413)
  } finally {
    await fixture.close()
  }
})

describe('applications through the relay of an app:// page', () => {
  let hub: FakeHub
  let relay: AppRelay
  const start = async (app: 'operator-desk' | 'terminal') => {
    hub = await startFakeHub()
    relay = await startAppRelay(app, () => ({ url: new URL(hub.url), deviceToken: 'device-token' }))
    return (address: string, init: RequestInit = {}) =>
      fetch(`${relay.baseUrl}${address}`, {
        ...init,
        headers: { origin: `app://${app}`, ...(init.headers as Record<string, string>) },
      })
  }
  afterEach(async () => {
    await relay.close()
    await hub.close()
  })

  it('the desk’s scan reaches the hub, and the browser is told it may send its headers', async () => {
    const ask = await start('operator-desk')
    const allowed = (await ask(files, { method: 'OPTIONS' })).headers.get('access-control-allow-headers') ?? ''
    for (const name of Object.keys(headers)) expect(allowed.split(', ')).toContain(name)
    expect((await ask(files, { method: 'POST', body: scan, headers })).status).toBe(200)
    expect(hub.arrived[0]).toMatchObject({ url: files, bytes: scan.length, headers })
  })

  it('no other app’s does', async () => {
    const ask = await start('terminal')
    expect((await ask(files, { method: 'POST', body: scan, headers })).status).toBe(413)
    expect(hub.arrived).toEqual([])
  })
})

describe('the time the hub may take', () => {
  it('is longer for what goes on to the queue server, and longest for files', () => {
    expect(answerWithin('/api/commands', 10_000)).toBe(10_000)
    expect(answerWithin('/api/tasks?scope=mine', 10_000)).toBe(18_000)
    expect(answerWithin('/api/cases/8036-004-000127/actions', 10_000)).toBe(18_000)
    expect(answerWithin(files, 10_000)).toBe(130_000)
    expect(answerWithin('/api/cases/8036-004-000127/papers/decision?stage=decision', 10_000)).toBe(130_000)
    expect(answerWithin('/api/casesx', 10_000)).toBe(10_000)
  })
})
