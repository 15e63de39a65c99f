import { type CodePage, encodeText } from './code-page.ts'
import { printable } from './font/fonts.ts'
import { wrapText, wrapUnits } from './font/wrap.ts'
import { escPos } from './esc-pos-writer.ts'
import type { Paper } from './layout/sheet.ts'
import { words } from './texts.ts'
import type { TicketModel } from './ticket.ts'

/** Letters of a printer's font A in a line. */
export const columns: Readonly<Record<Paper, number>> = { 80: 48, 58: 32 }
/** The number is that many times as wide and high; `Ф-8888` still fits. */
const numberSize: Readonly<Record<Paper, number>> = { 80: 6, 58: 5 }

export interface TextOptions {
  readonly paper: Paper
  readonly feed: number
  readonly cut: 'partial' | 'full'
}

/**
 * A ticket as letters in a code page of the printer, the QR by the printer's own command: at most about 1 KB where a
 * picture has 40. Null when a letter of it is not in the page: then it has to be a picture.
 */
export function textTicket(model: TicketModel, page: CodePage, { paper, feed, cut }: TextOptions): Uint8Array | null {
  const w = words[model.language]
  const width = columns[paper]
  const length = (text: string): number => [...text].length
  const out = escPos((text) => encodeText(printable(text), page.page))
  const lines = (text: string): void => {
    for (const line of wrapText(printable(text), width, length)) out.line(line)
  }
  const { day, weekday, year } = w.date(model.date)
  out.initialize().page(page.number)
  lines(model.office.name)
  lines(model.office.address)
  out.rule(width)
  out.line(model.copy ? `${w.yourNumber}   ${w.copy.toLocaleUpperCase(model.language)}` : w.yourNumber)
  out.size(numberSize[paper]).line(model.number).size(1)
  out.bold(true).size(2).line(day).size(4).line(model.time).size(1).line(`${weekday} ${year}`).bold(false)
  if (model.person !== null) {
    const { surname, givenName, patronymic } = model.person
    const parts = [surname, givenName, patronymic ?? ''].map(printable).filter((part) => part !== '')
    out.line(`${w.person}:`).bold(true)
    for (const line of wrapUnits(parts, width, length)) out.line(line)
    out.bold(false)
  }
  lines(`${w.service}: ${model.service}`)
  out.rule(width)
  lines(w.noShow(model.noShowMinutes))
  out
    .center(true)
    .qr(model.qr, paper === 58 ? 5 : 6)
    .bold(true)
    .line(model.code.replace(/(.{4})(?=.)/gu, '$1 '))
  out.bold(false).center(false).rule(width)
  lines(`${w.issued(model.issued.date, model.issued.time)}, ${model.office.phone}`)
  lines(model.witness)
  return out.feed(feed).cut(cut).bytes()
}
