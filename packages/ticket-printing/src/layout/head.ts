import { capHeight, fittingSize, textWidth, type Font } from '../font/measure.ts'
import { wrapBalanced } from '../font/wrap.ts'
import { baseline, edges, paragraph, widest, type Block, type Mark, type Source } from './block.ts'

/** Name and address of the office. */
export function officeBlock({ model, sheet }: Source): Block {
  const part = (text: string, font: Font): Block & { width: number } => {
    const lines = wrapBalanced(bound(text), sheet.inner, (line) => textWidth(line, font))
    return { ...paragraph(lines, font, 1.22, sheet.margin), width: widest(lines, font) }
  }
  return edges(
    part(model.office.name, { weight: 700, size: sheet.office }),
    part(model.office.address, { weight: 600, size: sheet.office }),
    sheet,
  )
}

/** Keeps an abbreviation with the word after it: «№ 1», «м. Хмельницький», «вул. Прикладна». */
function bound(text: string): string {
  return text.replace(/(?<=№|(?<!\p{L})\p{Ll}{1,6}\.) /gu, '\u00a0')
}

/** "Your number", and the mark of a copy at the other edge. */
export function numberLabelBlock({ model, sheet, words }: Source): Block {
  const label = paragraph([words.yourNumber], { weight: 600, size: sheet.office }, 1.22, sheet.margin)
  if (!model.copy) return label
  const font: Font = { weight: 700, size: sheet.office }
  const text = words.copy.toLocaleUpperCase(model.language)
  const [inside, height] = [12, Math.round(sheet.office * 1.4)]
  const width = widest([text], font) + inside * 2
  const x = sheet.margin + sheet.inner - width
  const y = Math.round((label.height - height) / 2)
  return {
    height: label.height,
    marks: [
      ...label.marks,
      { kind: 'box', x, y, width, height, ink: 'black' },
      { kind: 'text', text, font, x: x + inside, y: y + baseline(height, font), ink: 'white' },
    ],
  }
}

/** The number, as large as the paper allows: up to `Ф-8888`. */
export function numberBlock({ model, sheet }: Source): Block {
  const font: Font = { weight: 800, size: fittingSize(model.number, { weight: 800, size: sheet.number }, sheet.inner) }
  const height = Math.round(font.size * capHeight)
  return { height, marks: [{ kind: 'text', text: model.number, font, x: sheet.margin, y: height, ink: 'black' }] }
}

/** A black field: the date large, below it weekday and year on the left and the time, larger still, on the right. */
export function whenBlock({ model, sheet, words }: Source): Block {
  const { day, weekday, year } = words.date(model.date)
  const left = sheet.margin + sheet.padding
  const inner = sheet.inner - sheet.padding * 2
  const date: Font = { weight: 700, size: fittingSize(day, { weight: 700, size: sheet.date }, inner) }
  const small: Font = { weight: 600, size: sheet.weekday }
  const room = inner - sheet.gutter - widest([weekday, year], small)
  const time: Font = { weight: 700, size: fittingSize(model.time, { weight: 700, size: sheet.time }, room) }
  const step = Math.round(small.size * 1.2)

  const dateLine = sheet.padding + Math.round(date.size * capHeight)
  const gap = Math.round(sheet.padding * 1.3)
  const timeLine = dateLine + Math.round(date.size * 0.12) + gap + Math.round(time.size * capHeight)
  const timeWidth = widest([model.time], time)
  const white = (text: string, font: Font, x: number, y: number): Mark => ({
    kind: 'text',
    text,
    font,
    x,
    y,
    ink: 'white',
  })
  const height = timeLine + sheet.padding
  return {
    height,
    marks: [
      { kind: 'box', x: sheet.margin, y: 0, width: sheet.inner, height, ink: 'black' },
      white(day, date, left, dateLine),
      white(weekday, small, left, timeLine - step),
      white(year, small, left, timeLine),
      white(model.time, time, left + inner - timeWidth, timeLine),
    ],
  }
}
