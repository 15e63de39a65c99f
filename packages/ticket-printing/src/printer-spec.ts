import { resolve } from 'node:path'
import { type CodePage, codePages } from './code-page.ts'
import type { Paper } from './layout/sheet.ts'
import { PrinterError } from './printer.ts'

/** Where a printer is. */
export type PrinterAddress =
  | { readonly kind: 'file'; readonly folder: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'lp'; readonly path: string }
  | { readonly kind: 'serial'; readonly path: string; readonly baud: number; readonly flow: boolean }
  | { readonly kind: 'usb'; readonly vendor: number; readonly product: number }

/** A setting, taken apart. */
export interface PrinterSpec {
  readonly address: PrinterAddress
  readonly paper: Paper
  /** Text in a code page of the printer; null: pictures. */
  readonly text: CodePage | null
  readonly cut: 'partial' | 'full'
  /** Lines fed before the cut. */
  readonly feed: number
  /** False: the printer is never asked how it is. */
  readonly asks: boolean
}

const usage = 'file:DIR, tcp:HOST:PORT, lp:FILE, serial:PORT or usb:VENDOR:PRODUCT'

/** Page numbers of makers whose manuals have them. */
const makers: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  cp1251: { epson: 46, bixolon: 28, xprinter: 23 },
  cp1125: { epson: 44 },
}

/**
 * Reads a printer's setting: an address, then after a question mark options: `paper=80|58`, `text=cp1251@46` (or the
 * maker: `cp1251@epson`), `cut=partial|full`, `feed=0…40`, `status=no`; of a serial port `baud` (9600) and `flow=no`.
 * Throws a PrinterError `bad-spec`.
 */
export function readPrinterSpec(spec: string): PrinterSpec {
  const [, place = spec, tail = ''] = /^(.*)\?((?:[a-z]+=[^&=?]*)(?:&[a-z]+=[^&=?]*)*)$/s.exec(spec) ?? []
  const options = new Map(tail === '' ? [] : tail.split('&').map((pair) => pair.split('=') as [string, string]))
  const take = <T>(name: string, usual: T, read: (value: string) => T | undefined, meaning: string): T => {
    const value = options.get(name)
    options.delete(name)
    if (value === undefined) return usual
    const known = read(value)
    if (known === undefined) throw bad(`«${name}=${value}» of the printer is not right: use ${name}=${meaning}.`)
    return known
  }
  const oneOf =
    <T extends string>(...known: readonly T[]) =>
    (value: string): T | undefined =>
      known.find((each) => each === value)
  const whole =
    (least: number, most: number) =>
    (value: string): number | undefined =>
      /^\d{1,7}$/.test(value) && Number(value) >= least && Number(value) <= most ? Number(value) : undefined

  const serial = place.startsWith('serial:')
  const baud = serial ? take('baud', 9_600, whole(300, 1_000_000), '9600 or another speed') : 0
  const flow = serial ? take('flow', 'rtscts', oneOf('rtscts', 'no'), 'rtscts or no') === 'rtscts' : false
  const result: PrinterSpec = {
    address: readAddress(place, spec, baud, flow),
    paper: take('paper', '80', oneOf('80', '58'), '80 or 58') === '58' ? 58 : 80,
    text: take<CodePage | null>('text', null, readCodePage, 'cp1251@46 or cp1125@44, the number your printer has'),
    cut: take('cut', 'partial', oneOf('partial', 'full'), 'partial or full'),
    feed: take('feed', 5, whole(0, 40), '0 to 40 lines'),
    asks: take('status', 'yes', oneOf('yes', 'no'), 'yes or no') === 'yes',
  }
  const [unknown] = options.keys()
  if (unknown !== undefined) {
    throw bad(`There is no printer option «${unknown}»: use paper, text, cut, feed, status; for serial baud and flow.`)
  }
  return result
}

function readAddress(place: string, spec: string, baud: number, flow: boolean): PrinterAddress {
  const folder = /^file:(.+)$/s.exec(place)?.[1]
  if (folder !== undefined && folder.trim() !== '') return { kind: 'file', folder: resolve(folder) }
  const [, bracketed, plain, digits] = /^tcp:(?:\[([^\]\s]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(place) ?? []
  const host = bracketed ?? plain
  const port = Number(digits)
  if (host !== undefined && port >= 1 && port <= 65_535) return { kind: 'tcp', host, port }
  const device = /^lp:(\/\S+)$/.exec(place)?.[1]
  if (device !== undefined) return { kind: 'lp', path: device }
  const line = /^serial:(\/\S+|COM\d{1,3})$/.exec(place)?.[1]
  if (line !== undefined) return { kind: 'serial', path: line, baud, flow }
  const [, vendor, product] = /^usb:([\da-f]{4}):([\da-f]{4})$/i.exec(place) ?? []
  if (vendor !== undefined && product !== undefined) {
    return { kind: 'usb', vendor: Number.parseInt(vendor, 16), product: Number.parseInt(product, 16) }
  }
  throw bad(`«${spec}» is not a printer: use ${usage}, for example tcp:192.168.1.50:9100.`)
}

function readCodePage(value: string): CodePage | undefined {
  const [name = '', at = ''] = value.split('@')
  const page = codePages.find((each) => each === name)
  if (page === undefined) return undefined
  const number = /^\d{1,3}$/.test(at) ? Number(at) : makers[page]?.[at.toLowerCase()]
  return number !== undefined && number <= 255 ? { page, number } : undefined
}

function bad(sentence: string): PrinterError {
  return new PrinterError('bad-spec', sentence)
}
