import type { CodePage } from './code-page.ts'
import { startPrinting } from './esc-pos-writer.ts'
import type { Raster } from './raster.ts'
import { withoutCommands } from './real-time.ts'
import { renderSheet, renderTicket, type RenderOptions } from './render.ts'
import type { SheetModel } from './sheet-model.ts'
import { textSheet } from './text-sheet.ts'
import { textTicket } from './text-ticket.ts'
import type { TicketModel } from './ticket.ts'

/** Rows of one picture command: small printers have no room for more. */
const bandRows = 255

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

/**
 * A picture as ESC/POS bytes, with the feed and the cut behind it. The dots are the raster's own: an encoder that makes
 * pixels of them and looks at each again takes longer than the drawing.
 */
export function encodePicture(
  raster: Raster,
  { feed, cut }: { readonly feed: number; readonly cut: 'partial' | 'full' },
): Uint8Array {
  const { width, height, data } = withoutCommands(raster)
  const row = width / 8
  const parts: Uint8Array[] = [Uint8Array.from(startPrinting)]
  for (let top = 0; top < height; top += bandRows) {
    const rows = Math.min(bandRows, height - top)
    parts.push(Uint8Array.of(0x1d, 0x76, 0x30, 0, row & 0xff, row >> 8, rows & 0xff, rows >> 8))
    parts.push(data.subarray(top * row, (top + rows) * row))
  }
  parts.push(new Uint8Array(feed).fill(0x0a), Uint8Array.of(0x1d, 0x56, cut === 'full' ? 0 : 1))
  return new Uint8Array(Buffer.concat(parts))
}
