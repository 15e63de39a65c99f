/** Code pages by the number `ESC t` selects them with, as the Epson table of the encoder has them. */
const decoders: Readonly<Record<number, string>> = { 17: 'ibm866', 46: 'windows-1251' }

/** A byte as a letter of a code page; undefined when the emulator does not know the page. ASCII is in every page. */
export function decodeByte(byte: number, page: number): string | undefined {
  if (byte < 0x80) return String.fromCharCode(byte)
  const label = decoders[page]
  return label === undefined ? undefined : new TextDecoder(label).decode(Uint8Array.of(byte))
}
