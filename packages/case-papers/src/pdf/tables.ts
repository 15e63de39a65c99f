import type { PaperBlock } from '../model.ts'
import { type Cell, type Element, looks, millimetres, page, type Sheet } from './sheet.ts'

const photo = { width: millimetres(35), height: millimetres(45) }
const hairline = '#9a9a9a'

/** What a head of a table is the head of; pdfkit knows the option, its types do not yet. */
function scope(of: 'Row' | 'Column'): PDFKit.Mixins.StructureElementOptions & { readonly scope: string } {
  return { scope: of }
}

/** What is asked at the left, what was said at the right; a photograph's place beside the first rows. */
export function drawForm(
  sheet: Sheet,
  parent: Element,
  { rows, photo: caption }: Extract<PaperBlock, { kind: 'form' }>,
): void {
  const table = sheet.struct('Table')
  let photoBottom = 0
  if (caption !== undefined) photoBottom = drawPhoto(sheet, parent, caption)
  parent.add(table)
  let onPage = sheet.pages
  for (const { label, value } of rows) {
    const beside = sheet.y < photoBottom && sheet.pages === onPage
    const right = beside ? page.right - photo.width - millimetres(5) : page.right
    const valueLeft = page.left + millimetres(52)
    const [row, head, body] = [sheet.struct('TR'), sheet.struct('TH', scope('Row')), sheet.struct('TD')]
    table.add(row)
    row.add(head)
    row.add(body)
    const labelWidth = valueLeft - page.left - 8
    sheet.cells(
      [
        {
          tag: 'TH',
          element: head,
          lines: sheet.lines(label, looks.label, labelWidth),
          look: { ...looks.label, leading: looks.body.leading },
          x: page.left,
          width: labelWidth,
        },
        {
          tag: 'TD',
          element: body,
          lines: value === null ? [] : sheet.lines(value, looks.body, right - valueLeft),
          look: looks.body,
          x: valueLeft,
          width: right - valueLeft,
        },
      ],
      looks.body.leading,
    )
    row.end()
    sheet.rule(valueLeft, sheet.y + 1.5, right - valueLeft, value === null ? '#000000' : hairline)
    sheet.y += 6
    if (sheet.pages !== onPage) {
      photoBottom = 0
      onPage = sheet.pages
    }
  }
  table.end()
  sheet.y = Math.max(sheet.y, photoBottom === 0 ? 0 : photoBottom + 4) + 4
}

/** The frame for the photograph, at the right margin; answers where it ends. */
function drawPhoto(sheet: Sheet, parent: Element, caption: string): number {
  sheet.need(photo.height + 8)
  const [x, top] = [page.right - photo.width, sheet.y]
  sheet.artifact(() => {
    sheet.doc
      .rect(x, top, photo.width, photo.height)
      .lineWidth(0.75)
      .dash(3, { space: 3 })
      .strokeColor('#000000')
      .stroke()
      .undash()
  })
  const element = sheet.struct('P')
  parent.add(element)
  const lines = sheet.lines(caption, looks.small, photo.width - 12)
  sheet.y = top + (photo.height - lines.length * looks.small.leading) / 2
  sheet.cells(
    [{ tag: 'P', element, lines, look: looks.small, x: x + 6, width: photo.width - 12, align: 'center' }],
    looks.small.leading,
  )
  element.end()
  sheet.y = top
  return top + photo.height
}

/** A table with ruled rows; its head comes again on every page, for the eye only. */
export function drawTable(sheet: Sheet, parent: Element, block: Extract<PaperBlock, { kind: 'table' }>): void {
  const { columns, rows, spare = 0 } = block
  const width = page.right - page.left
  const edges = columns.reduce<number[]>((all, { share }) => [...all, (all.at(-1) ?? 0) + share * width], [page.left])
  const table = sheet.struct('Table')
  parent.add(table)
  sheet.need(60)
  const all = [
    columns.map(({ title }) => title),
    ...rows,
    ...Array.from({ length: spare }, () => columns.map(() => '')),
  ]
  for (const [index, texts] of all.entries()) {
    const tag = index === 0 ? 'TH' : 'TD'
    const look = index === 0 ? looks.tableHead : looks.table
    const row = sheet.struct('TR')
    table.add(row)
    const cells = texts.map((text, column): Cell => {
      const element = sheet.struct(tag, index === 0 ? scope('Column') : {})
      row.add(element)
      const x = (edges[column] ?? 0) + 4
      const room = (edges[column + 1] ?? x) - x - 4
      return { tag, element, lines: sheet.lines(text, look, room), look, x, width: room }
    })
    const height = Math.max(...cells.map(({ lines }) => lines.length)) * look.leading
    if (height < (page.bottom - page.top) / 2) sheet.need(height + 8)
    sheet.y += 3
    sheet.cells(cells, look.leading, (top, bottom) => frame(sheet, edges, top - 3, bottom + 4))
    sheet.y += 4
    row.end()
  }
  table.end()
  sheet.y += 10
}

function frame(sheet: Sheet, edges: readonly number[], top: number, bottom: number): void {
  const [left, right] = [edges[0] ?? 0, edges.at(-1) ?? 0]
  sheet.artifact(() => {
    sheet.doc.lineWidth(0.5).strokeColor('#000000')
    for (const y of [top, bottom]) sheet.doc.moveTo(left, y).lineTo(right, y)
    for (const x of edges) sheet.doc.moveTo(x, top).lineTo(x, bottom)
    sheet.doc.stroke()
  })
}
