import { setImmediate } from 'node:timers/promises'
import type { EventLog } from '@cherha/event-log'
import { encodeTicket, jobName, type TicketModel, type TicketPrinter } from '@cherha/ticket-printing'
import type { Engine } from '../engine/engine.ts'
import type { IssuedTicket } from '../gateway/command-intake.ts'
import type { Vault } from '../secrets/vault.ts'
import { ticketModel } from './ticket-model.ts'

export interface HubPrinterParts {
  readonly printer: TicketPrinter
  readonly engine: Engine
  readonly log: EventLog
  readonly vault: Vault
  readonly report: (message: string, error: unknown) => void
  /** Called when the printer begins to fail or works again. */
  readonly onStatus: () => void
}

/** How often a printer that failed is looked at again, in beats of the heartbeat. */
const checkEverySeconds = 10

/**
 * The hub's own printer. A registration stands whatever the paper does: its answer never waits for the printer,
 * a failure shows in `/health` and on the terminal, and the same number can be printed again.
 */
export class HubPrinter {
  readonly #parts: HubPrinterParts
  #status: 'ok' | 'failed' = 'ok'
  #jobs: Promise<void> = Promise.resolve()
  #beats = 0
  #closed = false

  constructor(parts: HubPrinterParts) {
    this.#parts = parts
  }

  get status(): 'ok' | 'failed' {
    return this.#status
  }

  /** Renders and prints after all earlier tickets; the outcome becomes an event of the ticket. */
  print(issued: IssuedTicket): void {
    // drawing a ticket takes the processor for a while: the answers of the commit leave first
    this.#jobs = this.#jobs.then(() => setImmediate()).then(() => this.#printNow(issued))
  }

  /** Resolves when everything given so far is printed or has failed. */
  idle(): Promise<void> {
    return this.#jobs
  }

  /** Asks the printer whether a ticket would come out. */
  async check(): Promise<void> {
    this.#setStatus(await this.#parts.printer.check())
  }

  /** One beat of the heartbeat: from time to time a failed printer is asked again. */
  beat(): void {
    this.#beats += 1
    if (this.#status === 'failed' && this.#beats % checkEverySeconds === 0) void this.check()
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#jobs
    await this.#parts.printer.close()
  }

  async #printNow(issued: IssuedTicket): Promise<void> {
    if (this.#closed) return
    const { printer, report } = this.#parts
    let status: 'printed' | 'failed' = 'printed'
    try {
      await printer.print(encodeTicket(this.#model(issued)), jobName(issued))
    } catch (error) {
      status = 'failed'
      report(`ticket ${issued.number} was not printed`, error)
    }
    this.#setStatus(status === 'printed' ? 'ok' : 'failed')
    await this.#record(issued, status)
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

  async #record({ number, date }: IssuedTicket, status: 'printed' | 'failed'): Promise<void> {
    const actor = { kind: 'device', device: 'hub' } as const
    try {
      await this.#parts.engine.submit({ build: () => ({ type: 'print-report', actor, ticket: number, date, status }) })
    } catch (error) {
      this.#parts.report('the outcome of a printing could not be recorded', error)
    }
  }

  #setStatus(status: 'ok' | 'failed'): void {
    if (this.#status === status) return
    this.#status = status
    this.#parts.onStatus()
  }
}
