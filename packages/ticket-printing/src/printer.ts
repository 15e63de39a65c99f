export type PrinterErrorCode =
  | 'bad-spec'
  | 'bad-name'
  | 'not-writable'
  | 'unreachable'
  | 'timeout'
  | 'connection-lost'
  | 'closed'

/** A ticket was not printed, or a printer cannot be used. The message is one sentence for the person at the machine. */
export class PrinterError extends Error {
  override readonly name = 'PrinterError'
  readonly code: PrinterErrorCode

  constructor(code: PrinterErrorCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.code = code
  }
}

/** Where tickets come out. Jobs are printed one at a time, in the order they were given. */
export interface TicketPrinter {
  /**
   * Prints ESC/POS bytes. `name` tells the job apart for people (`jobName`); it need not be unique.
   * Resolves when the bytes have been handed over for good; rejects with a PrinterError when they may not have been.
   */
  print(bytes: Uint8Array, name: string): Promise<void>
  /** Whether a ticket could be printed now. Prints nothing, never rejects. */
  check(): Promise<'ok' | 'failed'>
  /** Lets the running job end and refuses all others with `closed`. */
  close(): Promise<void>
}

/** Name of a ticket's job: `2026-03-05_А-015`. */
export function jobName(ticket: { readonly date: string; readonly number: string }): string {
  return `${ticket.date}_${ticket.number}`
}
