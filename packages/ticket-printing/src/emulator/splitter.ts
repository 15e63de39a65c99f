/** A piece of what arrives at a printer: a question, or bytes to be printed. */
export type Piece =
  | { readonly is: 'status'; readonly n: number }
  | { readonly is: 'receipt' }
  | { readonly is: 'data'; readonly bytes: Uint8Array }

const [ESC, GS, FS, DLE] = [0x1b, 0x1d, 0x1c, 0x10]
/** Parameters of commands that have a fixed number of them; none for the ones that are not here. */
const escapes = new Map<number, number>([
  ...[0x61, 0x33, 0x64, 0x4a, 0x74, 0x4d, 0x45, 0x2d, 0x52, 0x21].map((code) => [code, 1] as const),
  [0x70, 3],
])
const groups = new Map<number, number>([
  [0x21, 1],
  [0x42, 1],
  [0x50, 2],
])

/**
 * Cuts the stream of a connection into questions and commands as it arrives, so that a question is answered at once and
 * the bytes of a picture are never taken for one.
 */
export class Splitter {
  #waiting: number[] = []

  /** Bytes of a command that has not arrived whole. */
  get rest(): Uint8Array {
    return Uint8Array.from(this.#waiting)
  }

  push(bytes: Uint8Array): Piece[] {
    const all = Uint8Array.from([...this.#waiting, ...bytes])
    const pieces: Piece[] = []
    let at = 0
    let from = 0
    const flush = (to: number): void => {
      if (to > from) pieces.push({ is: 'data', bytes: all.slice(from, to) })
    }
    while (at < all.length) {
      const length = commandLength(all, at)
      if (length === null || at + length > all.length) break
      const question = questionAt(all, at)
      if (question !== null) {
        flush(at)
        pieces.push(question)
        from = at + length
      }
      at += length
    }
    flush(at)
    this.#waiting = [...all.subarray(at)]
    return pieces
  }
}

function questionAt(bytes: Uint8Array, at: number): Piece | null {
  if (bytes[at] === DLE && bytes[at + 1] === 0x04) return { is: 'status', n: bytes[at + 2] ?? 0 }
  return bytes[at] === GS && bytes[at + 1] === 0x72 ? { is: 'receipt' } : null
}

/** Bytes of the command that begins there, or null when too few have arrived to tell. */
function commandLength(bytes: Uint8Array, at: number): number | null {
  const [first = 0, second, third] = [bytes[at], bytes[at + 1], bytes[at + 2]]
  const word = (offset: number): number => (bytes[at + offset] ?? 0) + (bytes[at + offset + 1] ?? 0) * 256
  const arrived = bytes.length - at
  if (![ESC, GS, FS, DLE].includes(first)) return 1
  if (second === undefined) return null
  if (first === ESC) return 2 + (escapes.get(second) ?? 0)
  if (first === FS) return 2
  if (first === DLE) return 3
  if (second === 0x76) return arrived < 8 ? null : 8 + word(4) * word(6)
  if (second === 0x28) return arrived < 5 ? null : 5 + word(3)
  if (second === 0x72) return 3
  if (second === 0x56) return third === undefined ? null : third === 65 || third === 66 ? 4 : 3
  return 2 + (groups.get(second) ?? 0)
}
