import { fileTypes, maxFileBytes } from '@cherha/shared/workflow'

/** Why a file is not even sent; the hub looks at the content anew. */
export type ScanProblem = 'type' | 'large' | 'empty'

const byEnding: Readonly<Record<string, (typeof fileTypes)[number]>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  tif: 'image/tiff',
  tiff: 'image/tiff',
}

/** What the browser says of a file, or its ending where it says nothing; null: no format a scan may have. */
export function scanType({ name, type }: { readonly name: string; readonly type: string }): string | null {
  const said = fileTypes.find((known) => known === type)
  if (said !== undefined) return said
  const ending = name.toLowerCase().split('.').at(-1) ?? ''
  return type === '' || type === 'application/octet-stream' ? (byEnding[ending] ?? null) : null
}

export function scanProblem(file: {
  readonly name: string
  readonly type: string
  readonly size: number
}): ScanProblem | null {
  if (scanType(file) === null) return 'type'
  if (file.size === 0) return 'empty'
  return file.size > maxFileBytes ? 'large' : null
}

/** The name as a case keeps it: at most 120 characters, the ending kept. */
export function scanName(name: string): string {
  const tidy = name.trim() === '' ? 'scan' : name.trim()
  if (tidy.length <= 120) return tidy
  const ending = /\.[^.]{1,5}$/.exec(tidy)?.[0] ?? ''
  return `${tidy.slice(0, 120 - ending.length)}${ending}`
}
