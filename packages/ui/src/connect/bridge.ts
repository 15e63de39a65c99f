/** A hub found in the office's network. */
export interface FoundHub {
  readonly name: string
  /** `https://ADDRESS:PORT`. */
  readonly address: string
}

/** Connecting this device to a hub, at its first start or after it was revoked. */
export interface PairingBridge {
  /** Hubs that announce themselves; an empty list after a few seconds of silence. */
  findHubs(): Promise<readonly FoundHub[]>
  /** Proves the code to the hub and keeps its certificate and token. `because` is a code for the screen's words. */
  connect(
    address: string,
    code: string,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly because: string }>
}
