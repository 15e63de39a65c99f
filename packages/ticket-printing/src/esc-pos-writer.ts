/** Writes ESC/POS text commands one after the other. `bytes` is null when a text could not be encoded. */
export interface EscPosWriter {
  initialize(): EscPosWriter
  /** Selects the code page by the maker's number. */
  page(number: number): EscPosWriter
  line(text: string): EscPosWriter
  rule(width: number): EscPosWriter
  bold(on: boolean): EscPosWriter
  center(on: boolean): EscPosWriter
  /** Letters that many times as wide and high, 1 to 8. */
  size(times: number): EscPosWriter
  /** A QR by the printer's own command, correction M. @param module dots, 1 to 16 */
  qr(text: string, module: number): EscPosWriter
  feed(lines: number): EscPosWriter
  cut(how: 'partial' | 'full'): EscPosWriter
  bytes(): Uint8Array | null
}

const [ESC, GS, LF] = [0x1b, 0x1d, 0x0a]

/** @param encode the text in the printer's code page; null: not every letter is there */
export function escPos(encode: (text: string) => Uint8Array | null): EscPosWriter {
  const bytes: number[] = []
  let missing = false
  const put = (...more: number[]): EscPosWriter => {
    bytes.push(...more)
    return writer
  }
  const symbol = (...data: number[]): EscPosWriter => put(GS, 0x28, 0x6b, data.length & 0xff, data.length >> 8, ...data)
  const writer: EscPosWriter = {
    // ESC @ forgets what an earlier job has set; FS . leaves the double-byte letters some makers start with
    initialize: () => put(ESC, 0x40, 0x1c, 0x2e),
    page: (number) => put(ESC, 0x74, number),
    line(text) {
      const encoded = encode(text)
      if (encoded === null) missing = true
      return put(...(encoded ?? []), LF)
    },
    rule: (width) => put(...Array.from({ length: width }, () => 0x2d), LF),
    bold: (on) => put(ESC, 0x45, on ? 1 : 0),
    center: (on) => put(ESC, 0x61, on ? 1 : 0),
    size: (times) => put(GS, 0x21, ((times - 1) << 4) | (times - 1)),
    qr(text, module) {
      symbol(49, 65, 50, 0)
      symbol(49, 67, module)
      symbol(49, 69, 49)
      symbol(49, 80, 48, ...new TextEncoder().encode(text))
      return symbol(49, 81, 48)
    },
    feed: (lines) => put(ESC, 0x64, lines),
    cut: (how) => put(GS, 0x56, how === 'full' ? 0 : 1),
    bytes: () => (missing ? null : Uint8Array.from(bytes)),
  }
  return writer
}
