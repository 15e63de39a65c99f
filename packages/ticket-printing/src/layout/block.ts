import { printable } from '../font/fonts.ts'
import { textWidth, type Font } from '../font/measure.ts'
import type { TicketModel } from '../ticket.ts'
import { words, type Words } from '../texts.ts'
import { sheets, type Paper, type Sheet } from './sheet.ts'

export type Ink = 'black' | 'white'

/** One thing to draw. Positions in dots from the left edge of the paper and the top of the block; `y` of text is its base line. */
export type Mark =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly font: Font
      readonly x: number
      readonly y: number
      readonly ink: Ink
    }
  | {
      readonly kind: 'box'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly ink: Ink
    }

/** A part of the ticket over the whole width of the paper; as high as what is in it. */
export interface Block {
  readonly height: number
  readonly marks: readonly Mark[]
}

/** What every block is made from. */
export interface Source {
  readonly model: TicketModel
  readonly sheet: Sheet
  readonly words: Words
}

/** Cleans the model's texts once, so that measuring, breaking and drawing see the same letters. */
export function sourceOf(model: TicketModel, paper: Paper): Source {
  const { office, person } = model
  return {
    sheet: sheets[paper],
    words: words[model.language],
    model: {
      ...model,
      office: { name: printable(office.name), address: printable(office.address), phone: printable(office.phone) },
      number: printable(model.number),
      service: printable(model.service),
      person: person && {
        surname: printable(person.surname),
        givenName: printable(person.givenName),
        patronymic: person.patronymic === null ? null : printable(person.patronymic),
      },
      code: printable(model.code),
      witness: printable(model.witness),
    },
  }
}

/** Lines of one font one below the other, their left edge at `x`. `leading` is the line height as a part of the size. */
export function paragraph(lines: readonly string[], font: Font, leading: number, x: number, ink: Ink = 'black'): Block {
  const step = Math.round(font.size * leading)
  return {
    height: step * lines.length,
    marks: lines.map((text, i) => ({ kind: 'text', text, font, x, y: i * step + baseline(step, font), ink })),
  }
}

/** Base line inside a line of the given height: letters stand in the middle as in a browser (ascent 0.98, descent 0.22). */
export function baseline(height: number, font: Font): number {
  return Math.round(height / 2 + font.size * 0.38)
}

/** Two texts on one line, one at each edge; one below the other where they do not fit side by side. */
export function edges(left: Block & { width: number }, right: Block & { width: number }, sheet: Sheet): Block {
  if (left.width + sheet.gutter + right.width > sheet.inner) return stack([left, right])
  return {
    height: Math.max(left.height, right.height),
    marks: [...left.marks, ...shift(right.marks, sheet.inner - right.width, 0)],
  }
}

/** Blocks one below the other without space between them. */
export function stack(blocks: readonly Block[]): Block {
  let height = 0
  const marks: Mark[] = []
  for (const block of blocks) {
    marks.push(...shift(block.marks, 0, height))
    height += block.height
  }
  return { height, marks }
}

export function space(height: number): Block {
  return { height, marks: [] }
}

export function bar(sheet: Sheet, height: number): Block {
  return { height, marks: [{ kind: 'box', x: sheet.margin, y: 0, width: sheet.inner, height, ink: 'black' }] }
}

export function shift(marks: readonly Mark[], dx: number, dy: number): Mark[] {
  return marks.map((mark) => ({ ...mark, x: mark.x + dx, y: mark.y + dy }))
}

/** Width of the widest of some lines, in whole dots. */
export function widest(lines: readonly string[], font: Font): number {
  return Math.ceil(Math.max(0, ...lines.map((line) => textWidth(line, font))))
}
