/** What an administrator may change on a device. */
export interface DeviceSettings {
  readonly phones: string[]
  readonly screen: 'primary' | 'other' | number
  readonly hub: { configFile: string; port: number; printer: string | null; listen: string | null } | null
  readonly updates: string | null
}

export interface MaintenanceState {
  readonly version: string
  readonly settings: Partial<{ [K in keyof DeviceSettings]: DeviceSettings[K] | undefined }>
  readonly hasPin: boolean
  readonly paired: boolean
  readonly secrets: 'sealed' | 'plain' | 'none'
  readonly brokenFile: string | null
  readonly screens: readonly { readonly id: number; readonly size: string; readonly primary: boolean }[]
  readonly crashes: number
  readonly hangs: number
}

export type Saved = { readonly ok: true } | { readonly ok: false; readonly because: string }
export type Unlocked =
  | { readonly ok: true; readonly by: 'hub' | 'local-pin' | 'first-start' }
  | { readonly ok: false; readonly because: 'wrong-pin' | 'pin-locked' | 'role' | 'hub-unreachable' | 'no-pin' }

/** What the maintenance screen may ask its device. Before `unlock` only `lock`, `unlock` and `close` are answered. */
export interface MaintenanceBridge {
  lock(): Promise<{
    readonly unlocked: boolean
    readonly firstStart: boolean
    readonly phones: readonly string[]
    readonly crashLoop: boolean
  }>
  /** @param login empty: the device's own maintenance PIN */
  unlock(login: string, pin: string): Promise<Unlocked>
  /** Back to the app, whether unlocked or not. */
  close(): Promise<null>
  read(): Promise<MaintenanceState>
  save(change: Partial<DeviceSettings>): Promise<Saved>
  setPin(pin: string): Promise<Saved>
  acceptPlainSecrets(): Promise<Saved>
  network(): Promise<{
    readonly addresses: readonly { readonly card: string; readonly address: string }[]
    readonly hub: { readonly address: string; readonly ms: number | null } | null
  }>
  printerTest(): Promise<
    | { readonly result: 'printed' }
    | { readonly result: 'failed'; readonly message: string }
    | { readonly result: 'none' }
  >
  /** Takes the device from its hub. */
  disconnect(): Promise<Saved>
  log(): Promise<readonly string[]>
  leave(to: 'app' | 'relaunch' | 'desktop'): Promise<null>
}

/** The hub a terminal runs itself. */
export interface HostedHubBridge {
  state(): Promise<
    | { readonly is: 'stopped' }
    | { readonly is: 'starting'; readonly restarts: number }
    | { readonly is: 'running'; readonly url: string; readonly restarts: number }
    | { readonly is: 'waiting'; readonly again: number; readonly problem: string; readonly restarts: number }
  >
  /** A one-use code with which another device joins. */
  pair(role: 'terminal' | 'display' | 'desk'): Promise<{ readonly code: string; readonly until: string }>
}
