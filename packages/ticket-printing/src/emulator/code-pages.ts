import iconv from 'iconv-lite'

/** Code pages by the number `ESC t` selects them with, as Epson's printers have them. Other makers have other numbers. */
export const epsonPages: Readonly<Record<number, string>> = { 17: 'cp866', 44: 'cp1125', 46: 'windows-1251' }

/** A byte as a letter of a code page; undefined when the printer does not know the page. ASCII is in every page. */
export function decodeByte(byte: number, page: number, pages: Readonly<Record<number, string>>): string | undefined {
  if (byte < 0x80) return String.fromCharCode(byte)
  const name = pages[page]
  return name === undefined ? undefined : iconv.decode(Buffer.from([byte]), name)
}
