import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerAppRequest, type AppAnswer } from '../src/app-protocol.ts'
import { openVoicePacks } from '../src/voice/voice-packs.ts'
import { type HostFixture, rawRequest, startHost } from './host-fixture.ts'

let folder: string
let voiceDir: string
let pagesDir: string
let fixture: HostFixture

const manifest = (clips: Record<string, unknown>) => JSON.stringify({ format: 1, language: 'uk', clips })

/** Puts a pack for Ukrainian into the folder of the device. */
function install(clips: Record<string, unknown>, files: Record<string, string>): void {
  mkdirSync(path.join(voiceDir, 'uk', 'numbers'), { recursive: true })
  writeFileSync(path.join(voiceDir, 'uk', 'manifest.json'), manifest(clips))
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(voiceDir, 'uk', name), text)
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'cherha-voice-'))
  voiceDir = path.join(folder, 'voice')
  pagesDir = path.join(folder, 'pages')
  for (const language of ['uk', 'en']) {
    mkdirSync(path.join(pagesDir, 'voice', language), { recursive: true })
    writeFileSync(path.join(pagesDir, 'voice', language, 'manifest.json'), manifest({ call: 'call.ogg' }))
    writeFileSync(path.join(pagesDir, 'voice', language, 'call.ogg'), `built-in ${language}`)
    writeFileSync(path.join(pagesDir, 'voice', language, 'only-built-in.ogg'), `built-in ${language}`)
  }
  writeFileSync(path.join(pagesDir, 'index.html'), '<title>page</title>')
  writeFileSync(path.join(folder, 'secret.ogg'), 'secret')
  fixture = await startHost({ role: 'display', pagesDir, voiceDir })
})
afterEach(async () => {
  await fixture.close()
  rmSync(folder, { recursive: true, force: true })
})

const textOf = async (address: string): Promise<string> => (await fixture.ask(address)).text()

/** The same through `app://`. */
const files = new Set(['index.html', 'voice/uk/call.ogg', 'voice/uk/only-built-in.ogg', 'voice/en/call.ogg'])
const overApp = (address: string, method = 'GET'): AppAnswer =>
  answerAppRequest(
    { method, url: `app://display${address}` },
    { app: 'display', files, made: new Map(), connect: [], packs: openVoicePacks(voiceDir) },
  )

describe('a voice pack in the data folder of a display', () => {
  it('A15 replaces the built-in pack of its language from the moment it lies there; the other language stays', async () => {
    expect(await textOf('/voice/uk/call.ogg')).toBe('built-in uk')
    install({ call: 'call.ogg', 'number-1': 'numbers/1.wav' }, { 'call.ogg': 'recorded', 'numbers/1.wav': 'one' })
    expect(await textOf('/voice/uk/call.ogg')).toBe('recorded')
    expect(await textOf('/voice/uk/numbers/1.wav')).toBe('one')
    expect(await textOf('/voice/uk/manifest.json')).toContain('numbers/1.wav')
    expect(await textOf('/voice/en/call.ogg')).toBe('built-in en')
    expect(overApp('/voice/uk/call.ogg')).toMatchObject({ status: 200, bytes: Buffer.from('recorded') })
    expect(overApp('/voice/uk/call.ogg', 'HEAD')).toMatchObject({ status: 200, text: '' })
    expect(overApp('/voice/en/call.ogg')).toMatchObject({ status: 200, file: 'voice/en/call.ogg' })
  })

  it('is never taken from a cache, has its type, and comes under the policy of the page', async () => {
    install({ call: 'call.ogg' }, { 'call.ogg': 'recorded' })
    const answer = await fixture.ask('/voice/uk/call.ogg')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-type')).toBe('audio/ogg')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(overApp('/voice/uk/call.ogg').headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'audio/ogg',
    })
  })

  it('A15 is not filled up from the built-in one: a clip that is missing is missing, and the display says so', async () => {
    install({ call: 'call.ogg', gone: 'gone.ogg' }, { 'call.ogg': 'recorded' })
    for (const address of ['/voice/uk/only-built-in.ogg', '/voice/uk/gone.ogg']) {
      expect((await fixture.ask(address)).status, address).toBe(404)
      expect(overApp(address).status, address).toBe(404)
    }
  })

  it('A15 with a manifest that is broken is served as it is, so that the display refuses it, and no clip is', async () => {
    install({}, { 'call.ogg': 'recorded' })
    writeFileSync(path.join(voiceDir, 'uk', 'manifest.json'), '{"clips": ')
    expect(await textOf('/voice/uk/manifest.json')).toBe('{"clips": ')
    expect((await fixture.ask('/voice/uk/call.ogg')).status).toBe(404)
  })

  it('gives nothing but the files of its manifest, and nothing outside its folder', async () => {
    const climbing = '../../secret.ogg'
    install(
      {
        call: 'call.ogg',
        climbs: climbing,
        link: 'link.ogg',
        hidden: '.hidden.ogg',
        notes: 'notes.txt',
        folder: 'numbers',
      },
      { 'call.ogg': 'recorded', 'unnamed.ogg': 'secret', '.hidden.ogg': 'secret', 'notes.txt': 'secret' },
    )
    symlinkSync(path.join(folder, 'secret.ogg'), path.join(voiceDir, 'uk', 'link.ogg'))
    const addresses = [
      '/voice/uk/unnamed.ogg',
      '/voice/uk/link.ogg',
      '/voice/uk/.hidden.ogg',
      '/voice/uk/notes.txt',
      '/voice/uk/numbers',
      `/voice/uk/${climbing}`,
      '/voice/uk/..%2f..%2fsecret.ogg',
      '/voice/uk/%2e%2e/%2e%2e/secret.ogg',
      '/voice/uk/..%5c..%5csecret.ogg',
      '/voice/uk/call.ogg%00',
      '/voice/%2e%2e/secret.ogg',
      '/voice/../secret.ogg',
      '/voice/',
      '/voice/uk',
    ]
    for (const address of addresses) {
      const answer = await rawRequest(fixture.host, address, { host: new URL(fixture.host.url).host })
      expect(answer.status, address).toBeGreaterThanOrEqual(300)
      expect(answer.status, address).toBeLessThan(500)
      expect(answer.body, address).not.toContain('secret')
      expect(overApp(address).status, address).toBeGreaterThanOrEqual(400)
    }
    expect(await textOf('/voice/uk/call.ogg')).toBe('recorded')
  })

  it('is not for the other devices: a terminal serves what it was built with', async () => {
    install({ call: 'call.ogg' }, { 'call.ogg': 'recorded' })
    const terminal = await startHost({ role: 'terminal', pagesDir, voiceDir })
    expect(await (await terminal.ask('/voice/uk/call.ogg')).text()).toBe('built-in uk')
    await terminal.close()
  })
})
