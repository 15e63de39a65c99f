import { EventEmitter } from 'node:events'

/**
 * A stand-in for the objects of Electron's main process, for tests of the code around them. It is not Electron: no
 * page is loaded, no process is started, and what it does is what its documentation says, not what was seen. A test
 * that uses it says so.
 */

/** Names must exist in Electron's own types: a member that Electron renames breaks the compilation. */
type Part<T> = { [K in keyof T]?: unknown }

class FakeEvent {
  defaultPrevented = false
  preventDefault(): void {
    this.defaultPrevented = true
  }
}

export class FakeWebContents extends EventEmitter implements Part<Electron.WebContents> {
  url = ''
  zoom = 1
  visualZoom: readonly [number, number] | null = null
  killed = 0
  /** Null: the app's own. */
  session: unknown = null
  readonly printed: unknown[] = []
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })

  getURL(): string {
    return this.url
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler
  }
  setZoomFactor(factor: number): void {
    this.zoom = factor
  }
  async setVisualZoomLevelLimits(least: number, most: number): Promise<void> {
    this.visualZoom = [least, most]
  }
  forcefullyCrashRenderer(): void {
    this.killed += 1
  }
  toggleDevTools(): void {}
  print(options: unknown, told: (done: boolean, reason: string) => void): void {
    this.printed.push(options)
    told(true, '')
  }

  /** Emits an event whose default can be prevented. @returns whether it was */
  try(name: string, details: object = {}, ...rest: unknown[]): boolean {
    const event = Object.assign(new FakeEvent(), details)
    this.emit(name, event, ...rest)
    return event.defaultPrevented
  }
}

export class FakeWindow extends EventEmitter implements Part<Electron.BrowserWindow> {
  readonly webContents = new FakeWebContents()
  readonly loaded: string[] = []
  shown = false
  focused = 0
  destroyed = false
  menu: unknown = null
  alwaysOnTop: unknown = null
  kiosk: boolean
  bounds: Electron.Rectangle
  readonly options: Electron.BrowserWindowConstructorOptions

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super()
    this.options = options
    this.kiosk = options.kiosk === true
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 0, height: options.height ?? 0 }
  }

  async loadURL(url: string): Promise<void> {
    this.loaded.push(url)
    this.webContents.url = url
  }
  show(): void {
    this.shown = true
  }
  focus(): void {
    this.focused += 1
  }
  isMinimized(): boolean {
    return false
  }
  restore(): void {}
  setMenu(menu: unknown): void {
    this.menu = menu
  }
  isFocused(): boolean {
    return this.focused > 0
  }
  /** Closes at once, as Electron does: the page is not asked. */
  destroy(): void {
    if (this.destroyed) return
    this.destroyed = true
    this.emit('closed')
  }
  setAlwaysOnTop(...args: unknown[]): void {
    this.alwaysOnTop = args
  }
  isKiosk(): boolean {
    return this.kiosk
  }
  setKiosk(kiosk: boolean): void {
    this.kiosk = kiosk
  }
  getBounds(): Electron.Rectangle {
    return this.bounds
  }
  setBounds(bounds: Electron.Rectangle): void {
    this.bounds = bounds
  }
}

class FakeApp extends EventEmitter implements Part<Electron.App> {
  isPackaged = true
  sandboxed = false
  hasLock = true
  quits = 0
  relaunches = 0
  exits: number[] = []
  readonly switches: string[] = []
  readonly #userData: string
  readonly commandLine = {
    appendSwitch: (name: string, value?: string): void =>
      void this.switches.push(value === undefined ? name : `${name}=${value}`),
  }

  constructor(userData: string) {
    super()
    this.#userData = userData
  }

  enableSandbox(): void {
    this.sandboxed = true
  }
  requestSingleInstanceLock(): boolean {
    return this.hasLock
  }
  async whenReady(): Promise<void> {}
  getVersion(): string {
    return '0.1.0'
  }
  getPath(): string {
    return this.#userData
  }
  setPath(): void {}
  quit(): void {
    this.quits += 1
  }
  relaunch(): void {
    this.relaunches += 1
  }
  exit(code: number): void {
    this.exits.push(code)
  }
}

type Answer = (value: unknown) => void

class FakeSession extends EventEmitter implements Part<Electron.Session> {
  requestHandler: (contents: unknown, permission: string, answer: Answer, details: object) => void = () => undefined
  checkHandler: (contents: unknown, permission: string, origin: string) => boolean = () => true
  deviceHandler: () => boolean = () => true
  beforeRequest: (details: { url: string }, answer: Answer) => void = () => undefined
  spellChecker = true
  served: ((request: Request) => Promise<Response> | Response) | null = null
  readonly protocol = {
    handle: (_scheme: string, handler: (request: Request) => Promise<Response> | Response): void => {
      this.served = handler
    },
  }
  readonly webRequest = {
    onBeforeRequest: (handler: (details: { url: string }, answer: Answer) => void): void => {
      this.beforeRequest = handler
    },
  }

  setPermissionRequestHandler(handler: FakeSession['requestHandler']): void {
    this.requestHandler = handler
  }
  setPermissionCheckHandler(handler: FakeSession['checkHandler']): void {
    this.checkHandler = handler
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.deviceHandler = handler
  }
  setDisplayMediaRequestHandler(): void {}
  setBluetoothPairingHandler(): void {}
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled
  }
  setCertificateVerifyProc(): void {}

  /** Whether a page may load an address. */
  loads(url: string): boolean {
    let cancelled = false
    this.beforeRequest({ url }, (answer) => {
      cancelled = (answer as { cancel: boolean }).cancel
    })
    return !cancelled
  }
}

class FakeScreen extends EventEmitter implements Part<Electron.Screen> {
  displays: { id: number; bounds: Electron.Rectangle }[] = [
    { id: 1, bounds: { x: 0, y: 0, width: 1080, height: 1920 } },
  ]

  getAllDisplays(): readonly { id: number; bounds: Electron.Rectangle }[] {
    return this.displays
  }
  getPrimaryDisplay(): { id: number } {
    return this.displays[0] ?? { id: -1 }
  }
}

/** One fake Electron, with what tests look at and what they set off. */
export class FakeElectron {
  readonly app: FakeApp
  readonly windows: FakeWindow[] = []
  readonly screen = new FakeScreen()
  readonly sessionObject = new FakeSession()
  /** Sessions besides the app's, by partition. */
  readonly partitions = new Map<string, FakeSession>()
  readonly session = {
    defaultSession: this.sessionObject,
    fromPartition: (name: string): FakeSession => {
      const session = this.partitions.get(name) ?? new FakeSession()
      this.partitions.set(name, session)
      return session
    },
  }
  readonly powerMonitor = Object.assign(new EventEmitter(), { getSystemIdleTime: (): number => 0 })
  readonly blocked: string[] = []
  readonly menus: unknown[] = []
  readonly schemes: unknown[] = []
  readonly channels = new Map<string, (event: unknown, request: unknown) => Promise<unknown>>()
  served: ((request: Request) => Promise<Response>) | null = null
  encryption = true
  backend = 'gnome_libsecret'

  /** @param userData a folder of the test's own */
  constructor(userData: string) {
    this.app = new FakeApp(userData)
  }

  readonly Menu = {
    setApplicationMenu: (menu: unknown): void => void this.menus.push(menu),
    buildFromTemplate: (template: unknown): unknown => template,
  }
  readonly powerSaveBlocker = {
    start: (type: string): number => this.blocked.push(type),
  }
  readonly protocol = {
    registerSchemesAsPrivileged: (schemes: unknown[]): void => void this.schemes.push(...schemes),
    handle: (_scheme: string, handler: (request: Request) => Promise<Response>): void => {
      this.served = handler
    },
  }
  readonly safeStorage = {
    isEncryptionAvailable: (): boolean => this.encryption,
    getSelectedStorageBackend: (): string => this.backend,
    encryptString: (plain: string): Buffer => Buffer.from(plain.split('').reverse().join('')),
    decryptString: (sealed: Buffer): string => sealed.toString().split('').reverse().join(''),
  }
  readonly ipcMain = {
    handle: (name: string, listener: (event: unknown, request: unknown) => Promise<unknown>): void =>
      void this.channels.set(name, listener),
  }
  readonly utilityProcess = {
    fork: (): never => {
      throw new Error('the fake starts no process')
    },
  }
  get BrowserWindow(): unknown {
    const { windows, app, session } = this
    return class extends FakeWindow {
      constructor(options: Electron.BrowserWindowConstructorOptions) {
        super(options)
        windows.push(this)
        const partition = options.webPreferences?.partition
        this.webContents.session = partition === undefined ? session.defaultSession : session.fromPartition(partition)
        app.emit('web-contents-created', new FakeEvent(), this.webContents)
      }
    }
  }

  /** The newest window. */
  get window(): FakeWindow {
    const window = this.windows.at(-1)
    if (window === undefined) throw new Error('there is no window')
    return window
  }

  /** Calls a channel as a page would. */
  async call(channel: string, request: unknown, from: { url: string; inner?: boolean }): Promise<unknown> {
    const handler = this.channels.get(channel)
    if (handler === undefined) throw new Error(`nobody listens to ${channel}`)
    return handler({ senderFrame: { url: from.url, parent: from.inner === true ? {} : null } }, request)
  }
}
