import PDFDocument from 'pdfkit'
import type { PaperModel } from '../model.ts'
import { fontFiles, runsOf, type Weight } from './fonts.ts'
import { breakLines } from './lines.ts'

const mm = 72 / 25.4

/** A4 with the margins of office documents: 30 mm at the left for binding, 10 mm at the right, 20 mm above and below. */
export const page = {
  width: 210 * mm,
  height: 297 * mm,
  left: 30 * mm,
  right: 200 * mm,
  top: 20 * mm,
  bottom: 277 * mm,
} as const
export const millimetres = (amount: number): number => amount * mm

type PdfElement = ReturnType<PDFKit.PDFDocument['struct']>
type PdfContent = ReturnType<PDFKit.PDFDocument['markStructureContent']>

/** An element of the structure of the document. */
export class Element {
  readonly #inner: PdfElement | null

  /** @param inner null: nothing is drawn, only measured */
  constructor(inner: PdfElement | null) {
    this.#inner = inner
  }

  add(child: Element | PdfContent): void {
    const inner = child instanceof Element ? child.#inner : child
    if (inner !== null) this.#inner?.add(inner)
  }

  end(): void {
    this.#inner?.end()
  }
}

/** How a text looks. `leading`: from line to line, in points. */
export interface Look {
  readonly size: number
  readonly leading: number
  readonly weight: Weight
  readonly colour: string
}
const black = '#000000'
const grey = '#4d4d4d'
export const looks = {
  body: { size: 11, leading: 15.5, weight: 400, colour: black },
  strong: { size: 11, leading: 15.5, weight: 600, colour: black },
  label: { size: 9.5, leading: 13.5, weight: 400, colour: grey },
  small: { size: 9, leading: 12.5, weight: 400, colour: grey },
  caption: { size: 8, leading: 10.5, weight: 400, colour: grey },
  heading: { size: 12, leading: 17, weight: 600, colour: black },
  title: { size: 15, leading: 20, weight: 600, colour: black },
  office: { size: 12, leading: 16.5, weight: 600, colour: black },
  table: { size: 10, leading: 13.5, weight: 400, colour: black },
  tableHead: { size: 9, leading: 12.5, weight: 600, colour: black },
} as const satisfies Record<string, Look>

/** Lines of one text in a box. */
export interface Cell {
  readonly tag: string
  readonly element: Element
  readonly lines: readonly string[]
  readonly look: Look
  readonly x: number
  readonly width: number
  readonly align?: 'left' | 'center' | 'right'
}

/** The pages while they are drawn: where the next line goes, and which element of the structure it belongs to. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument
  y: number = page.top
  pages = 0
  /** Measuring: lines and pages are counted, nothing is drawn. */
  #dry = false
  readonly #widths = new Map<string, number>()

  constructor(model: PaperModel) {
    const day = new Date(`${model.date}T00:00:00Z`)
    this.doc = new PDFDocument({
      size: [page.width, page.height],
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      pdfVersion: '1.7',
      tagged: true,
      lang: 'uk-UA',
      displayTitle: true,
      // no font of the program's own: every letter comes from the files below
      font: '',
      info: {
        Title: model.title,
        Author: model.author,
        Subject: `Справа № ${model.case}`,
        Creator: 'Cherha',
        Producer: 'Cherha',
        CreationDate: day,
        ModDate: day,
      },
    })
    for (const { name, bytes } of fontFiles()) this.doc.registerFont(name, bytes)
  }

  newPage(): void {
    if (!this.#dry) this.doc.addPage()
    this.pages += 1
    this.y = page.top
  }

  struct(tag: string, options: PDFKit.Mixins.StructureElementOptions = {}): Element {
    return new Element(this.#dry ? null : this.doc.struct(tag, options))
  }

  /** How high something is that is drawn so on a page of its own, in points; Infinity: higher than a page. */
  heightOf(draw: (sheet: Sheet) => void): number {
    const { y, pages } = this
    const wasDry = this.#dry
    this.#dry = true
    this.y = page.top
    try {
      draw(this)
      return this.pages > pages ? Number.POSITIVE_INFINITY : this.y - page.top
    } finally {
      this.#dry = wasDry
      this.y = y
      this.pages = pages
    }
  }

  /** Goes to a new page unless so much still fits on this one; more than a page never does. */
  need(height: number): void {
    if (this.y + height > page.bottom && this.y > page.top) this.newPage()
  }

  /** Width in points. pdfkit lays a text out word by word, each with the space after it: so each is measured once. */
  measure(text: string, look: Look): number {
    let width = 0
    for (const word of text.split(/(?<= )/)) width += this.#widthOf(word, look.weight)
    return (width * look.size) / 1000
  }

  #widthOf(word: string, weight: Weight): number {
    const key = `${weight} ${word}`
    const known = this.#widths.get(key)
    if (known !== undefined) return known
    const width = runsOf(word, weight).reduce(
      (sum, run) => sum + this.doc.font(run.font).fontSize(1000).widthOfString(run.text),
      0,
    )
    this.#widths.set(key, width)
    return width
  }

  lines(text: string, look: Look, width: number): readonly string[] {
    return breakLines(text, width, (part) => this.measure(part, look))
  }

  /** Draws one line; its own tag has to be open. */
  line(text: string, look: Look, x: number, top: number): void {
    const baseline = top + look.leading * 0.5 + look.size * 0.35
    let at = x
    for (const run of runsOf(text, look.weight)) {
      this.doc.font(run.font).fontSize(look.size).fillColor(look.colour)
      this.doc.text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic' })
      at += this.doc.widthOfString(run.text)
    }
  }

  /** Draws cells side by side from the present line on, over as many pages as they need. `atPageEnd`: per page. */
  cells(cells: readonly Cell[], leading: number, atPageEnd: (top: number, bottom: number) => void = () => {}): void {
    const longest = Math.max(...cells.map(({ lines }) => lines.length))
    for (let from = 0; from < longest; ) {
      const fit = Math.floor((page.bottom - this.y) / leading + 0.001)
      if (fit < Math.min(2, longest - from)) {
        this.newPage()
        continue
      }
      const count = Math.min(fit, longest - from)
      for (const cell of cells) this.#slice(cell, from, count, leading)
      atPageEnd(this.y, this.y + count * leading)
      this.y += count * leading
      from += count
    }
  }

  #slice({ tag, element, lines, look, x, width, align }: Cell, from: number, count: number, leading: number): void {
    const part = lines.slice(from, from + count)
    if (part.length === 0 || this.#dry) return
    const content = this.doc.markStructureContent(tag)
    for (const [index, text] of part.entries()) {
      if (text === '') continue
      const spare = align === 'center' || align === 'right' ? width - this.measure(text, look) : 0
      this.line(text, look, x + (align === 'center' ? spare / 2 : spare), this.y + index * leading)
    }
    this.doc.endMarkedContent()
    element.add(content)
  }

  /** Something that is no content: a rule, a frame. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    if (this.#dry) return
    this.doc.markContent('Artifact', { type })
    draw()
    this.doc.endMarkedContent()
  }

  rule(x: number, y: number, width: number, colour: string = black): void {
    this.artifact(() => {
      this.doc
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(0.5)
        .strokeColor(colour)
        .stroke()
    })
  }
}
