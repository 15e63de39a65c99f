import { printable } from '../font/fonts.ts'
import { textWidth, type Font } from '../font/measure.ts'
import { wrapText } from '../font/wrap.ts'
import type { SheetModel } from '../sheet-model.ts'
import { bar, paragraph, shift, space, stack, type Block, type Mark } from './block.ts'
import type { Layout } from './layout.ts'
import { sheets, type Paper } from './sheet.ts'

/** Lays an information sheet out: title, service, the parts one below the other, small print. Nothing is cut. */
export function layOutSheet(model: SheetModel, paper: Paper): Layout {
  const sheet = sheets[paper]
  const text = (value: string, weight: Font['weight'], size: number): Block => {
    const font: Font = { weight, size }
    const lines = wrapText(printable(value), sheet.inner, (line) => textWidth(line, font))
    return paragraph(lines, font, 1.24, sheet.margin)
  }
  const [title = 0, body = 0] = [sheet.service[0], sheet.service[2]]
  const parts = model.parts.flatMap(({ heading, lines }) => [
    space(14),
    ...(heading === null ? [] : [text(heading, 700, body)]),
    ...lines.flatMap((line) => [space(3), text(line, 600, body)]),
  ])
  const block = stack([
    text(model.office.name, 600, sheet.office),
    space(10),
    bar(sheet, sheet.bar),
    space(12),
    text(model.title, 800, title),
    space(4),
    text(model.subject, 700, body),
    ...parts,
    space(14),
    bar(sheet, sheet.rule),
    ...model.notes.flatMap((note) => [space(6), text(note, 600, sheet.end)]),
    space(6),
    text(`${model.office.address} ${model.office.phone}`.trim(), 600, sheet.end),
  ])
  const marks: Mark[] = shift(block.marks, 0, sheet.top)
  return { width: sheet.width, height: Math.ceil((sheet.top + block.height + sheet.bottom) / 8) * 8, marks }
}
