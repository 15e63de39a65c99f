import type { PrinterSpec } from './printer-spec.ts'
import { readPrinterSpec } from './printer-spec.ts'
import type { TicketPrinter } from './printer.ts'
import { deviceFileTransport } from './printers/device-file.ts'
import { FolderPrinter } from './printers/folder.ts'
import { LinePrinter } from './printers/line-printer.ts'
import { serialTransport } from './printers/serial.ts'
import { tcpTransport } from './printers/tcp.ts'
import { usbTransport } from './printers/usb.ts'

/**
 * The printer a setting names (`readPrinterSpec`). Touches neither disk nor network yet; use `check`.
 * Throws a PrinterError `bad-spec` on a setting that names none.
 */
export function openPrinter(setting: string | PrinterSpec): TicketPrinter {
  const { address, asks } = typeof setting === 'string' ? readPrinterSpec(setting) : setting
  switch (address.kind) {
    case 'file':
      return new FolderPrinter(address.folder)
    case 'tcp':
      return new LinePrinter(tcpTransport(address.host, address.port), { asks })
    case 'lp':
      return new LinePrinter(deviceFileTransport(address.path), { asks })
    case 'serial':
      return new LinePrinter(serialTransport(address.path, address.baud, address.flow), { asks })
    case 'usb':
      return new LinePrinter(usbTransport(address.vendor, address.product), { asks })
  }
}
