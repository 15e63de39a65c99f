import { sheets } from '../layout/sheet.ts'

/** Rows of one picture command: a ticket is sent in bands that high at the most. */
const bandRows = 255
/** What of a command stands before its data: `GS v 0 m xL xH yL yH`. */
const headLength = 8

/** ESC @, a feed past the knife, a partial cut. */
const setBackAndCut = [0x1b, 0x40, 0x0a, 0x0a, 0x0a, 0x0a, 0x0a, 0x1d, 0x56, 0x01]

/**
 * P16: completes the head of whatever command a printer may be in the middle of, so that questions that come next are
 * not read as the size of a picture. Elsewhere the byte 00 is nothing.
 */
export const headCompletion: Uint8Array = new Uint8Array(2 * headLength)

/**
 * P16: brings a printer that may wait for the rest of a broken-off picture back to the beginning of a command: as many
 * white dots as one band may lack, for nobody knows how many were taken, and ESC @. Then it is cut off: half a ticket must
 * not hang, with a name on it, on that of the next visitor. Where nothing is lacking an empty strip comes out.
 */
export const completion: Uint8Array = Uint8Array.of(
  ...new Uint8Array(headLength + (bandRows * sheets[80].width) / 8),
  ...setBackAndCut,
)
