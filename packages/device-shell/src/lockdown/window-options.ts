import type { BrowserWindowConstructorOptions, Rectangle, WebPreferences } from 'electron/main'
import type { Surface } from '../surface.ts'

/** What differs between the places a window opens in. */
export interface WindowPlace {
  readonly preload: string
  readonly bounds: Rectangle
  /** Run from the sources, not from a package: developer tools work and the kiosk is a plain window. */
  readonly developing: boolean
}

/** Navy of the reading zone: what a window shows before its page, so that it is never white. */
export const quietBackground = '#0a1f44'

/**
 * What no page of ours may: reach Node, leave its sandbox, open what is not its own. Every security option is written
 * out, also where Electron's default is the same: a default that changes must not change the lock.
 */
export const shutIn = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  disableDialogs: true,
  safeDialogs: true,
  spellcheck: false,
} as const satisfies WebPreferences

/**
 * Options of the one window of an app (design: devices and their host). */
export function windowOptions(surface: Surface, place: WindowPlace): BrowserWindowConstructorOptions {
  const locked = surface !== 'desk'
  const kiosk = locked && !place.developing
  return {
    ...place.bounds,
    show: false,
    backgroundColor: quietBackground,
    autoHideMenuBar: true,
    kiosk,
    fullscreen: kiosk,
    frame: !kiosk,
    alwaysOnTop: kiosk,
    skipTaskbar: kiosk,
    closable: !kiosk,
    minimizable: !locked,
    maximizable: !locked,
    resizable: !locked || place.developing,
    movable: !kiosk,
    ...(locked ? {} : { minWidth: 1280, minHeight: 720 }),
    webPreferences: {
      ...shutIn,
      preload: place.preload,
      plugins: false,
      devTools: place.developing,
      zoomFactor: 1,
      autoplayPolicy: 'no-user-gesture-required',
      // a lobby's board announces calls also while nobody has touched it
      backgroundThrottling: false,
    },
  }
}

/** Chromium switches, set before the app is ready. */
export function chromiumSwitches(surface: Surface): readonly (readonly [name: string, value?: string])[] {
  const locked: readonly (readonly [string, string?])[] = [
    ['disable-pinch'],
    ['overscroll-history-navigation', '0'],
    ['disable-touch-drag-drop'],
  ]
  return [
    ['autoplay-policy', 'no-user-gesture-required'],
    ['noerrdialogs'],
    ['disable-features', 'TouchpadOverscrollHistoryNavigation,HardwareMediaKeyHandling,GlobalMediaControls'],
    ...(surface === 'desk' ? [] : locked),
  ]
}
