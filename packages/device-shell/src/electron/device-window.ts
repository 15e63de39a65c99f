import type { BrowserWindow, Rectangle } from 'electron/main'
import { windowOptions } from '../lockdown/window-options.ts'
import { type AppPage, pageOf, pageUrl } from '../navigation.ts'
import type { Fault } from '../recovery/machine.ts'
import { afterScreensChanged, chooseScreen, type ScreenInfo, type WantedScreen } from '../screens.ts'
import type { AppName, Surface } from '../surface.ts'
import type { ElectronMain } from './electron-main.ts'

export interface DeviceWindowParts {
  readonly electron: Pick<ElectronMain, 'BrowserWindow' | 'screen'>
  readonly app: AppName
  readonly surface: Surface
  readonly preload: string
  readonly developing: boolean
  readonly wantedScreen: () => WantedScreen
  readonly onClosed: () => void
  readonly onFault: (fault: Fault, detail: string) => void
}

/** The one window of an app. It is made anew when it is gone, and made at all only while there is a screen. */
export class DeviceWindow {
  readonly #parts: DeviceWindowParts
  #window: BrowserWindow | null = null
  #page: AppPage = 'moment'

  constructor(parts: DeviceWindowParts) {
    this.#parts = parts
    const { screen } = parts.electron
    screen.on('display-added', () => this.screensChanged())
    screen.on('display-removed', () => this.screensChanged())
    screen.on('display-metrics-changed', () => this.screensChanged())
  }

  get window(): BrowserWindow | null {
    return this.#window
  }

  screens(): readonly ScreenInfo[] {
    const { screen } = this.#parts.electron
    const primary = screen.getPrimaryDisplay()
    return screen.getAllDisplays().map(({ id, bounds }) => ({ id, bounds, primary: id === primary.id }))
  }

  /** Shows one of the app's pages; makes the window where there is none. */
  show(page: AppPage): void {
    this.#page = page
    const window = this.#window ?? this.#make()
    if (window === null) return
    // a load that a newer one replaced rejects; what fails is heard through did-fail-load
    window.loadURL(pageUrl(this.#parts.app, page)).catch(() => undefined)
  }

  killPage(): void {
    this.#window?.webContents.forcefullyCrashRenderer()
  }

  focus(): void {
    if (this.#window?.isMinimized() === true) this.#window.restore()
    this.#window?.focus()
  }

  screensChanged(): void {
    const window = this.#window
    const screens = this.screens()
    if (window === null) {
      if (screens.length > 0) this.show(this.#page)
      return
    }
    if (this.#parts.surface === 'desk') return
    const move = afterScreensChanged(screens, this.#parts.wantedScreen(), window.getBounds())
    if (move.do !== 'move') return
    // a kiosk window does not move between screens: it leaves its mode for a moment
    const kiosk = window.isKiosk()
    if (kiosk) window.setKiosk(false)
    window.setBounds(move.bounds)
    if (kiosk) window.setKiosk(true)
  }

  #make(): BrowserWindow | null {
    const { electron, app, surface, preload, developing, wantedScreen, onClosed, onFault } = this.#parts
    const screen = chooseScreen(this.screens(), wantedScreen())
    if (screen === null) return null
    const bounds: Rectangle = { ...screen.bounds }
    const window = new electron.BrowserWindow(windowOptions(surface, { preload, bounds, developing }))
    this.#window = window
    window.setMenu(null)
    if (surface !== 'desk' && !developing) window.setAlwaysOnTop(true, 'screen-saver')
    window.once('ready-to-show', () => window.show())
    window.on('closed', () => {
      if (this.#window === window) this.#window = null
      onClosed()
    })
    window.on('unresponsive', () => onFault('hang', 'unresponsive'))
    const { webContents } = window
    webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') onFault('crash', reason)
    })
    webContents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
      // -3: a newer load took its place
      if (isMainFrame && code !== -3 && pageOf(app, url) === 'app') onFault('failed-load', `${code} ${description}`)
    })
    webContents.on('preload-error', (_event, path, error) => onFault('failed-load', `${path}: ${error.message}`))
    return window
  }
}
