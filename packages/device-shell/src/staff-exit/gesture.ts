/** A touch of the page, in its own pixels. */
export interface Tap {
  readonly x: number
  readonly y: number
  /** ms, of a clock that only goes forward. */
  readonly at: number
}

const cornerPx = 120
const tapsNeeded = 5
const withinMs = 3_000

/**
 * Five taps in one corner within three seconds: what staff do and visitors hardly ever.
 * @param taps oldest first; only the last five count
 */
export function isStaffGesture(
  taps: readonly Tap[],
  size: { readonly width: number; readonly height: number },
): boolean {
  const last = taps.slice(-tapsNeeded)
  const [first] = last
  const end = last.at(-1)
  if (first === undefined || end === undefined || last.length < tapsNeeded) return false
  if (end.at - first.at > withinMs) return false
  const corner = cornerOf(first, size)
  return corner !== null && last.every((tap) => cornerOf(tap, size) === corner)
}

function cornerOf({ x, y }: Tap, { width, height }: { width: number; height: number }): string | null {
  const across = x <= cornerPx ? 'left' : x >= width - cornerPx ? 'right' : null
  const down = y <= cornerPx ? 'top' : y >= height - cornerPx ? 'bottom' : null
  return across === null || down === null ? null : `${down}-${across}`
}
