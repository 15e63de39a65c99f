import { resolve } from 'node:path'
import { FolderPrinter } from './printers/folder.ts'
import { TcpPrinter } from './printers/tcp.ts'
import { PrinterError, type TicketPrinter } from './printer.ts'

/**
 * The printer a setting names: `file:DIR` or `tcp:HOST:PORT` (an IPv6 address in square brackets).
 * Touches neither disk nor network yet; use `check`. Throws a PrinterError `bad-spec` on anything else.
 */
export function openPrinter(spec: string): TicketPrinter {
  const folder = /^file:(.+)$/s.exec(spec)?.[1]
  if (folder !== undefined && folder.trim() !== '') return new FolderPrinter(resolve(folder))
  const [, bracketed, plain, digits] = /^tcp:(?:\[([^\]\s]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(spec) ?? []
  const host = bracketed ?? plain
  const port = Number(digits)
  if (host !== undefined && port >= 1 && port <= 65_535) return new TcpPrinter(host, port)
  throw new PrinterError(
    'bad-spec',
    `«${spec}» is not a printer: use file:DIR or tcp:HOST:PORT, for example tcp:192.168.1.50:9100.`,
  )
}
