import { z } from 'zod'

/** A heading with what belongs to it. */
export const InformationPart = z.strictObject({ heading: z.string(), lines: z.array(z.string()) })
export type InformationPart = z.infer<typeof InformationPart>

/** What an information card says of a service, in one language: the words of the paper and of the screen. */
export const InformationSheet = z.strictObject({
  title: z.string(),
  subject: z.string(),
  parts: z.array(InformationPart),
  notes: z.array(z.string()),
})
export type InformationSheet = z.infer<typeof InformationSheet>

/** `GET /api/units/:code`. */
export const UnitAnswer = z.strictObject({
  code: z.string(),
  name: z.strictObject({ uk: z.string(), en: z.string() }),
  address: z.strictObject({ uk: z.string(), en: z.string() }),
})
export type UnitAnswer = z.infer<typeof UnitAnswer>

/** Lines of letters a heading or a text takes, with the space below it. */
function linesOf(text: string, perLine: number): number {
  return Math.ceil(text.length / perLine)
}

/**
 * Parts in pages, none of which needs more lines than there are; a part that is longer than a page goes on on the next. What
 * is on the pages is what was in the parts, in order.
 * @param lines of a page
 * @param perLine letters of a line
 */
export function inSheetPages(
  { parts, notes }: Pick<InformationSheet, 'parts' | 'notes'>,
  lines: number,
  perLine: number,
): readonly (readonly InformationPart[])[] {
  const all: readonly InformationPart[] = [...parts, ...notes.map((note) => ({ heading: '', lines: [note] }))]
  const pages: InformationPart[][] = [[]]
  let left = lines
  for (const { heading, lines: texts } of all) {
    const turn = (): void => {
      pages.push([])
      left = lines
    }
    const first = heading === '' ? 0 : linesOf(heading, perLine) + 1
    if (first > left && left < lines) turn()
    left -= first
    let part: { heading: string; lines: string[] } = { heading, lines: [] }
    pages.at(-1)?.push(part)
    for (const text of texts.flatMap((one) => pieces(one, perLine * Math.max(1, lines - first - 1)))) {
      const needed = linesOf(text, perLine) + 0.5
      if (needed > left && left < lines) {
        // a heading does not stay behind alone
        const alone: boolean = part.lines.length === 0
        if (alone) pages.at(-1)?.pop()
        turn()
        part = { heading: alone ? heading : '', lines: [] }
        if (alone) left -= first
        pages.at(-1)?.push(part)
      }
      left -= needed
      part.lines.push(text)
    }
  }
  return pages.filter((page) => page.length > 0)
}

/** A text in pieces of at most so many letters, broken between words. */
function pieces(text: string, most: number): string[] {
  if (text.length <= most) return [text]
  const cut = text.lastIndexOf(' ', most)
  const at = cut <= 0 ? most : cut
  return [text.slice(0, at), ...pieces(text.slice(at).trimStart(), most)]
}
