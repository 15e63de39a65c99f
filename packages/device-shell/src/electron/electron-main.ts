import type {
  App,
  BrowserWindow,
  IpcMain,
  Menu,
  PowerMonitor,
  PowerSaveBlocker,
  Protocol,
  SafeStorage,
  Screen,
  Session,
  utilityProcess,
} from 'electron/main'

/** What the shell needs of Electron's main process. The entry file of an app passes it in; a test passes a fake. */
export interface ElectronMain {
  readonly app: App
  readonly BrowserWindow: typeof BrowserWindow
  readonly Menu: typeof Menu
  readonly ipcMain: IpcMain
  readonly powerMonitor: PowerMonitor
  readonly powerSaveBlocker: PowerSaveBlocker
  readonly protocol: Protocol
  readonly safeStorage: SafeStorage
  readonly screen: Screen
  readonly session: { readonly defaultSession: Session; fromPartition(partition: string): Session }
  readonly utilityProcess: Pick<typeof utilityProcess, 'fork'>
}
