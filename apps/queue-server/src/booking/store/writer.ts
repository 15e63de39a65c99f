import { OfficeUnavailableError } from '../../offices/answers.ts'
import type { Report } from '../../offices/ports.ts'
import type { SmsOutbox } from '../../sms/port.ts'
import type { BookingStore, Effects, Facts } from './booking-store.ts'

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

/**
 * The one writer of the tables of booking. Commands that wait while a transaction is under way share the next one: one
 * question about all their phone numbers, one decision after the other, one commit.
 */
export class HoldWriter {
  readonly #store: BookingStore
  readonly #sms: SmsOutbox
  readonly #report: Report
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null

  constructor(store: BookingStore, sms: SmsOutbox, report: Report) {
    this.#store = store
    this.#sms = sms
    this.#report = report
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
    while (this.#waiting.length > 0) await this.#writeAll(this.#waiting.splice(0, mostInBatch))
    this.#running = null
  }

  async #writeAll(batch: readonly Waiting[]): Promise<void> {
    // begun while the facts are on their way: most of what comes is written
    const opening = this.#store.begin()
    try {
      const [facts, open] = await Promise.all([this.#facts(batch), opening])
      const effects = batch.flatMap((one) => one.decide(facts) ?? [])
      if (effects.length > 0) await open.apply(joined(effects), this.#sms)
      else void open.undo()
    } catch (cause) {
      opening.then(
        (open) => open.undo(),
        () => {},
      )
      this.#report('bookings could not be written; nothing has changed', cause)
      const error = new OfficeUnavailableError('The booking could not be written. Nothing has changed; try again.', {
        cause,
      })
      for (const { fail } of batch) fail(error)
      return
    }
    for (const { settle } of batch) settle()
  }

  #facts(batch: readonly Waiting[]): Promise<Facts> {
    const asks = batch.flatMap(({ asks: one }) => one ?? [])
    const since = asks.reduce((least, one) => (one.since < least ? one.since : least), '9999')
    const phones = [...new Set(asks.map(({ phoneHash }) => phoneHash))]
    return this.#store.facts(
      phones,
      asks.map(({ id }) => id),
      since,
    )
  }
}

/** Of a row that was changed twice only the last state is written. */
function joined(all: readonly Effects[]): Effects {
  return {
    holds: [...new Map(all.flatMap(({ holds = [] }) => holds.map((hold) => [hold.id, hold] as const))).values()],
    holdsGone: all.flatMap(({ holdsGone = [] }) => holdsGone),
    bookings: all.flatMap(({ bookings = [] }) => bookings),
    changes: [...new Map(all.flatMap(({ changes = [] }) => changes.map((one) => [one.id, one] as const))).values()],
    sms: all.flatMap(({ sms = [] }) => sms),
    smsDropped: all.flatMap(({ smsDropped = [] }) => smsDropped),
  }
}
