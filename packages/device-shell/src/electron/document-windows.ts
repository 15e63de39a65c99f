import { randomBytes } from 'node:crypto'
import type { BrowserWindow, Session, WebContents } from 'electron/main'
import type { DocumentChannels, DocumentShown, DocumentToShow } from '../documents/document-channels.ts'
import { answerDocumentRequest, documentScheme, documentUrl, type HeldDocument } from '../documents/document-pages.ts'
import type { IpcHandlers } from '../ipc/channels.ts'
import { documentPartition, documentWindowOptions } from '../lockdown/document-lock.ts'
import type { ElectronMain } from './electron-main.ts'
import { lockDocument, lockDocumentSession } from './lock-document.ts'

/** As many documents as a clerk compares; each is held in memory as long as its window is open. */
export const mostDocumentWindows = 6

export interface DocumentWindowsParts {
  readonly electron: Pick<ElectronMain, 'BrowserWindow' | 'Menu' | 'session'>
  readonly log: (what: string, details: Readonly<Record<string, unknown>>) => void
  readonly refused: (what: string, detail: string) => void
  readonly onStaffChord: () => void
}

/**
 * Windows of a desk's documents: one sandboxed window each, its bytes in memory and never on a disk. They are gone when
 * the page asks for it (at sign-out), when the page dies or changes, and when the desk's window closes.
 */
export class DocumentWindows {
  readonly #parts: DocumentWindowsParts
  readonly #session: Session
  readonly #held = new Map<string, { readonly document: HeldDocument; readonly window: BrowserWindow }>()

  constructor(parts: DocumentWindowsParts) {
    this.#parts = parts
    this.#session = parts.electron.session.fromPartition(documentPartition)
    lockDocumentSession(this.#session, parts.refused)
    this.#session.protocol.handle(documentScheme, (request) => {
      const { status, headers, body } = answerDocumentRequest(request, (id) => this.#held.get(id)?.document)
      return new Response(body, { status, headers })
    })
  }

  readonly handlers: IpcHandlers<DocumentChannels> = {
    'documents:show': (document) => this.show(document),
    'documents:close': () => {
      this.closeAll()
      return null
    },
  }

  /** Whether a page belongs to a document: its window's, or one that Chromium makes in it. */
  owns(contents: WebContents): boolean {
    return contents.session === this.#session
  }

  /** Locks a page of a document's window. */
  lock(contents: WebContents): void {
    lockDocument(contents, {
      refused: this.#parts.refused,
      onStaffChord: this.#parts.onStaffChord,
      onPrint: () => this.#print(this.#windowOf(contents)),
      onClose: () => this.#windowOf(contents)?.destroy(),
    })
  }

  show({ name, type, bytes }: DocumentToShow): DocumentShown {
    if (type === 'image/tiff') return { shown: false, because: 'format' }
    if (this.#held.size >= mostDocumentWindows) return { shown: false, because: 'too-many' }
    const { electron, log } = this.#parts
    const id = randomBytes(16).toString('hex')
    const window = new electron.BrowserWindow(documentWindowOptions(name, type))
    this.#held.set(id, { document: { name, type, bytes: new Uint8Array(bytes) }, window })
    window.on('closed', () => this.#held.delete(id))
    // the name the clerk knows, not one that a file brings
    window.on('page-title-updated', (event) => event.preventDefault())
    window.setMenu(this.#menu(window))
    const { webContents } = window
    const failed = (why: string): void => {
      log('a document could not be shown', { type, why })
      window.destroy()
    }
    webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') failed(reason)
    })
    webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
      // -3: the PDF viewer took the place of the plain load
      if (isMainFrame && code !== -3) failed(`${code} ${description}`)
    })
    window.loadURL(documentUrl(id)).catch(() => undefined)
    return { shown: true }
  }

  closeAll(): void {
    for (const { window } of this.#held.values()) window.destroy()
  }

  #menu(window: BrowserWindow): Electron.Menu {
    // the keys are judged by their place; a menu would hear them by their letter, which another layout moves
    const item = (label: string, accelerator: string, click: () => void): Electron.MenuItemConstructorOptions => ({
      label,
      accelerator,
      registerAccelerator: false,
      click,
    })
    return this.#parts.electron.Menu.buildFromTemplate([
      item('Друк / Print', 'Ctrl+P', () => this.#print(window)),
      item('Закрити / Close', 'Ctrl+W', () => window.destroy()),
    ])
  }

  /** A page that Chromium makes inside a window has no window of its own: then it is the one in front. */
  #windowOf(contents: WebContents): BrowserWindow | undefined {
    const windows = [...this.#held.values()].map(({ window }) => window)
    return windows.find(({ webContents }) => webContents === contents) ?? windows.find((window) => window.isFocused())
  }

  #print(window: BrowserWindow | undefined): void {
    // what somebody stopped in the system's dialogue is told like a failure: the log is enough
    window?.webContents.print({}, (done, reason) => {
      if (!done) this.#parts.log('a document was not printed', { reason })
    })
  }
}
