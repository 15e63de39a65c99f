import { fileTypes, maxFileBytes } from '@cherha/shared/workflow'
import { fileTypeFromBuffer } from 'file-type'
import { hasZipEnd } from './zip-end.ts'
import { isWholeJpeg } from './jpeg.ts'
import { isWholePdf } from './pdf.ts'
import { isWholePng } from './png.ts'
import { isWholeTiff } from './tiff.ts'

type FileType = (typeof fileTypes)[number]

/** Why a file is not taken, in a sentence for the clerk. */
export interface FileProblem {
  readonly ok: false
  readonly code: 'too-large' | 'empty' | 'wrong-type' | 'damaged'
  readonly message: { readonly uk: string; readonly en: string }
}

/** Whether the bytes are a file of the type from the first byte to the last. */
const isWhole: Readonly<Record<FileType, (bytes: Buffer) => boolean>> = {
  'application/pdf': isWholePdf,
  'image/jpeg': isWholeJpeg,
  'image/png': isWholePng,
  'image/tiff': isWholeTiff,
}

/**
 * Whether a file may lie in a case: a PDF, JPEG, PNG or TIFF by its content, whole, nothing before or behind it, at most
 * 10 MB. What its name or its sender says of it counts for nothing.
 */
export async function checkFile(
  input: Uint8Array,
): Promise<{ readonly ok: true; readonly type: FileType } | FileProblem> {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength)
  if (bytes.length === 0) return problem('empty')
  if (bytes.length > maxFileBytes) return problem('too-large')
  const type = await typeOf(bytes)
  // a reader of zip files looks at the end first: such a file would be one thing here and another there
  if (type === null || hasZipEnd(bytes)) return problem('wrong-type')
  return isWhole[type](bytes) ? { ok: true, type } : problem('damaged')
}

async function typeOf(bytes: Buffer): Promise<FileType | null> {
  try {
    const found = await fileTypeFromBuffer(bytes)
    return fileTypes.find((type) => type === found?.mime) ?? null
  } catch {
    // bytes that break the reader of types are of none of ours
    return null
  }
}

const megabytes = maxFileBytes / 1024 / 1024
const messages: Readonly<Record<FileProblem['code'], FileProblem['message']>> = {
  empty: {
    uk: 'Файл порожній. Відскануйте документ ще раз.',
    en: 'The file is empty. Scan the document again.',
  },
  'too-large': {
    uk: `Файл більший за ${megabytes} МБ. Відскануйте з меншою роздільною здатністю або розділіть на частини.`,
    en: `The file is larger than ${megabytes} MB. Scan with a lower resolution, or split it.`,
  },
  'wrong-type': {
    uk: 'Це не PDF, JPEG, PNG чи TIFF (важить вміст, а не назва). Збережіть скан в одному з цих форматів.',
    en: 'This is no PDF, JPEG, PNG or TIFF (its content counts, not its name). Save the scan as one of these.',
  },
  damaged: {
    uk: 'Файл пошкоджений або неповний, чи має зайве після кінця. Відскануйте чи збережіть його ще раз.',
    en: 'The file is damaged or not whole, or has something behind its end. Scan or save it again.',
  },
}

function problem(code: FileProblem['code']): FileProblem {
  return { ok: false, code, message: messages[code] }
}
