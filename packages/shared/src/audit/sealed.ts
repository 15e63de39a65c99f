const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
/** iv and tag of AES-256-GCM, and one byte inside. */
const leastBytes = 29

/**
 * Whether a box can be what a seal makes: base64, long enough, and no text under it. The key is not needed: sealed
 * bytes are noise, and noise of this length is practically never a text.
 */
export function isSealedBox(box: string): boolean {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(box) || box.length % 4 !== 0) return false
  const bytes = decode(box)
  return bytes.length >= leastBytes && !isText(bytes)
}

function decode(box: string): number[] {
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const digit of box.replace(/=+$/, '')) {
    held = ((held << 6) | alphabet.indexOf(digit)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 0xff)
  }
  return bytes
}

/** UTF-8 without control characters. */
function isText(bytes: readonly number[]): boolean {
  let following = 0
  for (const byte of bytes) {
    if (following > 0) {
      if ((byte & 0xc0) !== 0x80) return false
      following -= 1
    } else if (byte >= 0xf0 && byte < 0xf5) following = 3
    else if (byte >= 0xe0 && byte < 0xf0) following = 2
    else if (byte >= 0xc2 && byte < 0xe0) following = 1
    else if (byte < 0x20 || byte >= 0x7f) return false
  }
  return following === 0
}
