const noBreak = '\u00a0'

/** Shortenings that never stand alone at the end of a line. */
const shortenings = /(?<![\p{L}\p{N}])(м|вул|просп|пл|буд|кв|обл|бул|пров|ст|пп?|с|смт|гр|див)\. (?=\S)/giu
/** Prepositions and conjunctions of one or two letters. */
const shortWords = /(?<=^|[\s\u00a0(«])(\p{Script=Cyrillic}{1,2}) (?=\S)/gu

/**
 * Text as Ukrainian typography sets it: the apostrophe ’, spaces that never break after №, initials, figures, short
 * words and shortenings, none at the ends, no characters that cannot be printed. Letters and figures stay as given.
 */
export function typeset(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(/\r\n?/g, '\n')
      .replace(/[\p{Cf}--\n]/gv, '')
      .replace(/[\p{Cc}--\n]/gv, ' ')
      .replace(/ +/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .trim()
      .replace(/(?<=\p{Script=Cyrillic})['`´ʼ](?=\p{Script=Cyrillic})/gu, '’')
      .replace(/№ ?(?=\S)/g, `№${noBreak}`)
      .replace(/(?<=(?<!\p{L})\p{Lu}\.) (?=\p{Lu})/gu, noBreak)
      .replace(/(?<=\d) (?=[\p{Ll}\d₴%×])|(?<=×) (?=\d)/gu, noBreak)
      .replace(shortenings, `$1.${noBreak}`)
      // twice: the space of one short word is the beginning of the next
      .replace(shortWords, `$1${noBreak}`)
      .replace(shortWords, `$1${noBreak}`)
      .replace(/ (?=[–—] )/g, noBreak)
  )
}

/** Everything that is text in a value, set; keys and whatever else stay. */
export function typesetAll<T>(value: T, keep: ReadonlySet<string>): T
export function typesetAll(value: unknown, keep: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return typeset(value)
  if (Array.isArray(value)) return value.map((item) => typesetAll<unknown>(item, keep))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, keep.has(key) ? item : typesetAll<unknown>(item, keep)]),
  )
}
