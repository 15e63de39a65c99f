import { newCodeRefusal } from '@cherha/shared/booking'
import type { HoldView } from '@cherha/shared/protocol'
import { type Context, refused } from '../context.ts'
import type { Asker } from '../memory/code-counts.ts'
import { type GoneWhy, type Hold, isBusy } from '../memory/hold-book.ts'
import type { BookingAnswer, BookingRefusal } from '../ports.ts'
import { bookedView, heldView } from '../views.ts'
import { codeMessage, codeMessageId } from './codes.ts'
import { gatewayRefusal } from './wanted.ts'

/** What becomes of a hold as long as it is no booking: its view, a new code, its end. */
export class Holding {
  readonly #context: Context
  readonly #changed: (hold: Hold) => void

  /** @param changed called when the time of its next end is another one, or the hold is gone */
  constructor(context: Context, changed: (hold: Hold) => void) {
    this.#context = context
    this.#changed = changed
  }

  async view(id: string): Promise<HoldView | 'past' | null> {
    const { holds, store } = this.#context
    const hold = holds.get(id)
    if (hold?.row.kind === 'held' && hold.stored) return heldView(this.#context, hold)
    const gone = holds.gone(id)
    if (gone !== null) return { state: 'gone', id, why: gone.why }
    const row = await store.booking(id)
    return row === null ? null : bookedView(this.#context, row)
  }

  async newCode(id: string): Promise<BookingAnswer<HoldView>> {
    const { holds, writer, keys, codeCounts, clock } = this.#context
    const hold = holds.get(id)
    if (hold === null || hold.person === null || hold.row.portal !== null) return refused('hold-gone')
    const { person } = hold
    const { codes, codeAt, codeHash } = hold.row
    const asker = askerOf(hold)
    const refusal = await writer.write<BookingRefusal | null>({
      decide: () => {
        const no = this.#codeRefusal(hold)
        if (no !== null) return { answer: no }
        const old = codeMessageId(keys, hold.row)
        const next = hold.row.codes + 1
        const now = clock.now()
        const hash = keys.codeHash(id, keys.code(id, person.phone, next, now))
        hold.row = { ...hold.row, codes: next, codeAt: now, codeHash: hash }
        hold.sent = false
        codeCounts.count(asker, hold.row.codeAt)
        const message = codeMessage(keys, hold.row, person)
        holds.awaits(message.id, hold)
        return { answer: null, effects: { holds: [hold.row], sms: [message], smsDropped: [old] } }
      },
      done: () => this.#changed(hold),
      undone: () => {
        codeCounts.uncount(asker, hold.row.codeAt)
        // the older code may have been typed wrong meanwhile: only what is of the new one goes
        hold.row = { ...hold.row, codes, codeAt, codeHash }
        hold.sent = true
      },
    })
    return refusal ?? { ok: true, value: heldView(this.#context, hold) }
  }

  /** The end of a hold without a booking, once it is stored. A confirmation under way is not disturbed. */
  async end(id: string, why: GoneWhy): Promise<void> {
    const { holds, writer, clock, keys } = this.#context
    const hold = holds.get(id)
    if (hold === null) return
    await writer.write({
      decide: () => {
        if (holds.get(id) !== hold || isBusy(hold)) return { answer: null }
        hold.ending = true
        const { kind, portal } = hold.row
        const smsDropped = kind === 'held' && portal === null ? [codeMessageId(keys, hold.row)] : []
        return { answer: null, effects: { holdsGone: [id], smsDropped } }
      },
      done: () => {
        holds.remove(hold, { why, at: clock.now() })
        this.#changed(hold)
      },
      undone: () => {
        hold.ending = false
      },
    })
  }

  /** The visitor goes back. */
  async release(id: string): Promise<void> {
    const hold = this.#context.holds.get(id)
    // of a portal nobody but the portal may end one
    if (hold?.row.kind === 'held' && hold.row.portal === null) await this.end(id, 'released')
  }

  /** What became of a message with a code: without it nobody can confirm (B12). */
  settled(message: string, sent: boolean): void {
    const { holds, keys, report } = this.#context
    const hold = holds.settled(message)
    // a newer code may be under way
    if (hold === null || codeMessageId(keys, hold.row) !== message) return
    hold.sent = sent
    if (sent) return
    this.end(hold.row.id, 'gateway-away').catch((error: unknown) => {
      report('a hold without a message could not be ended and is tried again', error)
    })
  }

  /** B9, B12, B19, B41. */
  #codeRefusal(hold: Hold): BookingRefusal | null {
    const { holds, clock, codeCounts } = this.#context
    const now = clock.now()
    if (holds.get(hold.row.id) !== hold || isBusy(hold)) return refused('hold-gone')
    const no = newCodeRefusal(hold.row, now)
    if (no !== null) {
      const { code, retrySeconds } = no
      return retrySeconds === undefined ? refused(code) : refused(code, { retrySeconds })
    }
    const limited = codeCounts.refusal(askerOf(hold), now)
    return limited === null ? gatewayRefusal(this.#context) : { ok: false, ...limited }
  }
}

function askerOf({ row, address }: Hold): Asker {
  return { phoneHash: row.phoneHash ?? '', address }
}
