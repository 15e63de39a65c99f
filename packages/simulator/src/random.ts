/** Chance that can be repeated: the same seed gives the same numbers, on every machine. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number
  /** A whole number, both ends included. */
  int(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** A version-4 UUID. */
  uuid(): string
  bytes(count: number): Buffer
  /** A stream of its own, the same however much was drawn from this one: taking an actor away changes no other. */
  fork(name: string): Random
}

/** sfc32: small, fast, passes the usual batteries. */
export function createRandom(seed: string): Random {
  const mix = hasher(seed)
  let a = mix()
  let b = mix()
  let c = mix()
  let counter = mix()

  const uint32 = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return t >>> 0
  }
  for (let i = 0; i < 12; i += 1) uint32()

  const random: Random = {
    next: () => uint32() / 4_294_967_296,
    int: (from, to) => from + Math.floor(random.next() * (to - from + 1)),
    chance: (probability) => random.next() < probability,
    pick(items) {
      const item = items[random.int(0, items.length - 1)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    uuid() {
      const hex = random.bytes(16).toString('hex')
      const variant = '89ab'.charAt(uint32() & 3)
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
    },
    bytes(count) {
      const bytes = Buffer.allocUnsafe(count)
      for (let i = 0; i < count; i += 1) bytes[i] = uint32() & 255
      return bytes
    },
    fork: (name) => createRandom(`${seed}/${name}`),
  }
  return random
}

/** Thirty-two-bit words from a text (xmur3). */
function hasher(text: string): () => number {
  let h = 1_779_033_703 ^ text.length
  for (let i = 0; i < text.length; i += 1) {
    h = Math.imul(h ^ text.charCodeAt(i), 3_432_918_353)
    h = (h << 13) | (h >>> 19)
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2_246_822_507)
    h = Math.imul(h ^ (h >>> 13), 3_266_489_909)
    h ^= h >>> 16
    return h >>> 0
  }
}
