const endMark = Buffer.from('%%EOF', 'latin1')
/** How far from the end mark the address of the table of contents may stand. */
const tailBytes = 1_024

/** A PDF from `%PDF-` to its last `%%EOF`, whose table of contents lies inside it; only blanks behind it. */
export function isWholePdf(bytes: Buffer): boolean {
  if (!/^%PDF-[12]\.\d/.test(bytes.subarray(0, 8).toString('latin1'))) return false
  const end = bytes.lastIndexOf(endMark)
  if (end < 0 || !bytes.subarray(end + endMark.length).every(isBlank)) return false
  const tail = bytes.subarray(Math.max(0, end - tailBytes), end).toString('latin1')
  const address = Number(/startxref\s+(\d{1,10})\s+$/.exec(tail)?.[1] ?? Number.NaN)
  return address > 0 && address < end && pointsAtContents(bytes, address)
}

/** At the address is a table (`xref`) or an object that holds one (`12 0 obj`). */
function pointsAtContents(bytes: Buffer, address: number): boolean {
  return /^\s*(xref|\d+\s+\d+\s+obj)/.test(bytes.subarray(address, address + 40).toString('latin1'))
}

/** Space, line ends, tab, form feed, and the zeros with which some scanners fill up. */
function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0
}
