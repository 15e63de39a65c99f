/** What a renderer knows of the computer it runs on; Electron's preload or the browser host provides it. */
export interface DeviceBridge {
  readonly kind: 'electron' | 'browser'
  /**
   * Where the hub's HTTP and socket are reached, without a trailing slash; '' is the page's own origin.
   * Throws `NotPairedError` when this device is not connected to a hub.
   */
  hubUrl(): Promise<string>
}

/** The page has no pairing, or it was used elsewhere, or the hub revoked it. */
export class NotPairedError extends Error {
  override name = 'NotPairedError'
}

declare global {
  interface Window {
    device?: DeviceBridge
  }
}

/** The bridge of this page: Electron's where there is one, else the browser host that served the page. */
export function deviceBridge(): DeviceBridge {
  return window.device ?? browserBridge
}

/** The browser host keeps the device token; the page proves itself once with the code in its address. */
const browserBridge: DeviceBridge = {
  kind: 'browser',
  async hubUrl() {
    const code = new URLSearchParams(location.hash.slice(1)).get('pair')
    if (code) {
      await fetch('/host/pair', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      })
      history.replaceState(null, '', location.pathname)
    }
    const device = await fetch('/host/device')
    if (device.status === 401) throw new NotPairedError('this page is not paired with a hub')
    if (!device.ok) throw new Error(`the host answered ${device.status}`)
    return ''
  },
}
