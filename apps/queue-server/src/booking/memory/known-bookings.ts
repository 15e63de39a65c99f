/** 4 MiB: of five million keys one in 25 that is not there seems to be. */
const bits = 2 ** 25
const probes = 4

/**
 * Ids and hashed phone numbers of all bookings there may be, as a Bloom filter: who is not in it has none, and nothing
 * need be asked about them. Who is may have one; that is for the database to say. One process writes bookings, so what
 * was read once and is added with each booking stays complete.
 */
export class KnownBookings {
  readonly #words = new Uint32Array(bits / 32)
  #isComplete = false

  /** All that were there before have been added. */
  complete(): void {
    this.#isComplete = true
  }

  add(id: string, phoneHash: string | null): void {
    this.#mark(id)
    if (phoneHash !== null) this.#mark(phoneHash)
  }

  /** False: there is no booking under this id, and none of this phone number. */
  mayHave(id: string, phoneHash: string): boolean {
    return !this.#isComplete || this.#isMarked(id) || this.#isMarked(phoneHash)
  }

  #mark(key: string): void {
    for (const bit of places(key)) this.#words[bit >>> 5] = (this.#words[bit >>> 5] ?? 0) | (1 << (bit & 31))
  }

  #isMarked(key: string): boolean {
    return places(key).every((bit) => ((this.#words[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0)
  }
}

/** Bits of a key: two hashes (FNV-1a), and sums of them. */
function places(key: string): readonly number[] {
  let a = 0x811c9dc5
  let b = 0x9e3779b9
  for (let at = 0; at < key.length; at += 1) {
    const sign = key.charCodeAt(at)
    a = Math.imul(a ^ sign, 0x01000193)
    b = Math.imul(b ^ sign, 0x85ebca6b)
    b ^= b >>> 13
  }
  const step = (b | 1) >>> 0
  return Array.from({ length: probes }, (_, nth) => ((a >>> 0) + nth * step) % bits)
}
