import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

type Texts = Readonly<Record<string, string>>

/** Something that has to hold of the texts of a page, in its two languages. */
export interface TextRule {
  readonly rule: string
  /** What breaks it, by key; none: it holds. */
  readonly faults: (uk: Texts, en: Texts) => readonly string[]
}

/** `otherLanguage` names the other language in its own words. */
export const textRules: readonly TextRule[] = [
  {
    rule: 'exist in both languages under the same keys',
    faults(uk, en) {
      const [inUk, inEn] = [Object.keys(uk).map(base), Object.keys(en).map(base)]
      const all = [...new Set([...inUk, ...inEn])]
      return all.filter((key) => inUk.includes(key) !== inEn.includes(key))
    },
  },
  {
    rule: 'fill in the same values in both languages',
    faults: (uk, en) =>
      keysOf(uk, (text, key) => {
        const other = en[key] ?? en[`${base(key)}_other`] ?? ''
        return placeholders(text).join() !== placeholders(other).join()
      }),
  },
  {
    rule: 'of a counted thing have all four Ukrainian forms',
    faults(uk) {
      const counted = Object.keys(uk).filter((key) => key !== base(key))
      const wanted = counted.flatMap((key) => ['one', 'few', 'many', 'other'].map((form) => `${base(key)}_${form}`))
      return wanted.filter((key) => !Object.hasOwn(uk, key))
    },
  },
  {
    rule: 'use the Ukrainian apostrophe, quotes and dash',
    faults: (uk) => keysOf(uk, (text) => /['"`—]|\.\.\./.test(text)),
  },
  {
    rule: 'have no Latin letter inside a Ukrainian word, and no Ukrainian word in English but the other language',
    faults: (uk, en) => [
      ...keysOf(uk, (text) => /[a-z][а-яіїєґ]|[а-яіїєґ][a-z]/i.test(text.replaceAll(/\{\{\w+\}\}/g, ''))),
      ...keysOf(en, (text, key) => key !== 'otherLanguage' && /[а-яіїєґ]/i.test(text)),
    ],
  },
]

/** The files of a page with what is read for words in each: everything but comments, and but its texts. */
export function codeOf(renderer: string): ReadonlyMap<string, string> {
  const files = globSync('**/*.{ts,tsx,html,css}', { cwd: renderer }).filter(
    (file) => !/texts[/\\](uk|en)[/\\.]/.test(file),
  )
  return new Map(
    files.map((file) => [
      file,
      readFileSync(path.join(renderer, file), 'utf8')
        .replaceAll(/\/\*[\s\S]*?\*\//g, '')
        .replaceAll(/^\s*\/\/.*$/gm, ''),
    ]),
  )
}

function base(key: string): string {
  return key.replace(/_(one|few|many|other)$/, '')
}

function placeholders(text: string): readonly string[] {
  return [...new Set(text.match(/\{\{\w+\}\}/g))].sort()
}

function keysOf(texts: Texts, isWrong: (text: string, key: string) => boolean): string[] {
  return Object.entries(texts).flatMap(([key, text]) => (isWrong(text, key) ? [key] : []))
}
