import { join } from 'node:path'
import { openDeviceHost, type DeviceHost } from '../device-host.ts'
import { startAppRelay } from '../app-relay.ts'
import type { AppPages } from '../app-protocol.ts'
import { documentChannels } from '../documents/document-channels.ts'
import type { IpcGate } from '../ipc/answer-ipc.ts'
import type { IpcHandlers, IpcMap } from '../ipc/channels.ts'
import { deviceChannels } from '../ipc/device-channels.ts'
import { deviceHandlers } from '../maintenance/handlers.ts'
import { MaintenanceUnlock } from '../maintenance/unlock.ts'
import { oneMomentPage, oneMomentStyle } from '../recovery/one-moment.ts'
import { realClock, RecoveryRunner, type RunnerClock } from '../recovery/runner.ts'
import { surfaceOf, type AppName } from '../surface.ts'
import { deviceUpdates } from '../updates/device-updates.ts'
import { openVoicePacks } from '../voice/voice-packs.ts'
import { DeviceWindow } from './device-window.ts'
import { DocumentWindows } from './document-windows.ts'
import type { ElectronMain } from './electron-main.ts'
import { handleIpc } from './handle-ipc.ts'
import { lockContents } from './lock-contents.ts'
import { lockSession } from './lock-session.ts'
import { prepareApp } from './prepare-app.ts'
import { systemSecretBox } from './safe-storage.ts'
import { rendererFiles, serveApp } from './serve-app.ts'

/** What one app adds to what all devices have. */
export interface DeviceExtras<Own extends IpcMap> {
  readonly handlers: IpcHandlers<Own>
  readonly printTest?: () => Promise<void> | null
  /** Called after settings have changed. */
  readonly onSettings?: () => void
  /** Ends what the app started; waited for before the process ends. */
  readonly stop?: () => Promise<void>
}

export interface DeviceSpec<Own extends IpcMap> {
  readonly app: AppName
  /** What its pages may ask beside what those of every device may, and a desk's for its documents. */
  readonly channels: Own
  /** Folder of the built main file; `../preload` and `../renderer` are beside it. */
  readonly mainDir: string
  /** Left out: where the system keeps the app's data. */
  readonly dataDir?: string | undefined
  readonly extras: (host: DeviceHost) => DeviceExtras<Own>
  /** Called once the window is there. */
  readonly started?: (host: DeviceHost, device: RunningDevice) => void
  readonly clock?: RunnerClock
}

export interface RunningDevice {
  readonly window: DeviceWindow
  readonly recovery: RecoveryRunner
  /** Ends everything and then the process. */
  quit(code?: number): Promise<void>
}

/**
 * Starts a device app; what an entry file calls. It must not be waited for at the top of a module: Electron says that
 * it is ready only when the module has ended.
 */
export function launchDevice<Own extends IpcMap>(electron: ElectronMain, spec: DeviceSpec<Own>): void {
  runDevice(electron, spec).catch((error: unknown) => {
    process.stderr.write(`${spec.app} could not start: ${error instanceof Error ? error.stack : String(error)}\n`)
    // whoever started the app starts it again
    electron.app.exit(1)
  })
}

/**
 * Runs one device app: locks everything, serves the page, keeps it alive. Resolves with null when another instance
 * runs already.
 */
export async function runDevice<Own extends IpcMap>(
  electron: ElectronMain,
  spec: DeviceSpec<Own>,
): Promise<RunningDevice | null> {
  const { app } = electron
  const surface = surfaceOf[spec.app]
  if (!prepareApp(electron, surface, spec.dataDir)) return null
  const clock = spec.clock ?? realClock
  await app.whenReady()

  const host = openDeviceHost({
    app: spec.app,
    version: app.getVersion(),
    dataDir: app.getPath('userData'),
    box: systemSecretBox(electron.safeStorage, process.platform),
  })
  const { log } = host
  const developing = !app.isPackaged && process.env['CHERHA_KIOSK'] !== '1'
  log.write('started', { version: host.version, app: spec.app })
  const updates = deviceUpdates({
    host,
    packaged: app.isPackaged,
    clock,
    idleSeconds: () => electron.powerMonitor.getSystemIdleTime(),
    relaunch: (target) => app.relaunch({ execPath: target, args: process.argv.slice(1) }),
    quit: () => app.quit(),
  })
  // a version that never got ready is replaced before it does anything else
  if (await updates.begin()) return null
  const refused = (what: string, detail: string): void => log.write('refused', { what, detail })
  const relay = await startAppRelay(spec.app, () => host.link.access())
  const unlock = new MaintenanceUnlock(() => performance.now())
  const rendererDir = join(spec.mainDir, '..', 'renderer')
  const files = rendererFiles(rendererDir)

  serveApp(
    electron.protocol,
    rendererDir,
    (): AppPages => ({
      app: spec.app,
      files,
      made: new Map([
        ['one-moment.html', oneMomentPage(surface, host.settings.current.phones)],
        ['one-moment.css', oneMomentStyle],
      ]),
      connect: relay.origins,
      ...(spec.app === 'display'
        ? { packs: openVoicePacks(host.settings.current.voice ?? join(host.dataDir, 'voice')) }
        : {}),
    }),
  )
  lockSession(electron.session.defaultSession, { app: spec.app, connect: relay.origins, refused })
  const openMaintenance = (): void => recovery.tell({ type: 'maintenance-opened' })
  const documents =
    surface === 'desk'
      ? new DocumentWindows({
          electron,
          log: (what, details) => log.write(what, details),
          refused,
          onStaffChord: openMaintenance,
        })
      : null
  app.on('web-contents-created', (_event, contents) => {
    if (documents?.owns(contents) === true) documents.lock(contents)
    else lockContents(contents, { app: spec.app, developing, refused, onStaffChord: openMaintenance })
  })

  const window = new DeviceWindow({
    electron,
    app: spec.app,
    surface,
    preload: join(spec.mainDir, '..', 'preload', 'index.cjs'),
    developing,
    wantedScreen: () => host.settings.current.screen,
    onClosed: () => documents?.closeAll(),
    onFault(fault, detail) {
      log.write('the page failed', { fault, detail })
      documents?.closeAll()
      recovery.tell({ type: 'fault', fault })
    },
  })
  const extras = spec.extras(host)
  let quitting = false
  const quit = async (code = 0): Promise<void> => {
    if (quitting) return
    quitting = true
    process.off('SIGTERM', onTerm)
    recovery.stop()
    updates.stop()
    documents?.closeAll()
    await extras.stop?.()
    host.link.close()
    await relay.close()
    app.exit(code)
  }
  const onTerm = (): void => void quit()
  const relaunch = async (): Promise<void> => {
    app.relaunch()
    await quit()
  }
  const recovery: RecoveryRunner = new RecoveryRunner({
    clock,
    kept: host.faults.current,
    counted: (faults) => host.countFaults(faults),
    act(action) {
      // documents are the page's: what replaces it has not asked for them
      documents?.closeAll()
      if (action === 'load-page') window.show('app')
      else if (action === 'show-moment') window.show('moment')
      else if (action === 'show-maintenance') window.show('maintenance')
      else if (action === 'kill-page') window.killPage()
      else void relaunch()
    },
  })

  const common = deviceHandlers({
    host,
    unlock,
    relayUrl: relay.baseUrl,
    screens: () => window.screens(),
    isCrashLoop: () => recovery.state.phase.kind === 'maintenance' && recovery.state.phase.retryAt !== null,
    onAlive() {
      recovery.tell({ type: 'alive' })
      updates.ready()
    },
    open: openMaintenance,
    leave(to) {
      if (to === 'app') recovery.tell({ type: 'maintenance-left' })
      else void (to === 'relaunch' ? relaunch() : quit())
    },
    ...(extras.printTest === undefined ? {} : { printTest: extras.printTest }),
    onSettings() {
      window.screensChanged()
      extras.onSettings?.()
    },
  })
  const gate: IpcGate = {
    app: spec.app,
    isUnlocked: () => unlock.isOpen,
    report: (channel, error) => log.write('a call of the page was refused', { channel, error }),
  }
  handleIpc(electron.ipcMain, deviceChannels, common, gate)
  if (documents !== null) handleIpc(electron.ipcMain, documentChannels, documents.handlers, gate)
  handleIpc(electron.ipcMain, spec.channels, extras.handlers, gate)

  electron.powerSaveBlocker.start('prevent-display-sleep')
  electron.powerMonitor.on('resume', () => recovery.tell({ type: 'woke' }))
  app.on('second-instance', () => window.focus())
  // the hub and the watch over the page outlive the window; a desk that was closed ends
  app.on('window-all-closed', () => {
    if (surface === 'desk') void quit()
    else if (!quitting) recovery.tell({ type: 'fault', fault: 'failed-load' })
  })
  app.on('before-quit', (event) => {
    if (quitting) return
    event.preventDefault()
    void quit()
  })
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault()
    answer(false)
  })
  app.on('select-client-certificate', (event) => event.preventDefault())
  app.on('child-process-gone', (_event, { type, reason }) => log.write('a process of the app ended', { type, reason }))
  process.once('SIGTERM', onTerm)
  void host.learnPhones()

  const device: RunningDevice = { window, recovery, quit }
  spec.started?.(host, device)
  return device
}
