import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { judgeKey, type KeyInput } from '../src/lockdown/keys.ts'
import { chromiumSwitches, windowOptions } from '../src/lockdown/window-options.ts'
import { externalUrls, mayLoad, mayNavigate, mayOpenExternally, pageOf, pageUrl } from '../src/navigation.ts'
import { isPermitted } from '../src/permissions.ts'
import { afterScreensChanged, chooseScreen } from '../src/screens.ts'
import type { Surface } from '../src/surface.ts'

/** Every permission of Electron's type at the time of writing, and one it does not have yet. */
const permissions = `ar automatic-fullscreen background-fetch background-sync captured-surface-control clipboard-read
  clipboard-sanitized-write deprecated-sync-clipboard-read display-capture fileSystem fullscreen geolocation
  geolocation-approximate hand-tracking hid idle-detection keyboardLock local-fonts local-network local-network-access
  loopback-network media mediaKeySystem midi midiSysex nfc notifications openExternal payment-handler
  periodic-background-sync persistent-storage pointerLock screen-wake-lock sensors serial smart-card speaker-selection
  storage-access system-wake-lock top-level-storage-access usb vr web-app-installation web-printing window-management
  unknown invented-tomorrow toString __proto__`.split(/\s+/)

describe('permissions', () => {
  it('S44 are denied unless the table grants them, also those invented later', () => {
    const relay = ['local-network', 'local-network-access', 'loopback-network']
    const granted = (app: 'terminal' | 'display' | 'operator-desk') =>
      permissions.filter((permission) => isPermitted(app, permission, `app://${app}/`))
    expect(granted('terminal')).toEqual([...relay, 'screen-wake-lock'])
    expect(granted('display')).toEqual([...relay, 'screen-wake-lock'])
    expect(granted('operator-desk')).toEqual(['clipboard-sanitized-write', ...relay])
  })

  it('are for the app’s own page only', () => {
    for (const origin of ['app://display', 'https://evil.example', 'app://terminal.evil', 'null', '']) {
      expect(isPermitted('terminal', 'screen-wake-lock', origin), origin).toBe(false)
    }
  })
})

describe('navigation', () => {
  it('lets a page load itself again and go nowhere else', () => {
    expect(mayNavigate('terminal', 'app://terminal/', 'main')).toBe(true)
    expect(mayNavigate('terminal', 'app://terminal/index.html#x', 'main')).toBe(true)
    for (const url of [
      'app://terminal/maintenance.html',
      'app://terminal/one-moment.html',
      'app://terminal/assets/main.js',
      'app://display/',
      'app://terminal.evil/',
      'https://evil.example/',
      'http://127.0.0.1:4711/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:text/html,x',
      'blob:app://terminal/1',
      'about:blank',
      'chrome://settings',
      'devtools://devtools',
      'view-source:app://terminal/',
      'mailto:a@b.example',
      '',
    ]) {
      expect(mayNavigate('terminal', url, 'main'), url).toBe(false)
    }
    expect(mayNavigate('terminal', 'app://terminal/', 'inner')).toBe(false)
  })

  it('names the app’s three pages', () => {
    for (const page of ['app', 'maintenance', 'moment'] as const)
      expect(pageOf('display', pageUrl('display', page))).toBe(page)
    expect(pageOf('display', 'app://terminal/')).toBeNull()
    expect(pageOf('display', 'app://display/maintenance.html/x')).toBeNull()
  })

  it('S44 loads its own files and its hub connection, and opens nothing outside', () => {
    const connect = ['http://127.0.0.1:4711', 'ws://127.0.0.1:4711']
    for (const url of ['app://terminal/a.js', 'ws://127.0.0.1:4711/k/socket.io/', 'data:,', 'blob:app://terminal/1']) {
      expect(mayLoad('terminal', url, connect), url).toBe(true)
    }
    for (const url of [
      'http://127.0.0.1:47110/',
      'http://127.0.0.1:4712/',
      'https://evil.example/',
      'file:///x',
      'app://display/x',
    ]) {
      expect(mayLoad('terminal', url, connect), url).toBe(false)
    }
    expect(externalUrls).toEqual([])
    expect(mayOpenExternally('https://example.org')).toBe(false)
  })
})

const key = (chord: string, more: Partial<KeyInput> = {}): KeyInput => {
  const parts = chord.split('+')
  const name = parts.at(-1) ?? ''
  return {
    type: 'keyDown',
    key: name.startsWith('Key') ? name.slice(3).toLowerCase() : name,
    code: name,
    control: parts.includes('Ctrl'),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
    meta: parts.includes('Meta'),
    isAutoRepeat: false,
    ...more,
  }
}
const judge = (surface: Surface, chord: string) => judgeKey(surface, key(chord))

describe('keys', () => {
  const everywhere = `F1 F5 F6 F7 F10 F11 F12 Ctrl+F5 Shift+F10 ContextMenu Meta Meta+KeyD
    Ctrl+KeyR Ctrl+Shift+KeyR Ctrl+Shift+KeyI Ctrl+Shift+KeyJ Ctrl+KeyU Ctrl+KeyP Ctrl+KeyF Ctrl+KeyG Ctrl+KeyS
    Ctrl+KeyO Ctrl+KeyN Ctrl+Shift+KeyN Ctrl+KeyT Ctrl+KeyW Ctrl+KeyL Ctrl+Equal Ctrl+Minus Ctrl+Digit0
    Ctrl+NumpadAdd Ctrl+Tab Ctrl+Escape Ctrl+Shift+Escape Alt+ArrowLeft Alt+Home Alt+Tab Alt+Space Ctrl+Alt+Delete
    Alt+KeyD Ctrl+Meta+ArrowLeft BrowserBack BrowserHome LaunchMail MediaPlayPause PrintScreen Help`.split(/\s+/)
  it.each(everywhere)('%s does nothing on any surface', (chord) => {
    for (const surface of ['kiosk', 'board', 'desk'] as const) expect(judge(surface, chord), surface).toBe('block')
  })

  it.each(['F2', 'F3', 'F4', 'F8', 'Alt+F4', 'Ctrl+KeyC', 'Ctrl+KeyV', 'Ctrl+KeyA', 'Ctrl+KeyQ', 'Alt', 'Control'])(
    '%s does nothing on kiosk and board',
    (chord) => {
      expect(judge('kiosk', chord)).toBe('block')
      expect(judge('board', chord)).toBe('block')
    },
  )

  it('lets a desk copy, edit and close its window', () => {
    for (const chord of ['Ctrl+KeyC', 'Ctrl+KeyV', 'Ctrl+KeyX', 'Ctrl+KeyA', 'Ctrl+KeyZ', 'Ctrl+ArrowLeft', 'Alt+F4']) {
      expect(judge('desk', chord), chord).toBe('allow')
    }
    expect(judge('desk', 'Ctrl+KeyQ')).toBe('block')
  })

  it('lets every key through that the desk’s buttons name', () => {
    const renderer = new URL('../../../apps/operator-desk/src/renderer/', import.meta.url)
    const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'))
    const named = sources.flatMap((name) => {
      const source = readFileSync(new URL(name, renderer), 'utf8')
      return [...source.matchAll(/aria-keyshortcuts="(\w+)"|\bcode: '(\w+)'/g)].map(([, a, b]) => a ?? b ?? '')
    })
    expect(new Set(named)).toEqual(new Set(['Escape', 'Enter', 'Space', 'F2', 'F3', 'F4', 'F8']))
    for (const code of named)
      expect(judgeKey('desk', key(code, code === 'Space' ? { key: ' ' } : {})), code).toBe('allow')
    expect(judge('desk', 'Shift+F4')).toBe('block')
  })

  it('lets people type, in Ukrainian too', () => {
    for (const typed of ['ї', 'Ґ', 'a', '7', ' ', '’', 'Enter', 'Backspace', 'Tab', 'Escape', 'ArrowDown', 'Shift']) {
      for (const surface of ['kiosk', 'desk'] as const)
        expect(judgeKey(surface, key('KeyA', { key: typed })), typed).toBe('allow')
    }
  })

  it('asks for staff by Ctrl+Shift+Q, by the place of the key, once', () => {
    const chord = key('Ctrl+Shift+KeyQ', { key: 'Й' })
    for (const surface of ['kiosk', 'board', 'desk'] as const) expect(judgeKey(surface, chord)).toBe('staff-exit')
    expect(judgeKey('kiosk', { ...chord, isAutoRepeat: true })).toBe('block')
    expect(judgeKey('kiosk', { ...chord, type: 'keyUp' })).toBe('block')
    expect(judgeKey('kiosk', { ...chord, alt: true })).toBe('block')
  })
})

describe('the window of an app', () => {
  const place = {
    preload: '/app/preload/index.cjs',
    bounds: { x: 0, y: 0, width: 1080, height: 1920 },
    developing: false,
  }

  it.each(['kiosk', 'board', 'desk'] as const)('has a page without Node, in a sandbox: %s', (surface) => {
    expect(windowOptions(surface, place).webPreferences).toMatchObject({
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
      spellcheck: false,
      devTools: false,
      zoomFactor: 1,
      preload: place.preload,
    })
  })

  it('is a kiosk in front of a visitor and in a lobby, and an ordinary window at a desk', () => {
    const locked = {
      kiosk: true,
      fullscreen: true,
      frame: false,
      alwaysOnTop: true,
      closable: false,
      minimizable: false,
    }
    expect(windowOptions('kiosk', place)).toMatchObject({ ...locked, resizable: false, movable: false })
    expect(windowOptions('board', place)).toMatchObject({ ...locked, resizable: false, movable: false })
    expect(windowOptions('desk', place)).toMatchObject({ kiosk: false, frame: true, closable: true, minimizable: true })
  })

  it('is never white: it shows itself when the page is ready, on navy', () => {
    expect(windowOptions('board', place)).toMatchObject({ show: false, backgroundColor: '#0a1f44' })
  })

  it('is a plain window with developer tools only when run from the sources', () => {
    const options = windowOptions('kiosk', { ...place, developing: true })
    expect(options).toMatchObject({ kiosk: false, frame: true, closable: true })
    expect(options.webPreferences).toMatchObject({ devTools: true, sandbox: true, contextIsolation: true })
  })

  it('plays sound by itself, and on kiosk and board knows no pinch and no swipe back', () => {
    for (const surface of ['kiosk', 'board', 'desk'] as const) {
      expect(chromiumSwitches(surface)).toContainEqual(['autoplay-policy', 'no-user-gesture-required'])
    }
    expect(chromiumSwitches('kiosk').map(([name]) => name)).toEqual(
      expect.arrayContaining(['disable-pinch', 'overscroll-history-navigation']),
    )
  })
})

describe('screens', () => {
  const first = { id: 1, primary: true, bounds: { x: 0, y: 0, width: 1920, height: 1080 } }
  const second = { id: 2, primary: false, bounds: { x: 1920, y: 0, width: 1080, height: 1920 } }

  it('none: the window waits; one: it takes it, whatever it wants; two: it takes the one it wants', () => {
    expect(chooseScreen([], 'primary')).toBeNull()
    expect(afterScreensChanged([], 'other', null)).toEqual({ do: 'wait' })
    for (const wanted of ['primary', 'other', 2] as const) expect(chooseScreen([first], wanted)?.id).toBe(1)
    expect(chooseScreen([first, second], 'primary')?.id).toBe(1)
    expect(chooseScreen([second, first], 'other')?.id).toBe(2)
    expect(chooseScreen([first, second], 2)?.id).toBe(2)
    expect(chooseScreen([first, second], 99)?.id).toBe(1)
    expect(chooseScreen([{ ...second }], 'primary')?.id).toBe(2)
  })

  it('unplugged: the window moves to what is left, and back when the screen returns', () => {
    expect(afterScreensChanged([first], 'other', second.bounds)).toEqual({ do: 'move', bounds: first.bounds })
    expect(afterScreensChanged([first, second], 'other', first.bounds)).toEqual({ do: 'move', bounds: second.bounds })
    expect(afterScreensChanged([first, second], 'other', second.bounds)).toEqual({ do: 'stay' })
    const turned = { ...second, bounds: { x: 1920, y: 0, width: 1920, height: 1080 } }
    expect(afterScreensChanged([first, turned], 'other', second.bounds)).toEqual({ do: 'move', bounds: turned.bounds })
  })
})
