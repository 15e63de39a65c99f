/** A hub that announces itself in the office's network. */
export interface FoundHub {
  readonly address: string
  readonly name: string
  readonly code: string
  readonly fingerprint: string
}

/** How this device is connected. Nothing in it is secret. */
export interface LinkStatus {
  readonly role: 'terminal' | 'display' | 'desk'
  readonly state: 'unpaired' | 'paired' | 'revoked' | 'certificate-changed' | 'certificate-dates' | 'older-hub'
  readonly reachable: boolean | null
  readonly hub: {
    readonly address: string
    readonly deviceId: string
    readonly office: { readonly code: string; readonly name: { readonly uk: string; readonly en: string } }
    readonly fingerprint: string
  } | null
  readonly seenFingerprint: string | null
  readonly connecting: 'asking' | 'proving' | 'saving' | null
  readonly secrets: 'sealed' | 'plain' | 'none'
  readonly brokenFile: string | null
}

/** Connecting this device to a hub, at its first start or after it was revoked. */
export interface PairingBridge {
  /** Null: whoever started the device has given it its hub, and there is nothing to connect. */
  status(): Promise<LinkStatus | null>
  /** An empty list after a few seconds of silence. */
  findHubs(): Promise<readonly FoundHub[]>
  /** Proves the code to the hub and keeps its certificate and token. `problem`: a code for the screen's words. */
  connect(
    address: string,
    code: string,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly problem: string }>
}
