const entryBytes = 12
const mostPages = 1_000
const mostEntries = 512

/** Where the pixels of a page lie: in strips, or in tiles. */
const pixelTags = [
  { offsets: 273, lengths: 279 },
  { offsets: 324, lengths: 325 },
] as const
const sizes: Readonly<Record<number, number>> = { 3: 2, 4: 4 }

/** A TIFF whose pages (at least one) and their pixels all lie inside the file. */
export function isWholeTiff(bytes: Buffer): boolean {
  const order = bytes.toString('latin1', 0, 4)
  if (order !== 'II*\0' && order !== 'MM\0*') return false
  const read = new TiffReader(bytes, order.startsWith('I'))
  const seen = new Set<number>()
  try {
    let page = read.at(4, 4)
    while (page !== 0) {
      // a chain of pages that bites its tail is none
      if (seen.has(page) || seen.size >= mostPages) return false
      seen.add(page)
      const next = read.page(page)
      if (next === null) return false
      page = next
    }
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
  return seen.size > 0
}

/** Reading behind the end of the file throws `RangeError`. */
class TiffReader {
  readonly #bytes: Buffer
  readonly #isLittle: boolean

  constructor(bytes: Buffer, isLittle: boolean) {
    this.#bytes = bytes
    this.#isLittle = isLittle
  }

  at(offset: number, size: number): number {
    return this.#isLittle ? this.#bytes.readUIntLE(offset, size) : this.#bytes.readUIntBE(offset, size)
  }

  /** Looks at a page. @returns where the next one is, 0: it is the last; null: its pixels are not all there */
  page(start: number): number | null {
    const count = this.at(start, 2)
    if (count === 0 || count > mostEntries) return null
    const entries = new Map<number, number>()
    for (let one = 0; one < count; one++) {
      const entry = start + 2 + one * entryBytes
      entries.set(this.at(entry, 2), entry)
    }
    if (!pixelTags.some((tags) => this.#hasPixels(entries.get(tags.offsets), entries.get(tags.lengths)))) return null
    return this.at(start + 2 + count * entryBytes, 4)
  }

  #hasPixels(offsetsEntry: number | undefined, lengthsEntry: number | undefined): boolean {
    if (offsetsEntry === undefined || lengthsEntry === undefined) return false
    const offsets = this.#values(offsetsEntry)
    const lengths = this.#values(lengthsEntry)
    if (offsets.length === 0 || offsets.length !== lengths.length) return false
    return offsets.every((offset, i) => offset > 0 && offset + (lengths[i] ?? 0) <= this.#bytes.length)
  }

  /** The numbers of an entry; up to four bytes of them stand in the entry itself. */
  #values(entry: number): number[] {
    const size = sizes[this.at(entry + 2, 2)]
    const count = this.at(entry + 4, 4)
    if (size === undefined || count * size > this.#bytes.length) return []
    const first = count * size <= 4 ? entry + 8 : this.at(entry + 8, 4)
    return Array.from({ length: count }, (_, i) => this.at(first + i * size, size))
  }
}
