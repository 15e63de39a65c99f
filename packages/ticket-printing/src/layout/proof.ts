import QRCode from 'qrcode'
import { fittingSize, textWidth, type Font } from '../font/measure.ts'
import { wrapBalanced, wrapText } from '../font/wrap.ts'
import { bar, edges, paragraph, shift, space, stack, widest, type Block, type Mark, type Source } from './block.ts'
import { leastModule, type Sheet } from './sheet.ts'

/** White modules a scanner needs on every side. */
const quiet = 4

/**
 * The QR with the check-in code under it, and the sentence about the no-show: beside the QR where a column is left,
 * else above it. Throws a RangeError when the QR's text is too long for the paper.
 */
export function proofBlock({ model, sheet, words }: Source): Block {
  const qr = qrBlock(model.qr, model.code, sheet)
  const font: Font = { weight: 700, size: sheet.noShow }
  const sentence = (width: number, x: number): Block =>
    stack([
      space(10),
      paragraph(
        wrapBalanced(words.noShow(model.noShowMinutes), width, (line) => textWidth(line, font)),
        font,
        1.2,
        x,
      ),
      space(10),
    ])

  const column = sheet.width - sheet.margin - qr.width - sheet.gutter
  if (column < sheet.column) {
    const middle = Math.round((sheet.width - qr.width) / 2)
    return stack([sentence(sheet.inner, sheet.margin), { height: qr.height, marks: shift(qr.marks, middle, 0) }])
  }
  const text = sentence(column, qr.width + sheet.gutter)
  const height = Math.max(qr.height, text.height)
  const half = (block: Block): number => Math.round((height - block.height) / 2)
  return { height, marks: [...shift(qr.marks, 0, half(qr)), ...shift(text.marks, 0, half(text))] }
}

/** Date and time of issue, phone, and small below them the witness: the auditor's proof that the ticket was in the log. */
export function endBlock({ model, sheet, words }: Source): Block {
  const part = (text: string, font: Font): Block & { width: number } => {
    const lines = wrapText(text, sheet.inner, (line) => textWidth(line, font))
    return { ...paragraph(lines, font, 1.3, sheet.margin), width: widest(lines, font) }
  }
  const font: Font = { weight: 600, size: sheet.end }
  const issued = part(words.issued(model.issued.date, model.issued.time), font)
  return stack([
    edges(issued, part(model.office.phone, font), sheet),
    part(model.witness, { weight: 600, size: sheet.witness }),
  ])
}

export function ruleBlock({ sheet }: Source): Block {
  return bar(sheet, sheet.rule)
}

export function barBlock({ sheet }: Source): Block {
  return bar(sheet, sheet.bar)
}

/** The quiet zone belongs to the block; on the left it reaches into the margin. */
function qrBlock(text: string, code: string, sheet: Sheet): Block & { width: number } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + quiet * 2
  const dots = Math.min(sheet.module, Math.floor(sheet.width / side))
  if (dots < leastModule)
    throw new RangeError(`The text of the QR (${text.length} characters) is too long for the paper.`)

  const marks: Mark[] = []
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column) === 0) continue
      marks.push({
        kind: 'box',
        x: (column + quiet) * dots,
        y: (row + quiet) * dots,
        width: dots,
        height: dots,
        ink: 'black',
      })
    }
  }
  const width = side * dots
  const groups = code.match(/.{1,4}/gu)?.join('\u00a0') ?? ''
  const full: Font = { weight: 700, size: sheet.code }
  const font: Font = { ...full, size: fittingSize(groups, full, modules.size * dots) }
  const x = Math.round((width - textWidth(groups, font)) / 2)
  const line = paragraph([groups], font, 1.2, x)
  return { ...stack([{ height: width - quiet * dots + 10, marks }, line]), width }
}
