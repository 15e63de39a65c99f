import type { WebContents } from 'electron/main'
import { judgeKey } from '../lockdown/keys.ts'
import { mayNavigate } from '../navigation.ts'
import { surfaceOf, type AppName } from '../surface.ts'

export interface ContentsLock {
  readonly app: AppName
  /** Run from the sources: F12 opens the developer tools. */
  readonly developing: boolean
  /** Told of every attempt; also what the smoke test reads. */
  readonly refused: (what: string, detail: string) => void
  readonly onStaffChord: () => void
}

/**
 * Locks one page, whatever made it: where it may go, which keys reach it, which windows it opens (none). Called for
 * every page the app ever gets, so that none is forgotten.
 */
export function lockContents(contents: WebContents, { app, developing, refused, onStaffChord }: ContentsLock): void {
  contents.setWindowOpenHandler(({ url }) => {
    refused('window', url)
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event) => {
    if (mayNavigate(app, event.url, event.isMainFrame ? 'main' : 'inner')) return
    event.preventDefault()
    refused('navigation', event.url)
  })
  contents.on('will-frame-navigate', (event) => {
    if (mayNavigate(app, event.url, event.isMainFrame ? 'main' : 'inner')) return
    event.preventDefault()
    refused('frame navigation', event.url)
  })
  contents.on('will-redirect', (event) => {
    if (mayNavigate(app, event.url, event.isMainFrame ? 'main' : 'inner')) return
    event.preventDefault()
    refused('redirect', event.url)
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
    refused('webview', '')
  })
  // a page must not be able to keep its window open
  contents.on('will-prevent-unload', (event) => event.preventDefault())
  contents.on('before-input-event', (event, input) => {
    const verdict = judgeKey(surfaceOf[app], input)
    if (verdict === 'allow') return
    event.preventDefault()
    if (verdict === 'staff-exit') onStaffChord()
    else if (developing && input.type === 'keyDown' && input.code === 'F12') contents.toggleDevTools()
    else if (input.type === 'keyDown') refused('key', input.code)
  })
  contents.on('context-menu', (event) => event.preventDefault())
  contents.on('zoom-changed', () => contents.setZoomFactor(1))
  contents.on('dom-ready', () => {
    contents.setZoomFactor(1)
    void contents.setVisualZoomLevelLimits(1, 1)
  })
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault()
    choose('')
  })
  contents.on('login', (event, _details, _info, answer) => {
    event.preventDefault()
    answer()
  })
}
