import { OfficeUnavailableError } from '../../offices/answers.ts'
import type { Report } from '../../offices/ports.ts'
import type { SmsOutbox } from '../../sms/port.ts'
import { type BookingStore, type Facts, noFacts } from './booking-store.ts'
import { type Effects, joined } from './effects.ts'

/** What was decided, and what of it has to be stored; left out: nothing. */
export interface Decided<T> {
  readonly answer: T
  readonly effects?: Effects
}

/** A command for the tables of booking. */
export interface Work<T> {
  /** What it wants to know before it is decided. Left out: nothing. */
  readonly asks?: { readonly id: string; readonly phoneHash: string; readonly since: string }
  /** Decided in turn, all of a batch without a pause: what it takes in memory, the next one sees. */
  readonly decide: (facts: Facts) => Decided<T>
  /** Its effects are stored. */
  readonly done?: (answer: T) => void
  /** They are not, and never will be: what `decide` took is given back. */
  readonly undone?: (answer: T) => void
}

interface Waiting {
  readonly asks: Work<unknown>['asks']
  readonly decide: (facts: Facts) => void
  /** What was decided has to be stored; undefined: nothing. */
  readonly effects: () => Effects | undefined
  readonly settle: () => void
  readonly fail: (error: unknown) => void
}

/** More would make the first of a batch wait for too many others. */
const mostInBatch = 500
/** Of smaller batches the time is that of an answer of the database, whatever is in them: they say nothing of the pace. */
const fewInBatch = 50

/**
 * The one writer of the tables of booking. Commands that wait while a transaction is under way share the next one: one
 * question about all their phone numbers, one decision after the other, one statement that is its own transaction.
 * A command that cannot be written fails alone (B46).
 */
export class HoldWriter {
  readonly #store: BookingStore
  readonly #sms: SmsOutbox
  readonly #report: Report
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null
  /** How long the last batches took, per command, ms. */
  #pace = 0
  #began = 0
  #size = 0

  constructor(store: BookingStore, sms: SmsOutbox, report: Report) {
    this.#store = store
    this.#sms = sms
    this.#report = report
  }

  /** After how many ms a command that came now would be written, by how it went lately; 0: few are waiting. */
  get delayMs(): number {
    // a few are written with one answer of the database, however long that takes
    if (this.#waiting.length < fewInBatch) return 0
    const underWay = Math.max(this.#size * this.#pace, performance.now() - this.#began)
    return underWay + this.#waiting.length * this.#pace
  }

  /** Resolves when it is stored. @throws `OfficeUnavailableError`: nothing has changed */
  write<T>({ asks, decide, done, undone }: Work<T>): Promise<T> {
    return new Promise((settle, fail) => {
      let decided: Decided<T> | null = null
      this.#waiting.push({
        asks,
        decide(facts) {
          decided = decide(facts)
        },
        effects: () => decided?.effects,
        settle() {
          if (decided === null) return
          if (decided.effects !== undefined) done?.(decided.answer)
          settle(decided.answer)
        },
        fail(error) {
          if (decided?.effects !== undefined) undone?.(decided.answer)
          fail(error)
        },
      })
      // whatever comes in this turn of the event loop shares the transaction
      this.#running ??= Promise.resolve().then(() => this.#run())
    })
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, mostInBatch)
      this.#began = performance.now()
      this.#size = batch.length
      await this.#writeAll(batch)
      if (batch.length < fewInBatch) continue
      const pace = (performance.now() - this.#began) / batch.length
      this.#pace = this.#pace === 0 ? pace : this.#pace * 0.8 + pace * 0.2
    }
    this.#size = 0
    this.#running = null
  }

  async #writeAll(batch: readonly Waiting[]): Promise<void> {
    let facts: Facts
    try {
      facts = await this.#facts(batch)
    } catch (cause) {
      return this.#halves(batch, cause, (half) => this.#writeAll(half))
    }
    await this.#storeAll(batch.filter((one) => this.#isDecided(one, facts)))
  }

  #isDecided(one: Waiting, facts: Facts): boolean {
    try {
      one.decide(facts)
      return true
    } catch (cause) {
      this.#fail([one], cause)
      return false
    }
  }

  async #storeAll(batch: readonly Waiting[]): Promise<void> {
    try {
      const effects = batch.flatMap((one) => one.effects() ?? [])
      if (effects.length > 0) await this.#store.write(joined(effects), this.#sms)
    } catch (cause) {
      return this.#halves(batch, cause, (half) => this.#storeAll(half))
    }
    for (const { settle } of batch) settle()
  }

  /**
   * What a batch cannot do because of one of its commands its halves do without it, in their order: only that one fails.
   * A refusal the others were given because of it stays, as “taken” for a place that is free again a moment later.
   */
  async #halves(
    batch: readonly Waiting[],
    cause: unknown,
    again: (half: readonly Waiting[]) => Promise<void>,
  ): Promise<void> {
    if (batch.length < 2 || !isOfACommand(cause)) return this.#fail(batch, cause)
    const middle = batch.length >> 1
    await again(batch.slice(0, middle))
    await again(batch.slice(middle))
  }

  #fail(batch: readonly Waiting[], cause: unknown): void {
    this.#report('bookings could not be written; nothing has changed', cause)
    const error = new OfficeUnavailableError('The booking could not be completed. Nothing was taken; try again.', {
      cause,
    })
    for (const { fail } of batch) fail(error)
  }

  async #facts(batch: readonly Waiting[]): Promise<Facts> {
    const asks = batch.flatMap(({ asks: one }) => one ?? [])
    if (asks.length === 0) return noFacts
    const since = asks.reduce((least, one) => (one.since < least ? one.since : least), '9999')
    const phones = [...new Set(asks.map(({ phoneHash }) => phoneHash))]
    return this.#store.facts(
      phones,
      asks.map(({ id }) => id),
      since,
    )
  }
}

/** What PostgreSQL says of values it does not take; of one that is away, or has no room, a part of a batch would hear the same. */
const ofValues = /^(21|22|23|44|54)[0-9A-Z]{3}$/

function isOfACommand(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    error instanceof TypeError || error instanceof RangeError || ('code' in error && ofValues.test(String(error.code)))
  )
}
