import type { HostedHubBridge, MaintenanceBridge } from './maintenance/bridge.ts'
import { browserPairing } from './connect/browser-pairing.ts'
import type { PairingBridge } from './connect/bridge.ts'
import { NotPairedError } from './device-errors.ts'
import { hostSpeech, type SpeechBridge } from './speech/host-speech.ts'

export { NotPairedError } from './device-errors.ts'

/** What a renderer knows of the computer it runs on; Electron's preload or the browser host provides it. */
export interface DeviceBridge {
  readonly kind: 'electron' | 'browser'
  /**
   * Where the hub's HTTP and socket are reached, without a trailing slash; '' is the page's own origin.
   * Throws `NotPairedError` when this device is not connected to a hub.
   */
  hubUrl(): Promise<string>
  /** The maintenance screen's questions; only in Electron, and only its own page gets answers. */
  readonly maintenance?: MaintenanceBridge
  /** The hub that this terminal runs itself. */
  readonly hostedHub?: HostedHubBridge
  /** Connecting to a hub. */
  readonly pairing?: PairingBridge
  /** Windows for documents; only at a desk in Electron, whose page opens none itself. */
  readonly documents?: DocumentsBridge
  /** The voice of the computer; only at a terminal. */
  readonly speech?: SpeechBridge
}

/** Documents a desk got from its hub, each shown in a window of its own, where it is printed. */
export interface DocumentsBridge {
  /** @param document at most 11 MiB; `name` a plain file name */
  show(document: {
    readonly name: string
    readonly type: 'application/pdf' | 'image/jpeg' | 'image/png' | 'image/tiff'
    readonly bytes: Uint8Array<ArrayBuffer>
  }): Promise<{ readonly shown: true } | { readonly shown: false; readonly because: 'format' | 'too-many' }>
  closeAll(): Promise<null>
}

declare global {
  interface Window {
    device?: DeviceBridge
  }
}

/** The bridge of this page: Electron's where there is one, else the browser host that served the page. */
export function deviceBridge(): DeviceBridge {
  return window.device === undefined ? browserBridge : { ...window.device, hubUrl: electronHubUrl(window.device) }
}

/** Across Electron's bridge an error has only its message left: the name stands at its beginning. */
function electronHubUrl(device: DeviceBridge): () => Promise<string> {
  return async () => {
    try {
      return await device.hubUrl()
    } catch (error) {
      if (error instanceof Error && error.message.includes('NotPairedError')) throw new NotPairedError(error.message)
      throw error
    }
  }
}

/** The browser host keeps the device token; the page proves itself once with the code in its address. */
async function openWithCode(): Promise<void> {
  const code = new URLSearchParams(location.hash.slice(1)).get('pair')
  if (!code) return
  await fetch('/host/pair', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  history.replaceState(null, '', location.pathname)
}

const browserBridge: DeviceBridge = {
  kind: 'browser',
  pairing: browserPairing(openWithCode),
  speech: hostSpeech,
  async hubUrl() {
    await openWithCode()
    const device = await fetch('/host/device')
    if (device.status === 401) throw new NotPairedError('this page is not paired with a hub')
    if (!device.ok) throw new Error(`the host answered ${device.status}`)
    return ''
  },
}
