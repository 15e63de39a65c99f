import iconv from 'iconv-lite'

/** Pages with every Ukrainian letter. Others (866, 855…) have no Ґ or no І. */
export const codePages = ['cp1125', 'cp1251'] as const
export type CodePageName = (typeof codePages)[number]

/** A code page, and the number under which this printer's maker has it (`ESC t n`). */
export interface CodePage {
  readonly page: CodePageName
  readonly number: number
}

/** Punctuation that is sent as what the page has for it; letters are never replaced. */
const instead: Readonly<Record<string, readonly string[]>> = {
  ʼ: ['’', "'"],
  '’': ["'"],
  '‘': ["'"],
  '«': ['"'],
  '»': ['"'],
  '“': ['"'],
  '”': ['"'],
  '„': ['"'],
  '–': ['-'],
  '—': ['-'],
  '−': ['-'],
  '…': ['...'],
  '\u00a0': [' '],
}

/**
 * The text in that page, or null when a letter of it is not there. What comes back decodes to the very letters, but for
 * punctuation: ’ is sent as ' where the page has none (cp1125).
 */
export function encodeText(text: string, page: CodePageName): Uint8Array | null {
  const bytes: number[] = []
  for (const letter of text.normalize('NFC')) {
    const found = [letter, ...(instead[letter] ?? [])]
      // a no-break space has bytes that not every maker's page has
      .filter((each) => each !== '\u00a0')
      .map((each) => bytesOf(each, page))
      .find((each) => each !== null)
    if (found === undefined) return null
    bytes.push(...found)
  }
  return Uint8Array.from(bytes)
}

function bytesOf(text: string, page: CodePageName): Uint8Array | null {
  const bytes = iconv.encode(text, iconvName[page])
  const printable = bytes.every((byte) => byte >= 0x20 && byte !== 0x7f)
  return printable && iconv.decode(bytes, iconvName[page]) === text ? bytes : null
}

const iconvName: Readonly<Record<CodePageName, string>> = { cp1125: 'cp1125', cp1251: 'windows-1251' }
