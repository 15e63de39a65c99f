import { beginsRealTime, DLE } from '../real-time.ts'

/** A piece of what arrives at a printer: a question, or bytes to be printed. */
export type Piece =
  | { readonly is: 'status'; readonly n: number }
  | { readonly is: 'receipt' }
  | { readonly is: 'data'; readonly bytes: Uint8Array }
  /** Three bytes of something else, of a picture as a rule, that a printer executes as a command of real time. */
  | { readonly is: 'mistaken'; readonly command: readonly [number, number, number] }

const [ESC, GS, FS] = [0x1b, 0x1d, 0x1c]
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
 * Cuts the stream of a connection into questions and commands as it arrives. A command of real time (DLE EOT, DLE ENQ,
 * DLE DC4) is found wherever its bytes are, within a picture too, as real printers do; there its bytes are dots as well.
 */
export class Splitter {
  #waiting: number[] = []
  /** The last two bytes of all, for a command that arrives in parts. */
  #last: number[] = []

  /** Bytes of a command that has not arrived whole. */
  get rest(): Uint8Array {
    return Uint8Array.from(this.#waiting)
  }

  /** What an earlier connection has left unfinished; before anything else arrives. */
  resume(rest: Uint8Array): void {
    this.#waiting = [...rest]
    this.#last = [...rest.subarray(-2)]
  }

  push(bytes: Uint8Array): Piece[] {
    const all = Uint8Array.from([...this.#waiting, ...bytes])
    const pieces: Piece[] = []
    /** Where a question that was meant as one begins. */
    const meant = new Set<number>()
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
        meant.add(at)
        from = at + length
      }
      at += length
    }
    flush(at)
    const begins = this.#waiting.length - this.#last.length
    const seen = Uint8Array.from([...this.#last, ...bytes])
    this.#last = [...seen.subarray(-2)]
    this.#waiting = [...all.subarray(at)]
    return [...mistaken(seen, (index) => meant.has(begins + index)), ...pieces]
  }
}

/** Commands of real time among bytes, without those that were meant as such. */
function mistaken(bytes: Uint8Array, meant: (index: number) => boolean): Piece[] {
  const pieces: Piece[] = []
  for (let at = bytes.indexOf(DLE); at !== -1; at = bytes.indexOf(DLE, at + 1)) {
    const [first = 0, second = 0, third] = bytes.subarray(at, at + 3)
    if (third === undefined || !beginsRealTime(first, second) || meant(at)) continue
    // nobody asks DLE EOT 0
    if (second !== 0x04 || (third >= 1 && third <= 4)) pieces.push({ is: 'mistaken', command: [first, second, third] })
  }
  return pieces
}

function questionAt(bytes: Uint8Array, at: number): Piece | null {
  if (bytes[at] === DLE && bytes[at + 1] === 0x04) return { is: 'status', n: bytes[at + 2] ?? 0 }
  return bytes[at] === GS && bytes[at + 1] === 0x72 ? { is: 'receipt' } : null
}

/** Bytes of the command that begins there, or null when too few have arrived to tell. */
export function commandLength(bytes: Uint8Array, at: number): number | null {
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
