import type { SignaturePlace } from '../model.ts'
import { type Cell, type Element, looks, millimetres, page, type Sheet } from './sheet.ts'

const who = { x: page.left, width: millimetres(62) }
const line = { x: page.left + millimetres(67), width: millimetres(38) }
const name = { x: page.left + millimetres(110), width: page.right - page.left - millimetres(110) }

/** Places to sign, as office documents have them: who, the line, the name; the day below where it belongs. */
export function drawSignatures(sheet: Sheet, parent: Element, places: readonly SignaturePlace[]): void {
  for (const place of places) {
    const [whoLines, nameLines] = [
      sheet.lines(place.who, looks.body, who.width),
      sheet.lines(place.name ?? '', looks.body, name.width),
    ]
    const height = Math.max(whoLines.length, nameLines.length) * looks.body.leading
    if (height < (page.bottom - page.top) / 2) sheet.need(height + 12 + looks.label.leading)
    sheet.y += 12
    // the name stands beside the last line of a long job title
    const above = Array.from({ length: Math.max(0, whoLines.length - nameLines.length) }, () => '')
    row(sheet, parent, [
      { lines: whoLines, ...who },
      ...(place.name === null ? [] : [{ lines: [...above, ...nameLines], ...name }]),
    ])
    for (const { x, width } of place.name === null ? [line, name] : [line]) sheet.rule(x, sheet.y, width)
    drawCaptions(sheet, parent, place)
    sheet.y += 6
  }
  sheet.y += 6
}

function row(
  sheet: Sheet,
  parent: Element,
  texts: readonly { lines: readonly string[]; x: number; width: number }[],
): void {
  const cells = texts.map((text): Cell => {
    const element = sheet.struct('P')
    parent.add(element)
    return { tag: 'P', element, look: looks.body, ...text }
  })
  sheet.cells(cells, looks.body.leading)
  for (const { element } of cells) element.end()
}

function drawCaptions(sheet: Sheet, parent: Element, { name: signer, date, captions }: SignaturePlace): void {
  const texts = [
    { text: captions.sign, ...line },
    ...(signer === null ? [{ text: captions.name, ...name }] : []),
    ...(date === null ? [] : [{ text: date, ...who }]),
  ]
  const cells = texts.map(({ text, x, width }): Cell => {
    const element = sheet.struct('P')
    parent.add(element)
    const look = x === who.x ? looks.label : looks.caption
    return {
      tag: 'P',
      element,
      look,
      x,
      width,
      lines: sheet.lines(text, look, width),
      align: x === who.x ? 'left' : 'center',
    }
  })
  sheet.cells(cells, looks.label.leading)
  for (const { element } of cells) element.end()
}
