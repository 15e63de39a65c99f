import type { Session, WebContents } from 'electron/main'
import { judgeDocumentKey, mayLoadInDocument, mayNavigateInDocument } from '../lockdown/document-lock.ts'

export interface DocumentLock {
  readonly refused: (what: string, detail: string) => void
  readonly onStaffChord: () => void
  readonly onPrint: () => void
  readonly onClose: () => void
}

/** Locks a document's window, and whatever Chromium makes inside it to show a PDF. */
export function lockDocument(contents: WebContents, lock: DocumentLock): void {
  const { refused } = lock
  contents.setWindowOpenHandler(({ url }) => {
    refused('window', url)
    return { action: 'deny' }
  })
  const stay = (event: { url: string; isMainFrame: boolean; preventDefault(): void }): void => {
    if (mayNavigateInDocument(event.url, event.isMainFrame ? 'main' : 'inner')) return
    event.preventDefault()
    refused('navigation', event.url)
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    refused('webview', '')
  })
  contents.on('will-prevent-unload', (event) => event.preventDefault())
  contents.on('context-menu', (event) => event.preventDefault())
  contents.on('before-input-event', (event, input) => {
    const verdict = judgeDocumentKey(input)
    if (verdict === 'allow') return
    event.preventDefault()
    if (verdict === 'print') lock.onPrint()
    else if (verdict === 'close') lock.onClose()
    else if (verdict === 'staff-exit') lock.onStaffChord()
  })
  contents.on('login', (event, _details, _info, answer) => {
    event.preventDefault()
    answer()
  })
}

/** Locks the session of all documents: no permission, no device, no download, no address but the documents' own. */
export function lockDocumentSession(session: Session, refused: DocumentLock['refused']): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    refused('permission', permission)
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  session.on('will-download', (event) => {
    event.preventDefault()
    refused('download', 'a document')
  })
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !mayLoadInDocument(details.url)
    if (cancel) refused('request', details.url)
    answer({ cancel })
  })
  session.setCertificateVerifyProc((_request, answer) => answer(-2))
}
