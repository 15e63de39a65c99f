/** Where a page stands: before a visitor, in a lobby, before a clerk. */
export type LockedSurface = 'kiosk' | 'board' | 'desk'

/**
 * Takes from a page what would lead out of it: menus, drags, gestures, key chords, printing, dialogs, new windows and
 * other pages. It works in every browser and is one layer of several: in Electron the main process refuses the same
 * things, below the page.
 */
export function lockPage(surface: LockedSurface, view: Window = window): void {
  view.document.documentElement.dataset['locked'] = surface
  lockLeaving(view, surface)
  lockDrags(view)
  lockKeys(view, surface)
  if (surface === 'desk') return
  lockGestures(view)
  for (const name of ['copy', 'cut', 'paste']) listen(view, name, refuse)
}

const refuse = (event: Event): void => event.preventDefault()

/** First of all listeners and able to refuse, also where browsers assume that a listener only looks. */
function listen<E extends Event>(view: Window, name: string, listener: (event: E) => void): void {
  view.addEventListener(name, listener as EventListener, { capture: true, passive: false })
}

function lockLeaving(view: Window, surface: LockedSurface): void {
  const deaf = { configurable: false, writable: false }
  const opener = view.open.bind(view)
  const nothing = (): undefined => undefined
  for (const name of ['print', 'alert', 'close', 'moveTo', 'moveBy', 'resizeTo', 'resizeBy', 'stop', 'find'] as const) {
    Object.defineProperty(view, name, { ...deaf, value: nothing })
  }
  // a clerk looks at documents in tabs of the browser; their bytes are this page's own
  const openOwn = (address?: unknown): Window | null =>
    typeof address === 'string' && address.startsWith(`blob:${view.location.origin}/`)
      ? opener(address, '_blank')
      : null
  Object.defineProperty(view, 'open', { ...deaf, value: surface === 'desk' ? openOwn : () => null })
  Object.defineProperty(view, 'confirm', { ...deaf, value: () => false })
  Object.defineProperty(view, 'prompt', { ...deaf, value: () => null })
  for (const name of ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']) {
    Object.defineProperty(view, name, { ...deaf, value: () => Promise.reject(new DOMException('', 'AbortError')) })
  }
  // a link, a form or a file field that somebody put into the page
  listen(view, 'click', (event: MouseEvent) => {
    const { target } = event
    if (!(target instanceof Element)) return
    const link = target.closest('a[href], area[href]')
    if (link !== null && !(link.getAttribute('href') ?? '').startsWith('#')) event.preventDefault()
    // at a desk a person chooses scans; a script does not
    const chooses = surface === 'desk' && event.isTrusted
    if (target.closest('input[type="file"]') !== null && !chooses) event.preventDefault()
  })
  listen(view, 'submit', refuse)
  listen(view, 'auxclick', refuse)
  const { navigation } = view as Window & { navigation?: EventTarget }
  navigation?.addEventListener('navigate', (event) => {
    const { destination, navigationType, cancelable } = event as Event & {
      destination: { url: string; sameDocument: boolean }
      navigationType: string
    }
    const own = destination.sameDocument || navigationType === 'reload'
    if (!own && cancelable) event.preventDefault()
  })
}

function lockDrags(view: Window): void {
  for (const name of ['dragstart', 'dragenter', 'dragover', 'drop']) listen(view, name, refuse)
}

/**
 * Chords belong to the browser; a function key too. Plain typing goes on. What is taken here is what the browser would do:
 * the page itself still hears of every key.
 */
function lockKeys(view: Window, surface: LockedSurface): void {
  const typing = new Set(['KeyA', 'KeyC', 'KeyV', 'KeyX', 'KeyZ', 'ArrowLeft', 'ArrowRight', 'Backspace', 'Delete'])
  listen(view, 'keydown', (event: KeyboardEvent) => {
    const editing = surface === 'desk' && event.ctrlKey && !event.shiftKey && !event.altKey && typing.has(event.code)
    if (editing || event.getModifierState('AltGraph')) return
    const named = /^(F\d+|ContextMenu|Browser\w+|Launch\w+|Print\w*|Help|Find|Open|Save|ZoomIn|ZoomOut)$/.test(
      event.key,
    )
    if (event.ctrlKey || event.altKey || event.metaKey || named) event.preventDefault()
  })
}

function lockGestures(view: Window): void {
  listen(view, 'contextmenu', refuse)
  listen(view, 'gesturestart', refuse)
  listen(view, 'dblclick', refuse)
  listen(view, 'selectstart', (event) => {
    if (!(event.target instanceof HTMLInputElement)) event.preventDefault()
  })
  // pinch: two fingers, or the wheel with Ctrl, as touch pads send it
  listen(view, 'touchmove', (event: TouchEvent) => {
    if (event.touches.length > 1 && event.cancelable) event.preventDefault()
  })
  listen(view, 'wheel', (event: WheelEvent) => {
    if (event.ctrlKey) event.preventDefault()
  })
  // the side buttons of a mouse go back and forward, the middle one opens and scrolls
  for (const name of ['mousedown', 'mouseup', 'pointerdown']) {
    listen(view, name, (event: MouseEvent) => {
      if (event.button > 0) event.preventDefault()
    })
  }
}
