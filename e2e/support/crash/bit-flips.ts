const pageBytes = 4_096
/** The head of a b-tree page, where a turned bit does most, and what the file says of itself. */
const pageHead = 12
const fileHead = 100
/** Of the heads each page gives another fifth. */
const everyHeadBit = 5

/** Bits of every page of a database file: many of the heads, and some of the rest by chance. */
export function* bitsToTurn(size: number, perPage: number, random: () => number): Generator<number> {
  for (let page = 0; page * pageBytes < size; page += 1) {
    const start = page * pageBytes * 8
    const headBits = (page === 0 ? fileHead + pageHead : pageHead) * 8
    for (let bit = page % everyHeadBit; bit < headBits; bit += everyHeadBit) yield start + bit
    for (let n = 0; n < perPage; n += 1) yield start + headBits + Math.floor(random() * (pageBytes * 8 - headBits))
  }
}

export function withBitTurned(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes)
  const at = bit >> 3
  copy.writeUInt8(copy.readUInt8(at) ^ (1 << (bit & 7)), at)
  return copy
}
