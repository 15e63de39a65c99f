const marker = 0xff
const startOfImage = 0xd8
const endOfImage = 0xd9
const startOfScan = 0xda

/**
 * A JPEG whose segments follow one another to its end mark. Cameras put a second picture (a preview, an HDR map) behind
 * the first; anything else behind it but zeros is not a picture.
 */
export function isWholeJpeg(bytes: Buffer): boolean {
  let at = 0
  do {
    const end = endOfPicture(bytes, at)
    if (end === null) return false
    at = end
  } while (bytes[at] === marker && bytes[at + 1] === startOfImage)
  return bytes.subarray(at).every((byte) => byte === 0)
}

/** Where the picture that begins at `start` ends; null: it does not. */
function endOfPicture(bytes: Buffer, start: number): number | null {
  if (bytes[start] !== marker || bytes[start + 1] !== startOfImage) return null
  let at = start + 2
  let hasPixels = false
  while (at + 1 < bytes.length) {
    if (bytes[at] !== marker) return null
    const kind = bytes[at + 1] ?? 0
    if (kind === marker) {
      // a filler before the marker
      at += 1
    } else if (kind === endOfImage) {
      return hasPixels ? at + 2 : null
    } else if (isAlone(kind)) {
      at += 2
    } else {
      if (at + 4 > bytes.length) return null
      const length = bytes.readUInt16BE(at + 2)
      if (length < 2) return null
      at += 2 + length
      if (kind === startOfScan) {
        hasPixels = true
        at = endOfPixels(bytes, at)
      }
    }
  }
  return null
}

/** The next marker after coded pixels: there, 0xff is followed by 0 or by a restart mark. */
function endOfPixels(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(marker, start); at >= 0; at = bytes.indexOf(marker, at + 1)) {
    const next = bytes[at + 1]
    if (next !== undefined && next !== 0 && next !== marker && !isRestart(next)) return at
  }
  return bytes.length
}

/** Markers without a length. */
function isAlone(kind: number): boolean {
  return kind === 0x01 || isRestart(kind)
}

function isRestart(kind: number): boolean {
  return kind >= 0xd0 && kind <= 0xd7
}
