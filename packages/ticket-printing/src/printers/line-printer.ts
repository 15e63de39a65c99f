import { neverAsked, PrinterError, type PrinterErrorCode, type TicketPrinter } from '../printer.ts'
import {
  isReceipt,
  isStatusAnswer,
  noAnswers,
  type PrinterState,
  readStatus,
  receiptQuestion,
  statusQuestion,
  unreachable,
} from '../status.ts'
import { completion, headCompletion } from './completion.ts'
import { Jobs } from './jobs.ts'
import type { Link, Transport } from './link.ts'

export interface LineTimeouts {
  /** Longest wait for the line to open, in milliseconds. */
  readonly connectMs: number
  /** Longest time, in milliseconds, in which the printer takes nothing: without paper most of them stop reading. */
  readonly stallMs: number
  /** Longest wait for the other side to close or to have everything. Some never close: then it counts as printed. */
  readonly lingerMs: number
  /** Longest wait for the answer to a question. */
  readonly answerMs: number
  /** Longest wait, after the last byte, for the word that everything is printed. */
  readonly receiptMs: number
}

export interface LineOptions extends Partial<LineTimeouts> {
  /** False: the printer is never asked how it is. Default true. */
  readonly asks?: boolean
}

const defaults: LineTimeouts = { connectMs: 3_000, stallMs: 10_000, lingerMs: 2_000, answerMs: 400, receiptMs: 15_000 }

/** Bytes offered at once, so that a slow printer that still reads is never taken for a stopped one. */
const chunkSize = 4_096
/** While a receipt is waited for, the printer is asked this often whether its paper is out. */
const askWhileWaitingMs = 400
/** The ticket is known to be out: only good manners wait for the other side to close. */
const lingerWithReceiptMs = 200

const sentences: Readonly<Record<NonNullable<PrinterState['trouble']>, string>> = {
  'paper-out': 'is out of paper',
  'cover-open': 'has its cover open',
  offline: 'is off line',
  error: 'reports an error',
  unreachable: 'has stopped answering',
}

/**
 * A printer at the end of a line, whatever the line is. Before a job it is asked how it is (DLE EOT 1 to 4), after it
 * again, and the receipt GS r says that everything in between was printed. One that never answers is used all the
 * same: then a job that it took counts as printed, and its state says that nothing is known. One that has answered and
 * falls silent is given nothing more until it answers again (P15).
 */
export class LinePrinter implements TicketPrinter {
  readonly #transport: Transport
  readonly #times: LineTimeouts
  readonly #asks: boolean
  readonly #jobs = new Jobs()
  /** Whether it answers GS r; null: not asked yet. */
  #receipts: boolean | null = null
  #state: PrinterState = neverAsked
  #asked = false
  /** It has answered since the start: what it is like is its to say, and silence means that it is away. */
  #answered = false
  /** P16: a job may have ended in its middle, and the printer wait for the rest of a picture. */
  #unfinished = false
  /** The rest was sent to one that did not answer. */
  #completed = false

  constructor(transport: Transport, { asks = true, ...times }: LineOptions = {}) {
    this.#transport = transport
    this.#times = { ...defaults, ...times }
    this.#asks = asks
  }

  get state(): PrinterState {
    return this.#state
  }

  print(bytes: Uint8Array, _name: string): Promise<void> {
    return this.#jobs.run(async () => {
      const link = await this.#open()
      try {
        // one that has never answered is not waited for again before every ticket
        if (this.#asks && (!this.#asked || this.#answered)) await this.#ask(link)
        this.#refuseTrouble(false)
        if (this.#unfinished) await this.#complete(link)
        if (this.#state.answers) await this.#askForReceipts(link)
        this.#unfinished = true
        this.#completed = false
        await this.#send(link, bytes)
        await this.#confirm(link)
        this.#unfinished = false
      } finally {
        link.close()
      }
    })
  }

  async check(): Promise<PrinterState> {
    try {
      await this.#jobs.run(async () => {
        const link = await this.#open()
        try {
          if (this.#asks) await this.#ask(link)
          else this.#state = noAnswers
        } finally {
          link.close()
        }
      })
    } catch {
      this.#state = unreachable
    }
    return this.#state
  }

  brokenOff(): void {
    this.#unfinished = true
  }

  close(): Promise<void> {
    return this.#jobs.close()
  }

  async #open(): Promise<Link> {
    try {
      const link = await this.#transport.open(this.#times.connectMs)
      // a line that opens is not yet a printer that answers, where there was one
      if (this.#state.trouble === 'unreachable' && !this.#answered) this.#state = noAnswers
      return link
    } catch (cause) {
      this.#state = unreachable
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw this.#error('unreachable', `does not answer (${reason})`, false, cause)
    }
  }

  async #ask(link: Link): Promise<void> {
    if (this.#unfinished) await this.#within(link.write(headCompletion), false)
    let answers = await this.#questions(link, false)
    if (answers.length === 0 && this.#answered) {
      // one that is in the middle of a picture may take the questions for dots
      if (this.#unfinished && !this.#completed) await this.#complete(link)
      // P15: silence has to be certain
      answers = await this.#questions(link, false)
    }
    this.#asked = true
    this.#learn(answers)
    if (answers.length === 0) this.#state = this.#answered ? unreachable : noAnswers
    // in the middle of a picture the question would be dots
    if (this.#state.answers && this.#state.trouble === null && !this.#unfinished) await this.#askForReceipts(link)
  }

  /** Whether it knows GS r; asked once. */
  async #askForReceipts(link: Link): Promise<void> {
    if (this.#receipts !== null) return
    await this.#within(link.write(receiptQuestion), false)
    this.#receipts = (await link.answers.next(isReceipt, this.#answerMs())) !== null
  }

  /** Four answers say how it is. Fewer: one was late, and nothing has changed as far as is known. */
  #learn(answers: readonly number[]): void {
    if (answers.length < 4) return
    this.#answered = true
    this.#state = readStatus(answers)
  }

  /**
   * The answers to DLE EOT 1 to 4, as far as they came. An answer does not say to which question: after one that is late
   * nothing that comes can be trusted.
   */
  async #questions(link: Link, begun: boolean): Promise<number[]> {
    const answers: number[] = []
    for (const n of [1, 2, 3, 4] as const) {
      link.answers.clear()
      await this.#within(link.write(statusQuestion(n)), begun)
      const answer = await link.answers.next(isStatusAnswer, this.#answerMs())
      if (answer === null) break
      answers.push(answer)
    }
    return answers
  }

  /** One that has answered before is given more time. */
  #answerMs(): number {
    return this.#answered ? this.#times.answerMs * 4 : this.#times.answerMs
  }

  /** P16: whatever it waits for is complete, and what comes now is a command again. */
  async #complete(link: Link): Promise<void> {
    await this.#send(link, completion, false)
    this.#completed = true
  }

  async #send(link: Link, bytes: Uint8Array, begun = true): Promise<void> {
    for (let from = 0; from < bytes.length; from += chunkSize) {
      await this.#within(link.write(bytes.subarray(from, from + chunkSize)), begun)
    }
  }

  /** Everything has left: did it come out? */
  async #confirm(link: Link): Promise<void> {
    const { lingerMs, receiptMs } = this.#times
    if (!this.#state.answers) return this.#finish(link, lingerMs)
    link.answers.clear()
    if (this.#receipts === true) {
      await this.#receipt(link, receiptMs)
      // the ticket is out: what comes now concerns the next one
      await this.#look(link).catch(() => undefined)
      return link.finish(lingerWithReceiptMs).catch(() => undefined)
    }
    await this.#sign(link, receiptMs)
    await this.#look(link)
    this.#refuseTrouble(true)
    await this.#finish(link, lingerMs)
  }

  async #finish(link: Link, ms: number): Promise<void> {
    await link.finish(ms).catch((cause: unknown) => {
      throw this.#lost(cause)
    })
  }

  /** How it is after a job. */
  async #look(link: Link): Promise<void> {
    const answers = await this.#questions(link, true)
    if (link.answers.gone) throw this.#lost()
    this.#learn(answers)
  }

  /** A sign of life behind a job of which there will be no receipt: a slow printer comes to the question late. */
  async #sign(link: Link, ms: number): Promise<void> {
    const until = performance.now() + ms
    for (let asked = 1; performance.now() < until; asked++) {
      await this.#within(link.write(statusQuestion(1)), true)
      if ((await link.answers.next(isStatusAnswer, this.#answerMs())) !== null) {
        // answers that are late are not taken for those to the next questions
        while (--asked > 0 && (await link.answers.next(isStatusAnswer, this.#answerMs())) !== null) continue
        return
      }
      if (link.answers.gone) throw this.#lost()
    }
    this.#state = unreachable
    this.#refuseTrouble(true)
  }

  /**
   * Waits for the word that all before it is printed, and looks meanwhile whether it will ever come: one question, again
   * and again, so that a late answer is an answer to the same.
   */
  async #receipt(link: Link, ms: number): Promise<void> {
    await this.#within(link.write(receiptQuestion), true)
    const until = performance.now() + ms
    let signs = 0
    while (performance.now() < until) {
      if ((await link.answers.next(isReceipt, Math.min(askWhileWaitingMs, ms))) !== null) return
      if (link.answers.gone) throw this.#lost()
      await this.#within(link.write(statusQuestion(1)), true)
      const answer = await link.answers.next((byte) => isStatusAnswer(byte) || isReceipt(byte), this.#answerMs())
      if (answer !== null && isReceipt(answer)) return
      if (answer === null) continue
      signs += 1
      if (readStatus([answer]).trouble === null) continue
      await this.#look(link)
      this.#refuseTrouble(true)
    }
    // P15: neither a receipt nor any other word
    if (signs === 0) this.#state = unreachable
    throw this.#error('no-receipt', 'has taken the ticket and did not say that it was printed', true)
  }

  #refuseTrouble(begun: boolean): void {
    const { trouble } = this.#state
    if (trouble !== null) throw this.#error(trouble, sentences[trouble], begun)
  }

  async #within(work: Promise<void>, begun: boolean): Promise<void> {
    const { stallMs } = this.#times
    let timer: NodeJS.Timeout | undefined
    const stalled = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(this.#error('timeout', `has taken nothing for ${stallMs} ms`, begun)), stallMs)
    })
    try {
      await Promise.race([work, stalled])
    } catch (cause) {
      throw cause instanceof PrinterError ? cause : this.#lost(cause, begun)
    } finally {
      clearTimeout(timer)
      work.catch(() => undefined)
    }
  }

  #lost(cause?: unknown, begun = true): PrinterError {
    return this.#error('connection-lost', 'broke the connection off', begun, cause)
  }

  #error(code: PrinterErrorCode, what: string, begun: boolean, cause?: unknown): PrinterError {
    return new PrinterError(code, `The printer ${this.#transport.name} ${what}.`, { begun, cause })
  }
}
