import { isStaffGesture, type Tap } from '../staff-exit/gesture.ts'

const aliveEveryMs = 2_000

/**
 * Tells the main process every two seconds that the page shows something. A page that hangs has no timers, a page that
 * failed shows nothing: both fall silent.
 */
export function startHeartbeat(page: Pick<Document, 'body'>, alive: () => Promise<unknown>): () => void {
  const beat = (): void => {
    if (page.body !== null && page.body.innerText.trim() !== '') alive().catch(() => undefined)
  }
  const timer = setInterval(beat, aliveEveryMs)
  // the first words come soon after the scripts
  const first = setTimeout(beat, 300)
  return () => {
    clearInterval(timer)
    clearTimeout(first)
  }
}

/** Listens for the five taps in a corner that ask for the maintenance screen. */
export function listenForStaff(view: Window, ask: () => void): void {
  let taps: Tap[] = []
  view.addEventListener(
    'pointerdown',
    (event) => {
      taps = [...taps, { x: event.clientX, y: event.clientY, at: event.timeStamp }].slice(-5)
      if (!isStaffGesture(taps, { width: view.innerWidth, height: view.innerHeight })) return
      taps = []
      ask()
    },
    { capture: true, passive: true },
  )
}
