import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A stretch of text on a page, in points from its lower left corner. */
export interface PrintedText {
  readonly text: string
  readonly x: number
  readonly baseline: number
  readonly width: number
  readonly size: number
}

export interface ReadPage {
  readonly width: number
  readonly height: number
  readonly texts: readonly PrintedText[]
}

/** The PDF as another program reads it. */
export async function readPdf(bytes: Uint8Array): Promise<{ document: PDFDocumentProxy; pages: readonly ReadPage[] }> {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise
  const pages: ReadPage[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    const [, , width = 0, height = 0] = page.view
    const texts = items.flatMap((item): PrintedText[] => {
      if (!('str' in item) || item.str.trim() === '') return []
      const [, , , size = 0, x = 0, baseline = 0] = item.transform as number[]
      return [{ text: item.str, x, baseline, width: item.width, size }]
    })
    pages.push({ width, height, texts })
  }
  return { document, pages }
}

/** Without spaces of any kind: lines break at them. */
export function joined(text: string): string {
  return text.normalize('NFC').replace(/\s/gu, '')
}

/** Every text a model has, in order. */
export function textsOf(value: unknown, skip: ReadonlySet<string>): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item, skip))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, item]) => (skip.has(key) ? [] : textsOf(item, skip)))
}
