import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ArtefactStore } from '../src/updates/artefact-store.ts'
import { UpdateError } from '../src/updates/update-error.ts'
import { openUpdateFolder } from '../src/updates/update-folder.ts'
import type { VersionFile } from '../src/updates/version-file.ts'
import { UpdateServer } from './update-server.ts'

let server: UpdateServer
let dir: string
beforeEach(async () => {
  server = await new UpdateServer().open()
  dir = mkdtempSync(path.join(tmpdir(), 'cherha-updates-'))
})
afterEach(async () => {
  await server.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Code of the refusal, or `taken`. */
async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof UpdateError) return error.code
    throw error
  }
  return 'taken'
}

describe('a folder of updates', () => {
  it('is a web server or a folder of this computer, and nothing else', async () => {
    server.files.set('a.json', Buffer.from('Ґ'))
    writeFileSync(path.join(dir, 'a.json'), 'Ї')
    expect(await openUpdateFolder(server.url).text('a.json', 10)).toBe('Ґ')
    expect(await openUpdateFolder(pathToFileURL(dir).href).text('a.json', 10)).toBe('Ї')
    for (const address of ['ftp://127.0.0.1/', 'data:text/plain,x']) {
      expect(() => openUpdateFolder(address)).toThrow(/https:, http: or file:/)
    }
  })

  it('says apart what is not there, what cannot be reached, and what is too large', async () => {
    const web = openUpdateFolder(server.url)
    const local = openUpdateFolder(pathToFileURL(dir).href)
    server.files.set('a.json', Buffer.alloc(11))
    server.files.set('broken.json', (_request, response) => response.writeHead(503).end())
    writeFileSync(path.join(dir, 'a.json'), Buffer.alloc(11))
    mkdirSync(path.join(dir, 'folder.json'))
    for (const folder of [web, local]) {
      expect(await codeOf(folder.text('none.json', 10))).toBe('not-there')
      expect(await codeOf(folder.text('a.json', 10))).toBe('too-large')
      expect(await codeOf(folder.text('a.json', 11))).toBe('taken')
    }
    expect(await codeOf(web.text('broken.json', 10))).toBe('unreachable')
    expect(await codeOf(local.text('folder.json', 10))).toBe('unreachable')
    await server.close()
    expect(await codeOf(web.text('a.json', 11))).toBe('unreachable')
    await server.open()
  })

  it('never follows to another address, and gives up a server that falls silent', async () => {
    server.files.set('elsewhere.json', (_request, response) => response.writeHead(302, { location: 'a.json' }).end())
    server.files.set('a.json', Buffer.from('{}'))
    expect(await codeOf(openUpdateFolder(server.url).text('elsewhere.json', 10))).toBe('unreachable')
    server.files.set('silent.json', (_request, response) => void response.writeHead(200).write('{'))
    expect(await codeOf(openUpdateFolder(server.url, 50).text('silent.json', 10))).toBe('unreachable')
  })
})

describe('a package', () => {
  let artefact: VersionFile['artefact']
  let store: ArtefactStore
  const put = () => codeOf(store.put(artefact, () => openUpdateFolder(server.url).bytes(artefact.file)))
  beforeEach(() => {
    ;({ artefact } = server.publish('1.1.0'))
    store = new ArtefactStore(path.join(dir, 'packages'))
  })

  it('is fetched once, and again when somebody changed it', async () => {
    expect(await put()).toBe('taken')
    expect(await put()).toBe('taken')
    expect(server.asked.filter((name) => name === artefact.file)).toHaveLength(1)
    expect(await store.holds(artefact)).toBe(true)
    writeFileSync(store.pathOf(artefact), Buffer.alloc(artefact.size))
    expect(await store.holds(artefact)).toBe(false)
    expect(await put()).toBe('taken')
    expect(await store.holds(artefact)).toBe(true)
  })

  it.each([
    [
      'broken off by the server',
      'truncated',
      (content: Buffer) => (_: unknown, response: ServerResponse) => {
        response.writeHead(200, { 'content-length': content.length })
        response.write(content.subarray(0, 100_000), () => response.destroy())
      },
    ],
    ['shorter than it should be', 'truncated', (content: Buffer) => content.subarray(0, 100_000)],
    ['longer than it should be', 'too-large', (content: Buffer) => Buffer.concat([content, Buffer.alloc(1)])],
    ['of the right size with another content', 'wrong-hash', (content: Buffer) => Buffer.alloc(content.length)],
  ] as const)('U4 %s leaves nothing behind', async (_how, code, spoil) => {
    const content = server.files.get(artefact.file)
    if (!Buffer.isBuffer(content)) throw new Error('no content')
    server.files.set(artefact.file, spoil(content))
    expect(await put()).toBe(code)
    expect(readdirSync(path.join(dir, 'packages'))).toEqual([])
    // and the next try gets it
    server.files.set(artefact.file, content)
    expect(await put()).toBe('taken')
  })

  it('U4 is not even begun when there is too little room', async () => {
    store = new ArtefactStore(path.join(dir, 'packages'), async () => 1_000_000)
    expect(await put()).toBe('no-space')
    expect(server.asked).toEqual([])
  })

  it('makes room by deleting what nobody needs any more, but not what is kept', async () => {
    await put()
    writeFileSync(path.join(dir, 'packages', 'old.AppImage'), 'x')
    writeFileSync(path.join(dir, 'packages', 'new.AppImage.part'), 'x')
    await store.keepOnly([artefact])
    expect(readdirSync(path.join(dir, 'packages'))).toEqual([artefact.file])
  })
})
