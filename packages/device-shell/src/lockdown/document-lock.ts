import type { BrowserWindowConstructorOptions } from 'electron/main'
import { documentScheme, partOfDocument } from '../documents/document-pages.ts'
import { judgeKey, type KeyInput, type KeyVerdict } from './keys.ts'
import { quietBackground, shutIn } from './window-options.ts'

/** Session of all documents: without `persist:` it is in memory only, and it is not the app's. */
export const documentPartition = 'documents'

/** Chromium's own PDF viewer, by the id it has in every Chromium, and the files it is made of. */
const pdfViewer = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/'
const viewerFiles = [pdfViewer, `blob:${pdfViewer}`, 'chrome://resources/', 'chrome://theme/']

/**
 * Options of a window that shows one document: no preload, no Node, a session of its own. Only Chromium's PDF viewer
 * needs a plugin and script; a picture has neither.
 */
export function documentWindowOptions(name: string, type: string): BrowserWindowConstructorOptions {
  const pdf = type === 'application/pdf'
  return {
    title: name,
    width: 1000,
    height: 900,
    minWidth: 480,
    minHeight: 360,
    backgroundColor: quietBackground,
    autoHideMenuBar: false,
    fullscreenable: false,
    webPreferences: {
      ...shutIn,
      partition: documentPartition,
      devTools: false,
      javascript: pdf,
      plugins: pdf,
    },
  }
}

/** Whether a document's window may load something: the document itself and the PDF viewer; nothing of a network. */
export function mayLoadInDocument(url: string): boolean {
  return url.startsWith(`${documentScheme}://`)
    ? partOfDocument(url) !== null
    : url.startsWith('data:') || viewerFiles.some((start) => url.startsWith(start))
}

/**
 * Whether a document's window may go somewhere by itself: nowhere. Inside it the PDF viewer puts itself and the document
 * into frames.
 */
export function mayNavigateInDocument(url: string, frame: 'main' | 'inner'): boolean {
  if (frame === 'main') return false
  return url === 'about:blank' || url.startsWith(pdfViewer) || partOfDocument(url) !== null
}

export type DocumentKeyVerdict = KeyVerdict | 'print' | 'close'

const zoom = new Set(['Equal', 'Minus', 'Digit0', 'NumpadAdd', 'NumpadSubtract', 'Numpad0'])

/** What happens to a key in a document's window: as at the desk, and Ctrl with P, W and the keys of zoom. */
export function judgeDocumentKey(input: KeyInput): DocumentKeyVerdict {
  const { control, shift, alt, meta, code } = input
  if (control && !alt && !meta) {
    if (zoom.has(code)) return 'allow'
    const own = shift ? null : code === 'KeyP' ? 'print' : code === 'KeyW' ? 'close' : null
    if (own !== null) return input.type === 'keyDown' && !input.isAutoRepeat ? own : 'block'
  }
  return judgeKey('desk', input)
}
