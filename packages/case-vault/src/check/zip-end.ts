const signature = Buffer.from('PK\x05\x06', 'latin1')
const recordBytes = 22
const longestComment = 0xff_ff

/** Whether the bytes end as a zip archive (so also a Word document or an installer) does: its last record, and a comment to the end. */
export function hasZipEnd(bytes: Buffer): boolean {
  const first = Math.max(0, bytes.length - recordBytes - longestComment)
  for (let at = bytes.indexOf(signature, first); at >= 0; at = bytes.indexOf(signature, at + 1)) {
    if (at + recordBytes > bytes.length) return false
    if (at + recordBytes + bytes.readUInt16LE(at + 20) === bytes.length) return true
  }
  return false
}
