import type { Session } from 'electron/main'
import { mayLoad } from '../navigation.ts'
import { isPermitted } from '../permissions.ts'
import type { AppName } from '../surface.ts'

export interface SessionLock {
  readonly app: AppName
  /** Origins of the hub connection. */
  readonly connect: readonly string[]
  readonly refused: (what: string, detail: string) => void
}

/** Locks what all pages share: permissions, devices, downloads, and every address but the app's own and its hub's. */
export function lockSession(session: Session, { app, connect, refused }: SessionLock): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const allowed = isPermitted(app, permission, originOfUrl(details.requestingUrl ?? contents.getURL()))
    if (!allowed) refused('permission', permission)
    answer(allowed)
  })
  session.setPermissionCheckHandler((_contents, permission, origin) => isPermitted(app, permission, origin))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  session.on('will-download', (event, item) => {
    event.preventDefault()
    refused('download', item.getURL())
  })
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault()
    choose()
  })
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault()
    choose('')
  })
  session.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault()
    choose()
  })
  session.setSpellCheckerEnabled(false)
  // beneath the page's own policy: what a hole in that would load does not leave the computer
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !mayLoad(app, details.url, connect) && !details.url.startsWith('devtools:')
    if (cancel) refused('request', details.url)
    answer({ cancel })
  })
  session.setCertificateVerifyProc((_request, answer) => answer(-2))
}

function originOfUrl(url: string): string {
  return /^[a-z]+:\/\/[^/]+/.exec(url)?.[0] ?? ''
}
