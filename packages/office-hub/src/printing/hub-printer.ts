import { setImmediate } from 'node:timers/promises'
import type { EventLog } from '@cherha/event-log'
import type { PrintingView } from '@cherha/shared/protocol'
import {
  encodeSheet,
  encodeTicket,
  type EncodeOptions,
  jobName,
  PrinterError,
  type SheetModel,
  type TicketModel,
  type TicketPrinter,
} from '@cherha/ticket-printing'
import type { HubClock } from '../clock/hub-clock.ts'
import type { Engine } from '../engine/engine.ts'
import type { IssuedTicket } from '../gateway/command-intake.ts'
import type { Vault } from '../secrets/vault.ts'
import { jobsInLog } from './jobs-in-log.ts'
import { PrintJobs } from './print-jobs.ts'
import { ticketModel } from './ticket-model.ts'
import { WaitingJobs } from './waiting-jobs.ts'

export interface HubPrinterParts {
  readonly printer: TicketPrinter
  /** Paper, cut, and letters or a picture. */
  readonly encoding?: EncodeOptions
  readonly engine: Engine
  readonly log: EventLog
  readonly vault: Vault
  readonly clock: Pick<HubClock, 'now'>
  readonly report: (message: string, error: unknown) => void
  /** Called when the printer begins to fail or works again, and when a job gets on. */
  readonly onStatus: () => void
}

/** How often the printer is looked at, in beats of the heartbeat: in trouble, well, and when it answers nothing. */
const lookEvery = { trouble: 2, well: 10, silent: 60 } as const
/** Information sheets that may wait for the printer. */
const mostSheets = 3

type Outcome = 'printed' | 'unconfirmed' | 'failed'

/**
 * The hub's own printer. A registration stands whatever the paper does: its answer never waits for the printer, what
 * became of the paper shows on the terminal, at the desks and in `/health`, and the same number can be printed again.
 * Of a job number and state are kept, never its bytes: each printing renders the ticket anew.
 */
export class HubPrinter {
  readonly #parts: HubPrinterParts
  readonly #jobs = new PrintJobs()
  readonly #waiting = new WaitingJobs()
  #chain: Promise<void> = Promise.resolve()
  #sheets = 0
  #shown = ''
  #looking = false
  /** The last ticket did not come out, whatever the printer says of itself. */
  #failed = false
  #beats = 0
  #closed = false

  constructor(parts: HubPrinterParts) {
    this.#parts = parts
  }

  get status(): 'ok' | 'failed' {
    return this.#failed || this.#parts.printer.state.trouble !== null ? 'failed' : 'ok'
  }

  /** P7: the printer itself says that no ticket can come out. One that cannot be reached has said nothing. */
  get stopped(): boolean {
    const { answers, trouble } = this.#parts.printer.state
    return answers && trouble !== null && trouble !== 'unreachable'
  }

  view(): PrintingView {
    const { answers, trouble, paperLow } = this.#parts.printer.state
    return { answers, trouble, paperLow, jobs: this.#jobs.all() }
  }

  /**
   * P14: what the log knows of the newest tickets' papers, after a start. One that was to be printed and of which nothing
   * is said was cut off by the end of the hub: that it may be out is recorded, and nothing is printed by itself. P16: the
   * printer may still wait for the rest of it, or of one that broke off before that.
   */
  async recover(): Promise<void> {
    const { log, engine, printer } = this.#parts
    const jobs = jobsInLog(log, engine.state)
    // nothing came out of one that failed: what was before it counts
    const last = jobs.findLast(({ outcome }) => outcome !== 'failed')
    if (last?.outcome === 'unconfirmed' || jobs.some(({ outcome }) => outcome === null)) printer.brokenOff()
    for (const { outcome, ...ticket } of jobs) {
      this.#jobs.set(ticket, outcome ?? 'unconfirmed')
      if (outcome === null) await this.#record(ticket, 'unconfirmed')
    }
    this.#show()
  }

  /** Renders and prints after all earlier tickets; the outcome becomes an event of the ticket. */
  print(issued: IssuedTicket): void {
    this.#waiting.drop(issued)
    this.#enqueue(issued, this.#parts.clock.now().mono, false)
  }

  /** Prints a sheet that belongs to nobody. False: too many wait already. */
  printSheet(sheet: SheetModel): boolean {
    if (this.#sheets >= mostSheets) return false
    this.#sheets += 1
    this.#chain = this.#chain.then(async () => {
      try {
        if (!this.#closed) await this.#parts.printer.print(encodeSheet(sheet, this.#parts.encoding), 'sheet')
      } catch (error) {
        this.#parts.report('an information sheet was not printed', error)
      }
      this.#sheets -= 1
      this.#show()
    })
    return true
  }

  /** Resolves when everything given so far is printed or has failed. */
  idle(): Promise<void> {
    return this.#chain
  }

  /** Asks the printer how it is; what waited for it is printed when it is well. */
  async check(): Promise<void> {
    if (this.#looking || this.#closed) return
    this.#looking = true
    try {
      const { trouble } = await this.#parts.printer.check()
      if (trouble === null) this.#failed = false
      this.#show()
      if (trouble === null) {
        for (const { issued, since, again } of this.#waiting.takeAll()) this.#enqueue(issued, since, again)
      }
    } finally {
      this.#looking = false
    }
  }

  /** One beat of the heartbeat: from time to time the printer is asked how it is. */
  beat(): void {
    this.#beats += 1
    this.#waiting.expire(this.#parts.clock.now().mono)
    const { answers } = this.#parts.printer.state
    const troubled = this.status === 'failed' || this.#waiting.size > 0
    const every = troubled ? lookEvery.trouble : answers ? lookEvery.well : lookEvery.silent
    if (this.#beats % every === 0) void this.check()
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#chain
    await this.#parts.printer.close()
  }

  #enqueue(issued: IssuedTicket, since: number, again: boolean): void {
    this.#set(issued, 'queued')
    // drawing a ticket takes the processor for a while: the answers of the commit leave first
    this.#chain = this.#chain.then(() => setImmediate()).then(() => this.#printNow(issued, since, again))
  }

  async #printNow(issued: IssuedTicket, since: number, again: boolean): Promise<void> {
    if (this.#closed) return
    this.#set(issued, 'printing')
    const { printer, report, encoding } = this.#parts
    let outcome: Outcome = 'printed'
    try {
      await printer.print(encodeTicket(this.#model(issued), encoding), jobName(issued))
    } catch (error) {
      const begun = error instanceof PrinterError && error.begun
      outcome = begun ? 'unconfirmed' : 'failed'
      report(`ticket ${issued.number} was ${begun ? 'perhaps not' : 'not'} printed`, error)
      if (!(error instanceof PrinterError)) {
        // a ticket that cannot be drawn is not helped by another printer
      } else if (!begun) this.#waiting.add({ issued, since, again })
      // P6: what may be out already is printed once more, and says that it is a copy
      else if (!again) this.#waiting.add({ issued: { ...issued, copy: true }, since, again: true })
    }
    this.#failed = outcome !== 'printed'
    this.#set(issued, outcome)
    await this.#record(issued, outcome)
  }

  #model(issued: IssuedTicket): TicketModel {
    const { engine, log, vault } = this.#parts
    const { config, days } = engine.state
    const ticket = days[issued.date]?.tickets[issued.number]
    const record = log.read(issued.registeredSeq - 1, 1)[0]
    if (config === null || ticket === undefined || record === undefined) throw new Error('the ticket is gone')
    const person = issued.person ?? vault.open(issued.date, ticket.sealed)
    // a ticket re-admitted by its code has nothing sealed
    if (person === null && ticket.sealed.box !== '') throw new Error('the key of the visit day is gone')
    if (person === null || !('surname' in person)) return ticketModel(config, ticket, issued, null, record)
    const { surname, givenName, patronymic } = person
    return ticketModel(config, ticket, issued, { surname, givenName, patronymic }, record)
  }

  async #record({ number, date }: Pick<IssuedTicket, 'number' | 'date'>, status: Outcome): Promise<void> {
    const actor = { kind: 'device', device: 'hub' } as const
    try {
      await this.#parts.engine.submit({ build: () => ({ type: 'print-report', actor, ticket: number, date, status }) })
    } catch (error) {
      this.#parts.report('the outcome of a printing could not be recorded', error)
    }
  }

  #set(issued: IssuedTicket, status: 'queued' | 'printing' | Outcome): void {
    this.#jobs.set(issued, status)
    this.#show()
  }

  #show(): void {
    const shown = JSON.stringify([this.status, this.view()])
    if (shown === this.#shown) return
    this.#shown = shown
    this.#parts.onStatus()
  }
}
