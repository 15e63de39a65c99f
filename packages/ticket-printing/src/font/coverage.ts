/**
 * Reads which characters a TrueType font has (its `cmap`, formats 4 and 12). A canvas does not tell: asked for a
 * missing letter it silently takes one from any font of the machine, and the ticket would look different elsewhere.
 * Throws a RangeError when the file has no such table.
 */
export function readCoverage(file: Uint8Array): ReadonlySet<number> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const cmap = findTable(view, 'cmap')
  const found = new Set<number>()
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const table = cmap + view.getUint32(cmap + 4 + i * 8 + 4)
    const format = view.getUint16(table)
    if (format === 4) readSegments(view, table, found)
    if (format === 12) readGroups(view, table, found)
  }
  if (found.size === 0) throw new RangeError('The font has no character map of format 4 or 12.')
  return found
}

function findTable(view: DataView, tag: string): number {
  for (let i = 0; i < view.getUint16(4); i++) {
    const entry = 12 + i * 16
    const name = String.fromCharCode(...[0, 1, 2, 3].map((k) => view.getUint8(entry + k)))
    if (name === tag) return view.getUint32(entry + 8)
  }
  throw new RangeError(`The font has no table ${tag}.`)
}

function readSegments(view: DataView, table: number, found: Set<number>): void {
  const bytes = view.getUint16(table + 6)
  const [ends, starts, deltas, offsets] = [
    table + 14,
    table + 16 + bytes,
    table + 16 + bytes * 2,
    table + 16 + bytes * 3,
  ]
  for (let i = 0; i < bytes; i += 2) {
    const [start, end] = [view.getUint16(starts + i), view.getUint16(ends + i)]
    for (let code = start; code <= end && code !== 0xffff; code++) {
      const offset = view.getUint16(offsets + i)
      const direct = offset === 0 ? code : view.getUint16(offsets + i + offset + (code - start) * 2)
      if (direct !== 0 && ((direct + view.getUint16(deltas + i)) & 0xffff) !== 0) found.add(code)
    }
  }
}

function readGroups(view: DataView, table: number, found: Set<number>): void {
  for (let i = 0; i < view.getUint32(table + 12); i++) {
    const group = table + 16 + i * 12
    for (let code = view.getUint32(group); code <= view.getUint32(group + 4); code++) found.add(code)
  }
}
