import { type CodePage, encodeText } from './code-page.ts'
import { escPos } from './esc-pos-writer.ts'
import { printable } from './font/fonts.ts'
import { wrapText } from './font/wrap.ts'
import type { SheetModel } from './sheet-model.ts'
import { columns, type TextOptions } from './text-ticket.ts'

/** An information sheet as letters in a code page of the printer. Null when a letter is not in the page. */
export function textSheet(model: SheetModel, page: CodePage, { paper, feed, cut }: TextOptions): Uint8Array | null {
  const width = columns[paper]
  const out = escPos((text) => encodeText(text, page.page))
  const lines = (text: string): void => {
    for (const line of wrapText(printable(text), width, (each) => [...each].length)) out.line(line)
  }
  out.initialize().page(page.number)
  lines(model.office.name)
  out.rule(width).bold(true)
  lines(model.title)
  out.bold(false)
  lines(model.subject)
  for (const { heading, lines: all } of model.parts) {
    out.line('')
    if (heading !== null) {
      out.bold(true)
      lines(heading)
      out.bold(false)
    }
    all.forEach(lines)
  }
  out.rule(width)
  model.notes.forEach(lines)
  lines(`${model.office.address} ${model.office.phone}`)
  return out.feed(feed).cut(cut).bytes()
}
