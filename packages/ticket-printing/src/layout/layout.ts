import type { TicketModel } from '../ticket.ts'
import { shift, sourceOf, type Block, type Mark, type Source } from './block.ts'
import { numberBlock, numberLabelBlock, officeBlock, whenBlock } from './head.ts'
import { barBlock, endBlock, proofBlock, ruleBlock } from './proof.ts'
import type { Paper } from './sheet.ts'
import { personBlock, serviceBlock } from './visitor.ts'

/** A whole ticket, ready to be drawn. Sizes in dots; the height is a multiple of 8. */
export interface Layout {
  readonly width: number
  readonly height: number
  readonly marks: readonly Mark[]
}

/** The ticket from top to bottom, each part with the white space above it. The order never changes. */
const order: readonly (readonly [gap: number, block: (source: Source) => Block])[] = [
  [0, officeBlock],
  [12, barBlock],
  [14, numberLabelBlock],
  [18, numberBlock],
  [28, whenBlock],
  [14, personBlock],
  [14, serviceBlock],
  [16, ruleBlock],
  [2, proofBlock],
  [10, ruleBlock],
  [12, endBlock],
]

/** Lays a ticket out: every part is as high as its content, the paper as long as all of them. */
export function layOut(model: TicketModel, paper: Paper): Layout {
  const source = sourceOf(model, paper)
  const marks: Mark[] = []
  let y = source.sheet.top
  for (const [gap, make] of order) {
    const block = make(source)
    marks.push(...shift(block.marks, 0, y + gap))
    y += gap + block.height
  }
  return { width: source.sheet.width, height: Math.ceil((y + source.sheet.bottom) / 8) * 8, marks }
}
