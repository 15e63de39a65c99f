import type { Bilingual, Language } from '@cherha/shared/protocol'

interface Named {
  readonly code: string
  readonly name: Bilingual
  readonly address: Bilingual
}

/** Letters alone: case, apostrophes and punctuation do not count. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/['’ʼ`"«».,№]/g, '')
    .trim()
}

/** Offices that have every typed word in name, address (of either language) or code; the page's language does not hide any. */
export function found<Office extends Named>(
  offices: readonly Office[],
  typed: string,
  language: Language,
): readonly Office[] {
  const words = plain(typed).split(/\s+/)
  const other: Language = language === 'uk' ? 'en' : 'uk'
  return offices.filter(({ code, name, address }) => {
    const text = plain(`${code} ${name[language]} ${address[language]} ${name[other]} ${address[other]}`)
    return words.every((word) => text.includes(word))
  })
}
