import { afterEach, describe, expect, it } from 'vitest'
import { startBrowserHost } from '../src/index.ts'
import { type HostFixture, postPair, startHost } from './host-fixture.ts'

let fixture: HostFixture
afterEach(() => fixture.close())

describe('pairing a page with its device', () => {
  it('gives the page a cookie no script can read and no other site can send', async () => {
    fixture = await startHost()
    const answer = await postPair(fixture.ask, fixture.host.pairCode())
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ role: 'terminal' })
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(new RegExp(`^cherha-terminal-${new URL(fixture.host.url).port}=`))
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Strict')
  })

  it('takes a code once: the second use is refused with a sentence', async () => {
    fixture = await startHost()
    const code = fixture.host.pairCode()
    expect((await postPair(fixture.ask, code)).status).toBe(200)
    const second = await postPair(fixture.ask, code)
    expect(second.status).toBe(401)
    expect(second.headers.get('set-cookie')).toBeNull()
    expect(await second.json()).toMatchObject({
      ok: false,
      error: { code: 'wrong-code', message: expect.stringMatching(/\w+ \w+.*\.$/) },
    })
  })

  it('refuses a code that was never given, and keeps the one that was', async () => {
    fixture = await startHost()
    const code = fixture.host.pairCode()
    expect((await postPair(fixture.ask, `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`)).status).toBe(401)
    expect((await postPair(fixture.ask, '')).status).toBe(400)
    expect((await postPair(fixture.ask, code)).status).toBe(200)
  })

  it('tells a paired page its role and any other page nothing', async () => {
    fixture = await startHost()
    expect((await fixture.ask('/host/device')).status).toBe(401)
    const cookie = await fixture.pair()
    const paired = await fixture.ask('/host/device', { cookie })
    expect(paired.status).toBe(200)
    expect(await paired.json()).toEqual({ role: 'terminal' })
    expect((await fixture.ask('/host/device', { cookie: `${cookie}x` })).status).toBe(401)
  })

  it('has nothing to connect when it was started with a hub and a token', async () => {
    fixture = await startHost()
    expect((await fixture.ask('/host/pairing')).status).toBe(401)
    const cookie = await fixture.pair()
    expect((await fixture.ask('/host/pairing', { cookie })).status).toBe(204)
    expect((await fixture.ask('/host/connect', { method: 'POST', cookie })).status).toBe(404)
  })

  it('keeps a page paired when the host starts again with the same secret', async () => {
    fixture = await startHost()
    const cookie = await fixture.pair()
    const port = Number(new URL(fixture.host.url).port)
    await fixture.host.close()
    const again = await startBrowserHost({ ...fixture.settings, port })
    try {
      expect((await fixture.ask('/host/device', { cookie })).status).toBe(200)
    } finally {
      await again.close()
    }
  })

  it('needs a secret nobody can guess', async () => {
    fixture = await startHost()
    await expect(startBrowserHost({ ...fixture.settings, hostSecret: Buffer.from('short') })).rejects.toThrow(
      RangeError,
    )
  })
})
