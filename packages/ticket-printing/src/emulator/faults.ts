import type { PrinterTrouble } from '../status.ts'

/** What is wrong with the emulated printer. Everything can be changed while it runs. */
export interface PrinterFaults {
  readonly paper: 'ok' | 'low' | 'out'
  readonly cover: 'closed' | 'open'
  /** The button on its front. */
  readonly line: 'on' | 'off'
  /** Bytes it takes in a second; null: as fast as it can. */
  readonly bytesPerSecond: number | null
  /** The connection breaks when that many bytes of the next job have come; once. */
  readonly dropAfter: number | null
  /** The paper ends when that many bytes of the next job have come; once. */
  readonly paperOutAfter: number | null
  /** That many jobs are taken, and nothing comes out. */
  readonly swallow: number
  /** It answers no question. */
  readonly silent: boolean
  /** It knows DLE EOT and no GS r, as cheap printers do. */
  readonly noReceipts: boolean
  /** It answers no question that comes among the dots of a picture. */
  readonly deafInPictures: boolean
}

export const noFaults: PrinterFaults = {
  paper: 'ok',
  cover: 'closed',
  line: 'on',
  bytesPerSecond: null,
  dropAfter: null,
  paperOutAfter: null,
  swallow: 0,
  silent: false,
  noReceipts: false,
  deafInPictures: false,
}

/** What a printer with those faults says of itself; null: it prints. */
export function troubleOf({ paper, cover, line }: PrinterFaults): Exclude<PrinterTrouble, 'unreachable'> | null {
  if (cover === 'open') return 'cover-open'
  if (paper === 'out') return 'paper-out'
  return line === 'off' ? 'offline' : null
}

export const faultUsage =
  'paper ok|low|out, cover open|closed, line on|off, slow BYTES_PER_SECOND|off, drop BYTES, out-after BYTES, ' +
  'swallow JOBS, silent on|off, receipts on|off, ok'

/** Reads a fault as a person types it: `paper out`, `drop 2000`. Null: there is none of that name. */
export function readFault(text: string): Partial<PrinterFaults> | null {
  const [what = '', how = '', ...more] = text.trim().toLowerCase().split(/\s+/)
  if (more.length > 0) return null
  const count = /^\d{1,7}$/.test(how) ? Number(how) : null
  const asked = `${what} ${how}`
  switch (what) {
    case 'ok':
      return how === '' ? noFaults : null
    case 'paper':
      return how === 'ok' || how === 'low' || how === 'out' ? { paper: how } : null
    case 'cover':
      return how === 'open' || how === 'closed' ? { cover: how } : null
    case 'line':
      return how === 'on' || how === 'off' ? { line: how } : null
    case 'slow':
      if (asked === 'slow off') return { bytesPerSecond: null }
      return count === null || count === 0 ? null : { bytesPerSecond: count }
    case 'drop':
      return count === null ? null : { dropAfter: count }
    case 'out-after':
      return count === null ? null : { paperOutAfter: count }
    case 'swallow':
      return count === null ? null : { swallow: count }
    case 'silent':
      return how === 'on' || how === 'off' ? { silent: how === 'on' } : null
    case 'receipts':
      return how === 'on' || how === 'off' ? { noReceipts: how === 'off' } : null
    default:
      return null
  }
}
