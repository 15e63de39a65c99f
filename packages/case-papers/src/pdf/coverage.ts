/**
 * The characters a TrueType font has (its `cmap` of format 4: everything up to U+FFFF). A PDF shows an empty box for
 * any other, so that it has to be known beforehand which font draws what.
 */
export function readCoverage(file: Uint8Array): ReadonlySet<number> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const found = new Set<number>()
  const cmap = tableAt(view, 'cmap')
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const table = cmap + view.getUint32(cmap + 4 + i * 8 + 4)
    if (view.getUint16(table) === 4) readSegments(view, table, found)
  }
  if (found.size === 0) throw new RangeError('The font has no character map of format 4.')
  return found
}

function tableAt(view: DataView, tag: string): number {
  for (let i = 0; i < view.getUint16(4); i++) {
    const entry = 12 + i * 16
    const name = String.fromCharCode(...[0, 1, 2, 3].map((k) => view.getUint8(entry + k)))
    if (name === tag) return view.getUint32(entry + 8)
  }
  throw new RangeError(`The font has no table ${tag}.`)
}

function readSegments(view: DataView, table: number, found: Set<number>): void {
  const bytes = view.getUint16(table + 6)
  const [ends, starts, deltas, offsets] = [14, 16 + bytes, 16 + bytes * 2, 16 + bytes * 3].map((at) => table + at)
  if (ends === undefined || starts === undefined || deltas === undefined || offsets === undefined) return
  for (let i = 0; i < bytes; i += 2) {
    const [start, end] = [view.getUint16(starts + i), view.getUint16(ends + i)]
    for (let code = start; code <= end && code !== 0xffff; code++) {
      const offset = view.getUint16(offsets + i)
      const direct = offset === 0 ? code : view.getUint16(offsets + i + offset + (code - start) * 2)
      if (direct !== 0 && ((direct + view.getUint16(deltas + i)) & 0xffff) !== 0) found.add(code)
    }
  }
}
