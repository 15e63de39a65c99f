import { noAnswers, type PrinterState, type PrinterTrouble } from './status.ts'

export type PrinterErrorCode =
  | 'bad-spec'
  | 'bad-name'
  | 'not-writable'
  | 'unreachable'
  | 'timeout'
  | 'connection-lost'
  | 'no-receipt'
  | 'closed'
  | Exclude<PrinterTrouble, 'unreachable'>

/** A ticket was not printed, or a printer cannot be used. The message is one sentence for the person at the machine. */
export class PrinterError extends Error {
  override readonly name = 'PrinterError'
  readonly code: PrinterErrorCode
  /** Bytes of the job have left: some of it, or all, may be on paper. False: nothing can have come out. */
  readonly begun: boolean

  constructor(code: PrinterErrorCode, sentence: string, options: ErrorOptions & { readonly begun?: boolean } = {}) {
    super(sentence, options)
    this.code = code
    this.begun = options.begun === true
  }
}

/** Where tickets come out. Jobs are printed one at a time, in the order they were given. */
export interface TicketPrinter {
  /** What the printer was last known to be like. */
  readonly state: PrinterState
  /**
   * Prints ESC/POS bytes. `name` tells the job apart for people (`jobName`); it need not be unique.
   * Resolves when the printer has said that it printed them, or, where it says nothing, when they have been handed over
   * for good; rejects with a PrinterError else, which says whether something may have come out (`begun`).
   */
  print(bytes: Uint8Array, name: string): Promise<void>
  /** P16: what was sent last, perhaps before a restart, may have ended in its middle. */
  brokenOff(): void
  /** Asks whether a ticket could be printed now. Prints nothing, never rejects. */
  check(): Promise<PrinterState>
  /** Lets the running job end and refuses all others with `closed`. */
  close(): Promise<void>
}

/** Before a printer was ever asked. */
export const neverAsked: PrinterState = noAnswers

/** Name of a ticket's job: `2026-03-05_А-015`. */
export function jobName(ticket: { readonly date: string; readonly number: string }): string {
  return `${ticket.date}_${ticket.number}`
}
