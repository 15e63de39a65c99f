import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import type { CodePage } from './code-page.ts'
import { type Raster, rgbaOf } from './raster.ts'
import { withoutCommands } from './real-time.ts'
import { renderSheet, renderTicket, type RenderOptions } from './render.ts'
import type { SheetModel } from './sheet-model.ts'
import { textSheet } from './text-sheet.ts'
import { textTicket } from './text-ticket.ts'
import type { TicketModel } from './ticket.ts'

const lineFeed = 0x0a

export interface EncodeOptions extends RenderOptions {
  /** Lines fed before the cut, so that the last printed line is past the knife. Default 5 (about 21 mm). */
  readonly feed?: number
  /** A partial cut leaves a tab: the ticket does not fall, and the torn edge is felt. Default `partial`. */
  readonly cut?: 'partial' | 'full'
  /** Letters in a code page of the printer, where it has them all. Null or left out: a picture. */
  readonly text?: CodePage | null
}

/**
 * A ticket as ESC/POS bytes. As a rule initialize, the picture (GS v 0), feed, cut: a picture and not text, so that any
 * printer prints every Ukrainian letter whatever code pages it knows. With `text` letters, unless one of them is not in
 * the page. Throws what `renderTicket` throws.
 */
export function encodeTicket(model: TicketModel, options: EncodeOptions = {}): Uint8Array {
  const { text = null, paper = 80, feed = 5, cut = 'partial' } = options
  const letters = text === null ? null : textTicket(model, text, { paper, feed, cut })
  return letters ?? encodePicture(renderTicket(model, options), { feed, cut })
}

/** An information sheet as ESC/POS bytes, as a ticket is. */
export function encodeSheet(model: SheetModel, options: EncodeOptions = {}): Uint8Array {
  const { text = null, paper = 80, feed = 5, cut = 'partial' } = options
  const letters = text === null ? null : textSheet(model, text, { paper, feed, cut })
  return letters ?? encodePicture(renderSheet(model, { paper }), { feed, cut })
}

/** A picture as ESC/POS bytes, with the feed and the cut behind it. P13: no command a printer would obey is in its dots. */
export function encodePicture(
  raster: Raster,
  { feed, cut }: { readonly feed: number; readonly cut: 'partial' | 'full' },
): Uint8Array {
  const { width, height } = raster
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    imageMode: 'raster',
    newline: '\n',
    feedAfterBlock: false,
    feedBeforeCut: feed,
  })
  const bytes = encoder
    .initialize()
    .image(
      { data: rgbaOf(withoutCommands(raster)), width, height },
      { width, height, algorithm: 'threshold', threshold: 128 },
    )
    .cut(cut)
    .encode()
  // the encoder ends with a line feed behind the cut: it would only lengthen the next ticket
  return bytes.at(-1) === lineFeed ? bytes.slice(0, -1) : bytes
}
