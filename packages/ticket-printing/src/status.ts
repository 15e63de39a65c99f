/** Why nothing comes out now. `offline`: switched off line by somebody; `error`: knife, head, or what it does not name. */
export const printerTroubles = ['paper-out', 'cover-open', 'offline', 'error', 'unreachable'] as const
export type PrinterTrouble = (typeof printerTroubles)[number]

/** What is known of a printer. */
export interface PrinterState {
  /** False: it takes bytes and tells nothing of itself, so that no paper looks like paper. */
  readonly answers: boolean
  /** Null: a ticket would come out, as far as is known. */
  readonly trouble: PrinterTrouble | null
  /** The roll is near its end. */
  readonly paperLow: boolean
}

/** A printer that can be reached and says nothing about itself. */
export const noAnswers: PrinterState = { answers: false, trouble: null, paperLow: false }
/** A printer that cannot be reached. */
export const unreachable: PrinterState = { answers: false, trouble: 'unreachable', paperLow: false }

/** The question DLE EOT n: 1 printer, 2 why it is off line, 3 errors, 4 paper. Answered at once, whatever is in the buffer. */
export function statusQuestion(n: 1 | 2 | 3 | 4): Uint8Array {
  return Uint8Array.of(0x10, 0x04, n)
}

/** The question GS r 1: answered only when everything before it has been printed. */
export const receiptQuestion = Uint8Array.of(0x1d, 0x72, 0x01)

/** Bits 1 and 4 are always set in an answer to DLE EOT, bits 0 and 7 never. */
export function isStatusAnswer(byte: number): boolean {
  return (byte & 0x93) === 0x12
}

/** Bits 4 and 7 are never set in an answer to GS r. */
export function isReceipt(byte: number): boolean {
  return (byte & 0x90) === 0
}

/** The four answers to DLE EOT 1 to 4; one the printer did not give is null. */
export function readStatus(answers: readonly (number | null)[]): PrinterState {
  const bit = (n: number, mask: number): boolean => ((answers[n - 1] ?? 0) & mask) !== 0
  const known = answers.some((answer) => answer !== null)
  return {
    answers: known,
    paperLow: bit(4, 0x0c),
    trouble: bit(2, 0x04)
      ? 'cover-open'
      : bit(4, 0x60) || bit(2, 0x20)
        ? 'paper-out'
        : bit(2, 0x40) || bit(3, 0x68)
          ? 'error'
          : bit(1, 0x08)
            ? 'offline'
            : null,
  }
}

/** The answer of a printer in that state to DLE EOT n: what `readStatus` reads. */
export function statusAnswer(n: number, state: Pick<PrinterState, 'trouble' | 'paperLow'>): number {
  const { trouble, paperLow } = state
  const flag = (on: boolean, mask: number): number => (on ? mask : 0)
  switch (n) {
    case 1:
      return 0x12 | flag(trouble !== null, 0x08)
    case 2:
      return (
        0x12 |
        flag(trouble === 'cover-open', 0x04) |
        flag(trouble === 'paper-out', 0x20) |
        flag(trouble === 'error', 0x40)
      )
    case 3:
      return 0x12 | flag(trouble === 'error', 0x08)
    default:
      return 0x12 | flag(paperLow || trouble === 'paper-out', 0x0c) | flag(trouble === 'paper-out', 0x60)
  }
}
