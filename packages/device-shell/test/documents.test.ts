// The windows run with the fake Electron of packages/testing: it proves what the code asks Electron for, not that
// Electron shows a PDF.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FakeElectron } from '@cherha/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { documentTypes, DocumentToShow, mostDocumentBytes } from '../src/documents/document-channels.ts'
import { answerDocumentRequest, documentUrl, type HeldDocument } from '../src/documents/document-pages.ts'
import { runDevice } from '../src/electron/index.ts'
import { judgeDocumentKey, mayLoadInDocument, mayNavigateInDocument } from '../src/lockdown/document-lock.ts'
import { asMain } from './fake-main.ts'
import { StandingClock } from './standing-clock.ts'

const page = { url: 'app://operator-desk/' }
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text))
const form = { name: 'Заява 003-26.pdf', type: 'application/pdf', bytes: bytesOf('%PDF-1.7 Їжакевич') } as const
const scan = { name: 'паспорт & віза.jpg', type: 'image/jpeg', bytes: bytesOf('ÿØÿ') } as const

async function aDesk(app: 'operator-desk' | 'terminal' = 'operator-desk') {
  const dir = mkdtempSync(join(tmpdir(), 'cherha-documents-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  mkdirSync(join(dir, 'renderer'))
  const electron = new FakeElectron(join(dir, 'data'))
  const clock = new StandingClock(1_000_000)
  const device = await runDevice(asMain(electron), {
    app,
    channels: {},
    mainDir: join(dir, 'main'),
    clock,
    extras: () => ({ handlers: {} }),
  })
  onTestFinished(async () => device?.quit())
  const show = (document: unknown = form, from: { url: string; inner?: boolean } = page) =>
    electron.call('documents:show', document, from)
  const open = () => electron.windows.slice(1).filter(({ destroyed }) => !destroyed)
  const get = async (url: string, method = 'GET') => {
    const answer = await electron.partitions.get('documents')?.served?.({ url, method } as Request)
    if (answer === undefined) throw new Error('nobody serves documents')
    return answer
  }
  return { dir, electron, clock, show, open, get }
}

describe('S44 a document of a desk', () => {
  it('opens in a window of its own, sandboxed, without a preload and outside the app’s session', async () => {
    const { electron, show, open, get } = await aDesk()
    expect(await show()).toEqual({ ok: true, value: { shown: true } })
    const [window] = open()
    expect(window?.options.title).toBe(form.name)
    expect(window?.options.webPreferences).toMatchObject({
      partition: 'documents',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
      plugins: true,
      javascript: true,
    })
    expect(window?.options.webPreferences).not.toHaveProperty('preload')
    expect(window?.loaded).toEqual([expect.stringMatching(/^document:\/\/[0-9a-f]{32}\/$/)])
    const answer = await get(window?.loaded[0] ?? '')
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(form.bytes)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(electron.schemes).toMatchObject([{ scheme: 'app' }, { scheme: 'document', privileges: { standard: true } }])
  })

  it('that is a picture needs neither script nor plugin', async () => {
    const { show, open, get } = await aDesk()
    await show(scan)
    const [window] = open()
    expect(window?.options.webPreferences).toMatchObject({ javascript: false, plugins: false })
    const url = window?.loaded[0] ?? ''
    const text = await (await get(url)).text()
    expect(text).toContain('<img src="scan" alt="паспорт &amp; віза.jpg">')
    expect(text).not.toContain('<script')
    const picture = await get(`${url}scan`)
    expect(picture.headers.get('content-type')).toBe('image/jpeg')
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(scan.bytes)
    expect((await get(`${url}style.css`)).headers.get('content-type')).toBe('text/css; charset=utf-8')
  })

  it('that is a TIFF opens no window and says why', async () => {
    const { show, open } = await aDesk()
    expect(await show({ ...form, type: 'image/tiff' })).toEqual({
      ok: true,
      value: { shown: false, because: 'format' },
    })
    expect(open()).toEqual([])
  })

  it('is one of six at most; a closed window makes room and gives its bytes back', async () => {
    const { show, open, get } = await aDesk()
    for (let i = 0; i < 6; i += 1) expect(await show()).toMatchObject({ value: { shown: true } })
    expect(await show()).toMatchObject({ value: { shown: false, because: 'too-many' } })
    const [first] = open()
    const url = first?.loaded[0] ?? ''
    expect((await get(url)).status).toBe(200)
    first?.emit('closed')
    expect((await get(url)).status).toBe(404)
    expect(await show()).toMatchObject({ value: { shown: true } })
  })

  it('is printed by the menu and by Ctrl+P, under a Ukrainian layout too, and closed by Ctrl+W', async () => {
    const { show, open } = await aDesk()
    await show()
    const [window] = open()
    const menu = window?.menu as { label: string; click: () => void }[]
    expect(menu.map(({ label }) => label)).toEqual(['Друк / Print', 'Закрити / Close'])
    menu[0]?.click()
    expect(window?.webContents.printed).toHaveLength(1)
    const chord = { type: 'keyDown', control: true, shift: false, alt: false, meta: false, isAutoRepeat: false }
    expect(window?.webContents.try('before-input-event', {}, { ...chord, key: 'з', code: 'KeyP' })).toBe(true)
    expect(window?.webContents.printed).toHaveLength(2)
    window?.webContents.try('before-input-event', {}, { ...chord, key: 'ц', code: 'KeyW' })
    expect(open()).toEqual([])
  })

  it('goes nowhere, opens nothing, downloads nothing and is permitted nothing', async () => {
    const { electron, show, open } = await aDesk()
    await show()
    const { webContents } = open()[0] ?? electron.window
    expect(webContents.openHandler({ url: 'https://evil.example' })).toEqual({ action: 'deny' })
    for (const url of ['https://evil.example/', page.url, 'document://x/', 'about:blank']) {
      expect(webContents.try('will-navigate', { url, isMainFrame: true }), url).toBe(true)
    }
    const inside = { url: 'https://evil.example/', isMainFrame: false }
    expect(webContents.try('will-frame-navigate', inside)).toBe(true)
    expect(webContents.try('will-redirect', inside)).toBe(true)
    expect(webContents.try('will-attach-webview')).toBe(true)
    expect(webContents.try('context-menu')).toBe(true)
    const session = electron.partitions.get('documents')
    if (session === undefined) throw new Error('documents have no session')
    let download = false
    session.emit('will-download', { preventDefault: () => (download = true) })
    expect(download).toBe(true)
    let permitted: unknown
    session.requestHandler(webContents, 'fullscreen', (given) => (permitted = given), {})
    expect(permitted).toBe(false)
    expect(session.checkHandler(null, 'clipboard-sanitized-write', page.url)).toBe(false)
    expect(session.deviceHandler()).toBe(false)
    for (const url of ['https://evil.example/x', 'http://127.0.0.1:4711/api/cases', page.url, 'file:///etc/passwd'])
      expect(session.loads(url), url).toBe(false)
    expect(electron.sessionObject.loads(documentUrl('0'.repeat(32)))).toBe(false)
  })

  it('is closed at sign-out, when the page dies, when another page takes its place, and with the desk’s window', async () => {
    const { electron, clock, show, open } = await aDesk()
    const desk = electron.windows[0]
    await show()
    expect(await electron.call('documents:close', null, page)).toEqual({ ok: true, value: null })
    expect(open()).toEqual([])
    await electron.call('device:alive', null, page)
    await show()
    desk?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
    expect(open()).toEqual([])
    clock.pass(1_000)
    await electron.call('device:alive', null, page)
    await show()
    await electron.call('device:maintenance', null, page)
    expect(open()).toEqual([])
    await show()
    desk?.emit('closed')
    expect(open()).toEqual([])
  })

  it('whose window fails is closed, and the desk’s page stays', async () => {
    const { electron, show, open } = await aDesk()
    await show()
    open()[0]?.webContents.emit('did-fail-load', {}, -3, 'aborted', '', true)
    expect(open()).toHaveLength(1)
    open()[0]?.webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 1 })
    expect(open()).toEqual([])
    expect(electron.windows[0]?.loaded).toEqual([page.url])
  })

  it('leaves nothing on the disk, its name in the log neither', async () => {
    const { dir, show, open } = await aDesk()
    await show()
    open()[0]?.webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 1 })
    const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const kept = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')).join('\n')
    expect(kept).toContain('a document could not be shown')
    expect(kept).not.toContain('Їжакевич')
    expect(kept).not.toContain('Заява')
  })

  it('is shown for the desk’s own page and for nobody else', async () => {
    const { show, open } = await aDesk()
    for (const from of [
      { ...page, inner: true },
      { url: 'app://operator-desk/maintenance.html' },
      { url: 'app://terminal/' },
      { url: documentUrl('0'.repeat(32)) },
    ]) {
      expect(await show(form, from), from.url).toMatchObject({ error: { name: 'IpcSenderError' } })
    }
    expect(open()).toEqual([])
    const { electron } = await aDesk('terminal')
    expect(electron.channels.has('documents:show')).toBe(false)
    expect(electron.partitions.size).toBe(0)
    expect(electron.schemes).toHaveLength(1)
  })

  it.each([
    ['another type', { ...form, type: 'text/html' }],
    ['a path', { ...form, name: '../../etc/passwd' }],
    ['a Windows path', { ...form, name: 'C:\\scan.pdf' }],
    ['a hidden name', { ...form, name: '.bashrc' }],
    ['a name that turns itself around', { ...form, name: 'scan\u202Efdp.exe' }],
    ['half a character', { ...form, name: 'scan\uD83D.pdf' }],
    ['no name', { ...form, name: '' }],
    ['no bytes', { ...form, bytes: new Uint8Array() }],
    ['text instead of bytes', { ...form, bytes: '%PDF-' }],
    ['too many bytes', { ...form, bytes: new Uint8Array(mostDocumentBytes + 1) }],
    ['a small part of too many bytes', { ...form, bytes: new Uint8Array(mostDocumentBytes + 1).subarray(0, 10) }],
    ['more than it takes', { ...form, url: 'https://evil.example/' }],
  ])('is refused with %s', async (_what, document) => {
    const { show, open } = await aDesk()
    expect(await show(document)).toMatchObject({ ok: false, error: { name: 'IpcRequestError' } })
    expect(open()).toEqual([])
  })

  it('may be of four formats and 11 MiB', () => {
    const bytes = new Uint8Array(mostDocumentBytes)
    for (const type of documentTypes) expect(DocumentToShow.safeParse({ ...form, type, bytes }).success).toBe(true)
  })
})

describe('the address of a document', () => {
  const id = '0123456789abcdef0123456789abcdef'
  const held = (document: HeldDocument) => (asked: string) => (asked === id ? document : undefined)
  const ask = (url: string, method = 'GET', document: HeldDocument = form) =>
    answerDocumentRequest({ url, method }, held(document)).status

  it('is that of one document, whole', () => {
    expect(ask(`document://${id}/`)).toBe(200)
    for (const url of [
      `document://${id.replace('0', '1')}/`,
      `document://${id}/scan`,
      `document://${id}/../`,
      `document://${id}/?x`,
      `document://user@${id}/`,
      `app://${id}/`,
      'document:///',
      '',
    ])
      expect(ask(url), url).toBe(404)
    expect(ask(`document://${id}/`, 'POST')).toBe(404)
    expect(ask(`document://${id}/other`, 'GET', scan)).toBe(404)
  })

  it('is all that its window loads, besides Chromium’s PDF viewer', () => {
    const viewer = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/index.html'
    for (const url of [documentUrl(id), `${documentUrl(id)}scan`, viewer, 'chrome://resources/js/util.js'])
      expect(mayLoadInDocument(url), url).toBe(true)
    for (const url of ['chrome-extension://abc/index.html', 'chrome://settings/', 'https://x.example/', 'ws://x/', ''])
      expect(mayLoadInDocument(url), url).toBe(false)
    expect(mayNavigateInDocument(viewer, 'inner')).toBe(true)
    expect(mayNavigateInDocument(documentUrl(id), 'inner')).toBe(true)
    expect(mayNavigateInDocument(viewer, 'main')).toBe(false)
    expect(mayNavigateInDocument('https://x.example/', 'inner')).toBe(false)
  })
})

describe('a key in a document’s window', () => {
  const key = { type: 'keyDown', key: '', control: true, shift: false, alt: false, meta: false, isAutoRepeat: false }

  it.each([
    ['KeyP', {}, 'print'],
    ['KeyP', { isAutoRepeat: true }, 'block'],
    ['KeyP', { type: 'keyUp' }, 'block'],
    ['KeyP', { shift: true }, 'block'],
    ['KeyW', {}, 'close'],
    ['KeyQ', { shift: true }, 'staff-exit'],
    ['Equal', {}, 'allow'],
    ['KeyC', {}, 'allow'],
    ['KeyS', {}, 'block'],
    ['KeyO', {}, 'block'],
    ['KeyI', { shift: true }, 'block'],
    ['F12', { control: false, key: 'F12' }, 'block'],
    ['PageDown', { control: false, key: 'PageDown' }, 'allow'],
  ] as const)('%s %j: %s', (code, change, verdict) => {
    expect(judgeDocumentKey({ ...key, code, ...change })).toBe(verdict)
  })
})
