import { renderEscPos, renderTicket, rgbaOf, type TicketModel } from '@cherha/ticket-printing'
import jsQR from 'jsqr'

/** What a paper ticket says, read back from the bytes the printer got. */
export interface Paper {
  /** Text of the QR in the raster. */
  readonly qr: string
  /** The printed dots. */
  readonly raster: ReturnType<typeof renderEscPos>['raster']
  readonly png: Buffer
}

/** Runs the bytes through the emulator and reads the QR. Throws when there is none. */
export function readPaper(bytes: Uint8Array): Paper {
  const { raster, png } = renderEscPos(bytes)
  const found = jsQR.default(rgbaOf(raster), raster.width, raster.height)
  if (found === null) throw new Error('no QR on the paper')
  return { qr: found.data, raster, png }
}

/** Whether the paper shows exactly this ticket: every dot of number, name, date, time and all else. */
export function shows(paper: Paper, model: TicketModel): boolean {
  const expected = renderTicket(model)
  if (expected.width !== paper.raster.width || paper.raster.height < expected.height) return false
  return Buffer.from(expected.data).equals(Buffer.from(paper.raster.data.subarray(0, expected.data.length)))
}
