import { readPdf } from '../../packages/case-papers/test/read-pdf.ts'

/** The words of a PDF as another program reads them, its lines and pages joined by spaces. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  const { pages } = await readPdf(new Uint8Array(bytes))
  return pages
    .flatMap(({ texts }) => texts.map(({ text }) => text))
    .join(' ')
    .replace(/\s+/gu, ' ')
}
