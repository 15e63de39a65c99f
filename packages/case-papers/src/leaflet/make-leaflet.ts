import PDFDocument from 'pdfkit'
import { fontFiles, runsOf } from '../pdf/fonts.ts'
import { breakLines } from '../pdf/lines.ts'
import type { Look } from '../pdf/sheet.ts'
import type { LeafletModel } from './model.ts'

const mm = 72 / 25.4
/** Everything is drawn on A4; A5 is the same, smaller. */
const page = { width: 210 * mm, height: 297 * mm, left: 20 * mm, right: 190 * mm } as const
const shrink = { a4: 1, a5: 148 / 210 } as const

// of the design: navy is for reading, blue for what is done
const colours = {
  sign: '#0a1f44',
  onSign: '#ffffff',
  mark: '#ffd400',
  text: '#0b1526',
  quiet: '#3d4d63',
  action: '#0b4a9e',
  page: '#eef2f7',
  edge: '#586980',
} as const
const look = (size: number, leading: number, weight: Look['weight'], colour: string = colours.text): Look => ({
  size,
  leading,
  weight,
  colour,
})
const looks = {
  brand: look(18, 22, 600, colours.onSign),
  heading: look(44, 50, 600),
  under: look(18, 25, 400, colours.quiet),
  step: look(15, 20.5, 400),
  number: look(20, 24, 600, colours.onSign),
  url: look(12, 16, 400, colours.quiet),
  office: look(20, 26, 600),
  address: look(15, 21, 400),
  foot: look(11, 15, 400, colours.quiet),
} as const

const band = 26 * mm
const codeBox = { top: 78 * mm, size: 92 * mm, padding: 7 * mm } as const
const cardPadding = 9 * mm
const cardBottom = 271 * mm
const footTop = 277 * mm
/** Below the third step. */
const highestCard = 192 * mm
/** Of the letters of the office: the largest with which a long name leaves the steps their room. */
const cardSizes = [1, 0.85, 0.7, 0.55, 0.4] as const

/** The leaflet as a PDF of one page: tagged, its words can be selected, its code is made of areas, not of dots. */
export async function makeLeaflet(model: LeafletModel): Promise<Uint8Array> {
  const day = new Date(`${model.date}T00:00:00Z`)
  const factor = shrink[model.size]
  const doc = new PDFDocument({
    size: [page.width * factor, page.height * factor],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: model.language === 'uk' ? 'uk-UA' : 'en',
    displayTitle: true,
    font: '',
    info: {
      Title: model.title,
      Author: model.office.name,
      Creator: 'Cherha',
      Producer: 'Cherha',
      CreationDate: day,
      ModDate: day,
    },
  })
  for (const { name, bytes } of fontFiles()) doc.registerFont(name, bytes)
  const finished = new Promise<Uint8Array>((resolve, reject) => {
    const chunks: Uint8Array[] = []
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    doc.on('error', reject)
  })
  doc.scale(factor)
  new Drawing(doc).draw(model)
  doc.end()
  return finished
}

const sized = (of: Look, factor: number): Look => ({ ...of, size: of.size * factor, leading: of.leading * factor })

class Drawing {
  readonly #doc: PDFKit.PDFDocument
  readonly #root: ReturnType<PDFKit.PDFDocument['struct']>

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc
    this.#root = doc.struct('Document')
    doc.addStructure(this.#root)
  }

  draw(model: LeafletModel): void {
    const width = page.right - page.left
    this.#background()
    this.#text('P', model.brand, looks.brand, { x: page.left + 15 * mm, top: band / 2 - 11, width })
    const under = this.#text('H1', model.heading, looks.heading, { x: page.left, top: 40 * mm, width })
    this.#text('P', model.under, looks.under, { x: page.left, top: under + 4, width })
    this.#code(model)
    this.#steps(model.steps)
    this.#office(model.office)
    this.#text('P', model.foot, looks.foot, { x: page.left, top: footTop, width })
    this.#root.end()
  }

  #background(): void {
    const doc = this.#doc
    this.#artifact(() => {
      doc.rect(0, 0, page.width, band).fill(colours.sign)
      const top = band / 2 - 4.5 * mm
      for (const [index, colour] of [colours.mark, colours.onSign, colours.onSign].entries()) {
        doc.rect(page.left + index * 3.9 * mm, top, 2.7 * mm, 9 * mm).fill(colour)
      }
    })
  }

  #code({ code, url, codeText }: LeafletModel): void {
    const doc = this.#doc
    const { top, size, padding } = codeBox
    this.#artifact(() => {
      doc
        .roundedRect(page.left, top, size, size, 4 * mm)
        .lineWidth(1.5)
        .strokeColor(colours.edge)
        .stroke()
    })
    const figure = doc.struct('Figure', { alt: `${codeText}: ${url}` }, () => {
      const module = (size - 2 * padding) / code.length
      for (const [row, line] of code.entries()) {
        for (const run of line.matchAll(/1+/g)) {
          // one area for each run of black: between squares side by side some printers leave a white hair
          doc.rect(
            page.left + padding + run.index * module,
            top + padding + row * module,
            run[0].length * module,
            module,
          )
        }
      }
      doc.fill('#000000')
    })
    this.#root.add(figure)
    this.#text('P', url, looks.url, { x: page.left, top: top + size + 8, width: size })
  }

  #steps(steps: readonly string[]): void {
    const doc = this.#doc
    const left = page.left + codeBox.size + 8 * mm
    const square = 11 * mm
    const x = left + square + 4 * mm
    let { top } = codeBox
    for (const [index, step] of steps.entries()) {
      this.#artifact(() => {
        doc.roundedRect(left, top, square, square, 2.5 * mm).fill(colours.action)
      })
      const number = String(index + 1)
      const spare = square - this.#measure(number, looks.number)
      this.#text('P', number, looks.number, { x: left + spare / 2, top: top + (square - 24) / 2, width: square })
      const bottom = this.#text('P', step, looks.step, { x, top: top + 1, width: page.right - x })
      top = Math.max(bottom, top + square) + 7 * mm
    }
  }

  #office({ name, address: street, phones }: LeafletModel['office']): void {
    const width = page.right - page.left - 2 * cardPadding
    const laidOut = cardSizes.map((size) => {
      const address = sized(looks.address, size)
      const parts = [
        { text: name, look: sized(looks.office, size), after: 6 },
        { text: street, look: address, after: 6 },
        { text: phones, look: address, after: 0 },
      ]
      const heights = parts.map(({ text, look: of, after }) => this.#lines(text, of, width).length * of.leading + after)
      return { parts, height: heights.reduce((sum, one) => sum + one, 2 * cardPadding) }
    })
    const card = laidOut.find(({ height }) => cardBottom - height >= highestCard) ?? laidOut.at(-1)
    if (card === undefined) return
    const { parts, height } = card
    const top = cardBottom - height
    this.#artifact(() => {
      this.#doc.roundedRect(page.left, top, page.right - page.left, height, 4 * mm).fill(colours.page)
    })
    let at = top + cardPadding
    for (const { text, look: of, after } of parts) {
      at = this.#text('P', text, of, { x: page.left + cardPadding, top: at, width }) + after
    }
  }

  /** @returns where the next line would begin */
  #text(tag: string, text: string, of: Look, { x, top, width }: { x: number; top: number; width: number }): number {
    const lines = this.#lines(text, of, width)
    const element = this.#doc.struct(tag, {}, () => {
      for (const [index, line] of lines.entries()) this.#line(line, of, x, top + index * of.leading)
    })
    this.#root.add(element)
    return top + lines.length * of.leading
  }

  #line(text: string, { size, leading, weight, colour }: Look, x: number, top: number): void {
    const baseline = top + leading * 0.5 + size * 0.35
    let at = x
    for (const run of runsOf(text, weight)) {
      this.#doc.font(run.font).fontSize(size).fillColor(colour)
      this.#doc.text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic' })
      at += this.#doc.widthOfString(run.text)
    }
  }

  #lines(text: string, of: Look, width: number): readonly string[] {
    return breakLines(text, width, (part) => this.#measure(part, of))
  }

  #measure(text: string, { size, weight }: Look): number {
    return runsOf(text, weight).reduce(
      (sum, run) => sum + this.#doc.font(run.font).fontSize(size).widthOfString(run.text),
      0,
    )
  }

  #artifact(draw: () => void): void {
    this.#doc.markContent('Artifact', { type: 'Layout' })
    draw()
    this.#doc.endMarkedContent()
  }
}
