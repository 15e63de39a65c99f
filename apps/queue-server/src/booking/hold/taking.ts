import { holdMs, limitRefusal, monthOf } from '@cherha/shared/booking'
import type { HoldView } from '@cherha/shared/protocol'
import { type Context, refused } from '../context.ts'
import type { Person } from '../keys.ts'
import { type BookedHold, type Hold, newHold } from '../memory/hold-book.ts'
import type { BookingAnswer, BookingRefusal, HoldCommand } from '../ports.ts'
import type { Facts } from '../store/booking-store.ts'
import type { HoldRow } from '../store/rows.ts'
import { bookedView, heldView } from '../views.ts'
import { codeMessage } from './codes.ts'
import { bodyOf, checkedPerson, gatewayRefusal, placeRefusal } from './wanted.ts'

const dayMs = 86_400_000
/** More holds than can be written in this time are not taken on. */
const longestWaitMs = 500
const waitSeconds = 2

export interface WantedHold {
  readonly command: Pick<HoldCommand, 'id' | 'service' | 'office' | 'date' | 'time' | 'language'>
  readonly person: Person
  readonly phoneHash: string
  readonly hash: string
  /** null: a page's, which has to show the code of a message. */
  readonly portal: string | null
  readonly address: string | null
}

/** The hold, or what was booked under its id before. */
export type Taken = { readonly is: 'hold'; readonly hold: Hold } | { readonly is: 'booked'; readonly view: BookedHold }

/** How a place comes to be held (B7, B11, B14–B16, B19, B21). */
export class Taking {
  readonly #context: Context
  /** Called with each new hold: something has to happen when its time is over. */
  readonly #began: (hold: Hold) => void

  constructor(context: Context, began: (hold: Hold) => void) {
    this.#context = context
    this.#began = began
  }

  async hold(command: HoldCommand): Promise<BookingAnswer<HoldView>> {
    const context = this.#context
    const { holds } = context
    const isNew = holds.get(command.id) === null && holds.gone(command.id) === null && !holds.wasBooked(command.id)
    // what cannot be had is said before anything is reckoned of who asks: in a rush nearly everybody hears just this
    const no = isNew ? (gatewayRefusal(context) ?? placeRefusal(context, command)) : null
    if (no !== null) return no
    const checked = checkedPerson(context, command.phone, command.person)
    if (!checked.ok) return checked
    const { person } = checked
    const wanted = {
      command,
      person,
      phoneHash: context.keys.phone(person.phone),
      hash: bodyOf(context, command, person, command.language, 'page'),
      portal: null,
      address: command.address,
    }
    const before = this.#before(wanted)
    if (isNew) {
      const soon = this.#tooMany(wanted)
      if (soon !== null) return soon
      // a short answer is better than a long wait for the same: the page says when to try again
      if (context.writer.delayMs > longestWaitMs) return refused('busy', { retrySeconds: waitSeconds })
    } else if (before !== null && (!before.ok || (before.value.is === 'hold' && before.value.hold.stored)))
      return viewOf(context, before)
    return viewOf(context, await this.take(wanted))
  }

  /**
   * Takes the place if the limits allow it: decided with those that come at the same time, one after the other.
   * @throws `OfficeUnavailableError`: nothing is held
   */
  async take(wanted: WantedHold): Promise<BookingAnswer<Taken>> {
    const { keys, holds: book, writer, codeCounts } = this.#context
    const { command, person, portal, phoneHash } = wanted
    const pairHash = keys.pair(person.phone, person.digits, command.service)
    return writer.write<BookingAnswer<Taken>>({
      asks: { id: command.id, phoneHash, since: this.#since(command.date) },
      decide: (facts) => {
        const before = this.#before(wanted) ?? this.#bookedBefore(facts, wanted)
        const answer =
          before ??
          placeRefusal(this.#context, command) ??
          this.#limited(facts, { phoneHash, pairHash, ...command }) ??
          this.#tooMany(wanted)
        if (answer !== null) return { answer }
        const row = this.#row(wanted, phoneHash, pairHash)
        const hold = newHold(row, person, { address: wanted.address, sent: portal !== null })
        book.add(hold)
        const taken = { ok: true, value: { is: 'hold', hold } } as const
        if (portal !== null) return { answer: taken, effects: { holds: [row] } }
        const message = codeMessage(keys, row, person)
        book.awaits(message.id, hold)
        codeCounts.count(wanted, row.codeAt)
        return { answer: taken, effects: { holds: [row], sms: [message] } }
      },
      done: (answer) => {
        if (!answer.ok || answer.value.is !== 'hold') return
        answer.value.hold.stored = true
        this.#began(answer.value.hold)
      },
      undone: (answer) => {
        if (!answer.ok || answer.value.is !== 'hold') return
        book.remove(answer.value.hold)
        codeCounts.uncount(wanted, answer.value.hold.row.codeAt)
      },
    })
  }

  #row({ command, person, hash, portal }: WantedHold, phoneHash: string, pairHash: string): HoldRow {
    const { keys, clock } = this.#context
    const { id, service, office, date, time, language } = command
    const now = clock.now()
    return {
      id,
      kind: 'held',
      office,
      service,
      date,
      time,
      language,
      portal,
      madeAt: now,
      until: now + holdMs,
      hash,
      phoneHash,
      pairHash,
      codeHash: portal === null ? keys.codeHash(id, keys.code(id, person.phone, 1, now)) : null,
      box: keys.seal(id, person),
      tries: 0,
      codes: 1,
      codeAt: now,
    }
  }

  /** The answer the command has had already, as far as this process remembers (B11). */
  #before({ command: { id }, hash, portal }: WantedHold): BookingAnswer<Taken> | null {
    const { holds } = this.#context
    const hold = holds.get(id)
    const known = hold?.row.hash ?? holds.gone(id)?.hash
    if (known === undefined) return null
    if (known !== hash) return refused('command-reused')
    if (hold !== null) return { ok: true, value: { is: 'hold', hold } }
    // B39: a portal that sends the same again after an outage has no other way to its booking
    return portal === null ? refused('hold-gone') : null
  }

  #bookedBefore({ booked }: Facts, { command: { id }, hash }: WantedHold): BookingAnswer<Taken> | null {
    const row = booked.get(id)
    if (row === undefined) return null
    const view = row.hash === hash ? bookedView(this.#context, row) : null
    if (view === 'past') return refused('unknown-booking')
    return view === null ? refused('command-reused') : { ok: true, value: { is: 'booked', view } }
  }

  #limited(
    facts: Facts,
    wanted: { readonly phoneHash: string; readonly pairHash: string; readonly office: string; readonly date: string },
  ): BookingRefusal | null {
    const { offices, holds, settings, clock } = this.#context
    const { phoneHash, pairHash: pair, date } = wanted
    const known = [...(facts.byPhone.get(phoneHash) ?? []), ...holds.counted(phoneHash)]
    const { open, month } = settings.limits
    const today = offices.get(wanted.office)?.today ?? date
    const no = limitRefusal(known, { date, pair }, { open, month, block: settings.block }, today)
    if (no === null) return null
    const field = no.code === 'already-booked' || no.code === 'place-held' ? 'person' : 'phone'
    if (!('until' in no)) return refused(no.code, { field })
    return refused(no.code, { field, retrySeconds: Math.max(1, Math.ceil((no.until - clock.now()) / 1_000)) })
  }

  /** B19 and B41, of pages; a portal has a quota of its own. */
  #tooMany({ address, phoneHash, portal }: WantedHold): BookingRefusal | null {
    if (portal !== null) return null
    const { holds, settings, codeCounts, clock } = this.#context
    const now = clock.now()
    const running = address === null ? [] : holds.ofAddress(address)
    if (running.length >= settings.limits.holdsPerAddress) {
      const until = Math.min(...running.map(({ row }) => row.until))
      return refused('too-many', { retrySeconds: Math.max(1, Math.ceil((until - now) / 1_000)) })
    }
    const limited = codeCounts.refusal({ phoneHash, address }, now)
    return limited === null ? null : { ok: false, ...limited }
  }

  /** No limit looks at bookings of before: not in the month, not open, and missed too long ago. */
  #since(date: string): string {
    const { settings, clock } = this.#context
    const days = 1 + (settings.block?.days ?? 0) + (settings.block?.withinDays ?? 0)
    const missed = new Date(clock.now() - days * dayMs).toISOString().slice(0, 10)
    const month = `${monthOf(date)}-01`
    return missed < month ? missed : month
  }
}

function viewOf(context: Context, taken: BookingAnswer<Taken>): BookingAnswer<HoldView> {
  if (!taken.ok) return taken
  const { value } = taken
  return { ok: true, value: value.is === 'hold' ? heldView(context, value.hold) : value.view }
}
