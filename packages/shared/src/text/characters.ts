/** The hyphens and dashes keyboards, clipboards and office programs make; all of them mean `-`. */
const dashes = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g

/** The text with every kind of hyphen and dash written as `-`. */
export function withPlainHyphens(text: string): string {
  return text.replace(dashes, '-')
}

/** The apostrophes keyboards and office programs make; all of them mean `’`. */
export const apostrophes = "'’ʼ`´"
