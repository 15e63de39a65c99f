import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import { rgbaOf } from './raster.ts'
import { renderTicket, type RenderOptions } from './render.ts'
import type { TicketModel } from './ticket.ts'

const lineFeed = 0x0a

export interface EncodeOptions extends RenderOptions {
  /** Lines fed before the cut, so that the last printed line is past the knife. Default 5 (about 21 mm). */
  readonly feed?: number
  /** A partial cut leaves a tab: the ticket does not fall, and the torn edge is felt. Default `partial`. */
  readonly cut?: 'partial' | 'full'
}

/**
 * A ticket as ESC/POS bytes: initialize, the picture (GS v 0), feed, cut. A picture and not text, so that any printer
 * prints every Ukrainian letter whatever code pages it knows. Throws what `renderTicket` throws.
 */
export function encodeTicket(model: TicketModel, options: EncodeOptions = {}): Uint8Array {
  const raster = renderTicket(model, options)
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    imageMode: 'raster',
    newline: '\n',
    feedAfterBlock: false,
    feedBeforeCut: options.feed ?? 5,
  })
  const bytes = encoder
    .initialize()
    .image(
      { data: rgbaOf(raster), width: raster.width, height: raster.height },
      { width: raster.width, height: raster.height, algorithm: 'threshold', threshold: 128 },
    )
    .cut(options.cut ?? 'partial')
    .encode()
  // The encoder ends with a line feed behind the cut: it would only lengthen the next ticket.
  return bytes.at(-1) === lineFeed ? bytes.slice(0, -1) : bytes
}
