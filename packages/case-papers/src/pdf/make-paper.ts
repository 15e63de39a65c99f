import type { PaperBlock, PaperLanguage, PaperModel } from '../model.ts'
import { drawBlock } from './blocks.ts'
import { Element, looks, millimetres, page, Sheet } from './sheet.ts'

/**
 * The paper as a PDF: A4, tagged, every letter from an embedded font. The same model gives the same bytes (with the
 * same version of the program): nothing in the file comes from a clock, from chance or from the machine.
 */
export async function makePaper(model: PaperModel): Promise<Uint8Array> {
  const sheet = new Sheet(model)
  const { doc } = sheet
  const finished = collect(doc)
  const root = doc.struct('Document')
  doc.addStructure(root)
  const document = new Element(root)
  const languages: PaperLanguage[] = []
  for (const { language, blocks } of model.parts) {
    const part = sheet.struct('Part', { lang: language === 'uk' ? 'uk-UA' : 'en' })
    document.add(part)
    sheet.newPage()
    for (const [index, block] of blocks.entries()) {
      sheet.need(kept(blocks, index).reduce((sum, one) => sum + heightOf(sheet, one), 0))
      drawBlock(sheet, part, block)
    }
    part.end()
    while (languages.length < sheet.pages) languages.push(language)
  }
  document.end()
  for (const [index, language] of languages.entries()) drawFoot(sheet, model, language, index, languages.length)
  doc.end()
  return finished
}

/** What may not be torn apart: a signature never stands alone on a page, nor a heading at the end of one. */
function kept(blocks: readonly PaperBlock[], index: number): readonly PaperBlock[] {
  const [block, next, after] = blocks.slice(index, index + 3)
  if (block === undefined || next === undefined) return []
  if (block.kind === 'heading' && after !== undefined && isSigned(after)) return [block, next, after]
  return block.kind === 'heading' || isSigned(next) ? [block, next] : []
}

/** Of many signatures only the first has to stand with what is signed. */
const together = (page.bottom - page.top) / 3

function isSigned({ kind }: PaperBlock): boolean {
  return kind === 'signatures' || kind === 'electronic'
}

/** Height in points; of what is longer than a third of a page only its beginning: it is broken anyway. */
function heightOf(sheet: Sheet, block: PaperBlock): number {
  const height = sheet.heightOf((on) => drawBlock(on, on.struct('Part'), block))
  if (height <= together) return height
  const [first, second] = block.kind === 'signatures' ? block.places : []
  return first === undefined || second === undefined ? 0 : heightOf(sheet, { kind: 'signatures', places: [first] })
}

function drawFoot(sheet: Sheet, model: PaperModel, language: PaperLanguage, index: number, count: number): void {
  sheet.doc.switchToPage(index)
  const look = looks.small
  const top = page.height - millimetres(13)
  const [left, right] =
    language === 'uk'
      ? [`Справа № ${model.case}`, `Сторінка ${index + 1} з ${count}`]
      : [`Case No. ${model.case}`, `Page ${index + 1} of ${count}`]
  sheet.artifact(() => {
    sheet.line(left, look, page.left, top)
    sheet.line(right, look, page.right - sheet.measure(right, look), top)
  }, 'Pagination')
}

function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    doc.on('error', reject)
  })
}
