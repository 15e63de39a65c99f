import type { PaperBlock } from '../model.ts'
import { drawForm, drawTable } from './tables.ts'
import { type Element, type Look, looks, millimetres, page, type Sheet } from './sheet.ts'
import { drawSignatures } from './signatures.ts'

const width = page.right - page.left

/** Draws one block and adds it to the structure. */
export function drawBlock(sheet: Sheet, parent: Element, block: PaperBlock): void {
  switch (block.kind) {
    case 'office':
      drawText(sheet, parent, 'P', block.name, looks.office, 'center')
      for (const line of block.lines) drawText(sheet, parent, 'P', line, looks.small, 'center')
      sheet.y += 5
      sheet.rule(page.left, sheet.y, width)
      sheet.y += 16
      return
    case 'title':
      drawText(sheet, parent, 'H1', block.text, looks.title, 'center')
      if (block.under !== undefined) {
        sheet.y += 2
        drawText(sheet, parent, 'P', block.under, looks.body, 'center')
      }
      sheet.y += 12
      return
    case 'dateline':
      drawDateline(sheet, parent, block.left, block.right)
      return
    case 'heading':
      if (sheet.y > page.top) sheet.y += 8
      drawText(sheet, parent, 'H2', block.text, looks.heading)
      sheet.y += 4
      return
    case 'paragraph':
      drawParagraph(sheet, parent, block)
      return
    case 'form':
      drawForm(sheet, parent, block)
      return
    case 'table':
      drawTable(sheet, parent, block)
      return
    case 'list':
      drawList(sheet, parent, block.items)
      return
    case 'blank':
      drawBlank(sheet, parent, block.label, block.lines)
      return
    case 'tick':
      drawTick(sheet, parent, block.text, block.ticked)
      return
    case 'signatures':
      drawSignatures(sheet, parent, block.places)
      return
    case 'electronic':
      drawElectronic(sheet, parent, block.title, block.lines)
  }
}

function drawText(
  sheet: Sheet,
  parent: Element,
  tag: string,
  text: string,
  look: Look,
  align: 'left' | 'center' = 'left',
  left: number = page.left,
): void {
  const element = sheet.struct(tag)
  parent.add(element)
  const room = page.right - left
  sheet.cells([{ tag, element, lines: sheet.lines(text, look, room), look, x: left, width: room, align }], look.leading)
  element.end()
}

function drawDateline(sheet: Sheet, parent: Element, left: string, right: string): void {
  const look = looks.body
  if (sheet.measure(left, look) + sheet.measure(right, look) + 20 > width) {
    drawText(sheet, parent, 'P', left, look)
    drawText(sheet, parent, 'P', right, look)
  } else {
    const [first, second] = [sheet.struct('P'), sheet.struct('P')]
    parent.add(first)
    parent.add(second)
    const cell = { tag: 'P', look, x: page.left, width }
    sheet.cells(
      [
        { ...cell, element: first, lines: [left] },
        { ...cell, element: second, lines: [right], align: 'right' },
      ],
      look.leading,
    )
    first.end()
    second.end()
  }
  sheet.y += 12
}

function drawParagraph(sheet: Sheet, parent: Element, block: Extract<PaperBlock, { kind: 'paragraph' }>): void {
  const style = block.style ?? 'normal'
  const look = style === 'small' ? looks.small : style === 'strong' ? looks.strong : looks.body
  // whom a letter goes to stands at the right half of the sheet
  const left = style === 'address' ? page.left + millimetres(80) : page.left
  drawText(sheet, parent, 'P', block.text, look, 'left', left)
  sheet.y += style === 'address' ? 3 : 7
}

function drawList(sheet: Sheet, parent: Element, items: readonly { mark: string; text: string }[]): void {
  const list = sheet.struct('L')
  parent.add(list)
  const look = looks.body
  const indent = Math.max(20, ...items.map(({ mark }) => sheet.measure(mark, look) + 8))
  for (const { mark, text } of items) {
    const [item, label, body] = [sheet.struct('LI'), sheet.struct('Lbl'), sheet.struct('LBody')]
    list.add(item)
    item.add(label)
    item.add(body)
    const x = page.left + indent
    sheet.cells(
      [
        { tag: 'Lbl', element: label, lines: [mark], look, x: page.left, width: indent },
        { tag: 'LBody', element: body, lines: sheet.lines(text, look, page.right - x), look, x, width: page.right - x },
      ],
      look.leading,
    )
    item.end()
    sheet.y += 3
  }
  list.end()
  sheet.y += 5
}

function drawBlank(sheet: Sheet, parent: Element, label: string, lines: number): void {
  sheet.need(looks.body.leading + Math.min(lines, 2) * 22)
  drawText(sheet, parent, 'P', label, looks.body)
  for (let i = 0; i < lines; i++) {
    sheet.need(22)
    sheet.y += 22
    sheet.rule(page.left, sheet.y, width)
  }
  sheet.y += 10
}

function drawTick(sheet: Sheet, parent: Element, text: string, ticked: boolean): void {
  const look = looks.body
  sheet.need(look.leading)
  const top = sheet.y
  sheet.artifact(() => {
    sheet.doc
      .rect(page.left, top + 3, 10, 10)
      .lineWidth(0.75)
      .strokeColor('#000000')
      .stroke()
    if (!ticked) return
    sheet.doc
      .moveTo(page.left + 2, top + 8)
      .lineTo(page.left + 4.5, top + 11)
      .lineTo(page.left + 9, top + 4.5)
    sheet.doc.lineWidth(1.25).stroke()
  })
  drawText(sheet, parent, 'P', text, look, 'left', page.left + 18)
  sheet.y += 5
}

function drawElectronic(sheet: Sheet, parent: Element, title: string, lines: readonly string[]): void {
  const inner = page.left + 10
  const room = page.right - 10 - inner
  const texts = [
    { text: title, look: looks.strong },
    ...lines.map((text) => ({ text, look: looks.table as Look })),
  ].map(({ text, look }) => ({ look, lines: sheet.lines(text, look, room) }))
  const height = texts.reduce((sum, { look, lines: all }) => sum + look.leading * all.length, 16)
  const whole = height < page.bottom - page.top
  if (whole) sheet.need(height)
  const top = sheet.y
  if (whole)
    sheet.artifact(() => {
      sheet.doc.rect(page.left, top, width, height).lineWidth(0.75).strokeColor('#000000').stroke()
    })
  sheet.y += 8
  for (const { look, lines: all } of texts) {
    const element = sheet.struct('P')
    parent.add(element)
    sheet.cells([{ tag: 'P', element, lines: all, look, x: inner, width: room }], look.leading)
    element.end()
  }
  sheet.y += 18
}
