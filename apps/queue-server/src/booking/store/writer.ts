import { OfficeUnavailableError } from '../../offices/answers.ts'
import type { Report } from '../../offices/ports.ts'
import type { SmsOutbox } from '../../sms/port.ts'
import type { KnownBookings } from '../memory/known-bookings.ts'
import { type BookingStore, type Effects, type Facts, noFacts } from './booking-store.ts'

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
  readonly decide: (facts: Facts) => Effects | undefined
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
 */
export class HoldWriter {
  readonly #store: BookingStore
  readonly #sms: SmsOutbox
  readonly #known: KnownBookings
  readonly #report: Report
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null
  /** How long the last batches took, per command, ms. */
  #pace = 0
  #began = 0
  #size = 0

  constructor(store: BookingStore, sms: SmsOutbox, known: KnownBookings, report: Report) {
    this.#store = store
    this.#sms = sms
    this.#known = known
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
          return decided.effects
        },
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
    try {
      const facts = await this.#facts(batch)
      const effects = batch.flatMap((one) => one.decide(facts) ?? [])
      // before they are there: whoever is asked about meanwhile may have one
      for (const { bookings = [] } of effects) for (const { id, phoneHash } of bookings) this.#known.add(id, phoneHash)
      if (effects.length > 0) await this.#store.write(joined(effects), this.#sms)
    } catch (cause) {
      this.#report('bookings could not be written; nothing has changed', cause)
      const error = new OfficeUnavailableError('The booking could not be completed. Nothing was taken; try again.', {
        cause,
      })
      for (const { fail } of batch) fail(error)
      return
    }
    for (const { settle } of batch) settle()
  }

  /** Nothing is asked about people who have no bookings. */
  async #facts(batch: readonly Waiting[]): Promise<Facts> {
    const asks = batch.flatMap(({ asks: one }) =>
      one !== undefined && this.#known.mayHave(one.id, one.phoneHash) ? [one] : [],
    )
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

/** Of a row that was changed twice only the last state is written, and of one that goes nothing. */
function joined(all: readonly Effects[]): Effects {
  const holds = new Map(all.flatMap(({ holds: some = [] }) => some.map((hold) => [hold.id, hold] as const)))
  const holdsGone = all.flatMap(({ holdsGone: some = [] }) => some)
  for (const id of holdsGone) holds.delete(id)
  return {
    holds: [...holds.values()],
    holdsGone,
    bookings: all.flatMap(({ bookings = [] }) => bookings),
    changes: [...new Map(all.flatMap(({ changes = [] }) => changes.map((one) => [one.id, one] as const))).values()],
    sms: all.flatMap(({ sms = [] }) => sms),
    smsDropped: all.flatMap(({ smsDropped = [] }) => smsDropped),
  }
}
