import { textWidth, type Font } from '../font/measure.ts'
import { wrapBalanced, wrapUnits } from '../font/wrap.ts'
import { paragraph, space, stack, type Block, type Source } from './block.ts'

/** Surname, given name, patronymic of the person who will receive the service (document 000 II.10). */
export function personBlock({ model, sheet, words }: Source): Block {
  if (model.person === null) return stack([])
  const { surname, givenName, patronymic } = model.person
  const parts = [surname, givenName, patronymic ?? ''].filter((part) => part !== '')
  const roomy = (lines: readonly string[], font: Font): boolean =>
    lines.length <= 4 && parts.every((part) => textWidth(part, font) <= sheet.inner)
  const { lines, font } = firstFit(
    sheet.person,
    700,
    (line, measure) => wrapUnits(parts, line, measure),
    roomy,
    sheet.inner,
  )
  return stack([label(words.person, sheet.label, sheet.margin), space(4), paragraph(lines, font, 1.14, sheet.margin)])
}

/** The service in up to three lines; a longer one is set smaller and is never cut. */
export function serviceBlock({ model, sheet, words }: Source): Block {
  const { lines, font } = firstFit(
    sheet.service,
    700,
    (line, measure) => wrapBalanced(model.service, line, measure),
    (all) => all.length <= 3,
    sheet.inner,
  )
  return stack([label(words.service, sheet.label, sheet.margin), paragraph(lines, font, 1.18, sheet.margin)])
}

function label(text: string, size: number, x: number): Block {
  return paragraph([text], { weight: 600, size }, 1.22, x)
}

/** The lines at the largest size that suits, else at the smallest. */
function firstFit(
  sizes: readonly number[],
  weight: Font['weight'],
  wrap: (width: number, measure: (text: string) => number) => string[],
  suits: (lines: readonly string[], font: Font) => boolean,
  width: number,
): { lines: string[]; font: Font } {
  const tries = sizes.map((size) => {
    const font: Font = { weight, size }
    return { font, lines: () => wrap(width, (text) => textWidth(text, font)) }
  })
  let last: { lines: string[]; font: Font } = { lines: [], font: { weight, size: 1 } }
  for (const { font, lines } of tries) {
    last = { lines: lines(), font }
    if (suits(last.lines, font)) break
  }
  return last
}
