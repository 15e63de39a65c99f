import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha512Of } from '../src/updates/artefact-store.ts'
import { type LocalFeed, openLocalFeed } from '../src/updates/local-feed.ts'
import { nsisInstaller } from '../src/updates/nsis-installer.ts'
import type { KeptPackage } from '../src/updates/update-state.ts'

/** The part of electron-updater that reads a feed; it needs no Electron. The rest of it is not run here. */
interface FeedReader {
  parseUpdateInfo(text: string, channelFile: string, url: URL): { version: string }
  resolveFiles(info: { version: string }, base: URL): readonly { url: URL; info: { sha512: string; size: number } }[]
}
const reader: FeedReader = createRequire(import.meta.url)('electron-updater/out/providers/Provider.js')

let dir: string
let file: string
let update: KeptPackage
let feed: LocalFeed
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'cherha-feed-'))
  file = path.join(dir, 'cherha-desk-1.1.0.exe')
  writeFileSync(file, randomBytes(50_000))
  update = {
    version: '1.1.0',
    artefact: { file: 'cherha-desk-1.1.0.exe', size: 50_000, sha512: await sha512Of(file) },
    signed: true,
  }
  feed = await openLocalFeed(file, update, 'latest.yml')
})
afterEach(() => {
  feed.close()
  rmSync(dir, { recursive: true, force: true })
})

describe('what electron-updater is given', () => {
  it('is a feed it can read, with the hash that was verified, and the package itself', async () => {
    const channel = await fetch(`${feed.url}latest.yml?noCache=1`)
    const info = reader.parseUpdateInfo(await channel.text(), 'latest.yml', new URL('latest.yml', feed.url))
    expect(info.version).toBe('1.1.0')
    const [found] = reader.resolveFiles(info, new URL(feed.url))
    expect(found?.info).toMatchObject({ sha512: update.artefact.sha512, size: 50_000 })
    const answer = await fetch(found?.url ?? '')
    writeFileSync(path.join(dir, 'fetched'), Buffer.from(await answer.arrayBuffer()))
    expect(await sha512Of(path.join(dir, 'fetched'))).toBe(update.artefact.sha512)
  })

  it('is on this computer only, below a path nobody can guess, and nothing else is there', async () => {
    const { origin, hostname, pathname } = new URL(feed.url)
    expect(hostname).toBe('127.0.0.1')
    expect(pathname).toMatch(/^\/[\w-]{22}\/$/)
    for (const address of [origin, `${origin}/latest.yml`, `${feed.url}..%2f..%2fetc/passwd`, `${feed.url}other.exe`]) {
      expect((await fetch(address)).status, address).toBe(404)
    }
    expect((await fetch(`${feed.url}latest.yml`, { method: 'POST' })).status).toBe(405)
    feed.close()
    await expect(fetch(`${feed.url}latest.yml`)).rejects.toThrow('fetch failed')
  })

  it('U1 is never a package whose hash nobody signed: it would run with an administrator’s rights', async () => {
    await expect(nsisInstaller().install(file, { ...update, signed: false })).rejects.toMatchObject({
      code: 'bad-signature',
    })
  })
})
