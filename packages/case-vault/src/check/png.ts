import { crc32 } from 'node:zlib'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')
/** Length, kind and checksum of a chunk. */
const frameBytes = 12

/** A PNG whose chunks follow one another with right checksums, from the header over pixels to the end, and nothing behind it. */
export function isWholePng(bytes: Buffer): boolean {
  if (!bytes.subarray(0, signature.length).equals(signature)) return false
  let at = signature.length
  let hasPixels = false
  while (at + frameBytes <= bytes.length) {
    const next = at + frameBytes + bytes.readUInt32BE(at)
    if (next > bytes.length) return false
    const kind = bytes.toString('latin1', at + 4, at + 8)
    if (at === signature.length && kind !== 'IHDR') return false
    if (crc32(bytes.subarray(at + 4, next - 4)) !== bytes.readUInt32BE(next - 4)) return false
    if (kind === 'IDAT') hasPixels = true
    if (kind === 'IEND') return hasPixels && next === bytes.length
    at = next
  }
  return false
}
