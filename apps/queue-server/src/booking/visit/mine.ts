import { randomBytes } from 'node:crypto'
import { codeTries, holdMs, isOver, maskedPhone, resendSeconds, smsText } from '@cherha/shared/booking'
import type { BookingView, Language, Mine as MineView, MineCode } from '@cherha/shared/protocol'
import { type Context, refused } from '../context.ts'
import { gatewayRefusal } from '../hold/wanted.ts'
import type { BookingAnswer } from '../ports.ts'
import type { BookingRow } from '../store/rows.ts'
import { bookingView } from '../views.ts'
import type { Cancelling } from './cancelling.ts'

/** B30. */
const sessionMs = 900_000

interface Asked {
  readonly phone: string
  readonly language: Language
  readonly until: number
  readonly codeAt: number
  tries: number
}

interface Session {
  readonly phone: string
  readonly until: number
}

/**
 * “My bookings” (B30, B31): who proves a phone number sees its bookings. Codes and sessions are in memory: a restart asks
 * for a code again. Nothing here tells whether a number has bookings, before it is proved (B23).
 */
export class Mine {
  readonly #context: Context
  readonly #cancelling: Cancelling
  readonly #asked = new Map<string, Asked>()
  readonly #sessions = new Map<string, Session>()

  constructor(context: Context, cancelling: Cancelling) {
    this.#context = context
    this.#cancelling = cancelling
  }

  async code(command: {
    readonly id: string
    readonly phone: string
    readonly language: Language
    readonly address: string
  }): Promise<BookingAnswer<MineCode>> {
    const { checkPhone, keys, sms, clock, codeCounts } = this.#context
    const checked = checkPhone(command.phone)
    if (!checked.ok) return refused(checked.code, { field: 'phone' })
    const { id, language } = command
    const { phone } = checked
    const before = this.#asked.get(id)
    if (before !== undefined) {
      return before.phone === phone ? { ok: true, value: this.#view(id, before) } : refused('command-reused')
    }
    const now = clock.now()
    const asker = { phoneHash: keys.phone(phone), address: command.address }
    const refusal = gatewayRefusal(this.#context)
    if (refusal !== null) return refusal
    const limited = codeCounts.refusal(asker, now)
    if (limited !== null) return { ok: false, ...limited }
    const asked: Asked = { phone, language, until: now + holdMs, codeAt: now, tries: 0 }
    this.#asked.set(id, asked)
    codeCounts.count(asker, now)
    const code = this.#codeOf(id, asked)
    const text = smsText({ kind: 'code', code, minutes: holdMs / 60_000, of: 'mine' }, language)
    try {
      await sms.enqueue(null, [
        { id: keys.messageId(`${id} ${phone} ${now}`, 'mine'), kind: 'code', phone, text, until: asked.until },
      ])
    } catch (error) {
      this.#asked.delete(id)
      codeCounts.uncount(asker, now)
      throw error
    }
    return { ok: true, value: this.#view(id, asked) }
  }

  async session(id: string, code: string): Promise<BookingAnswer<{ readonly token: string; readonly mine: MineView }>> {
    const { clock, keys } = this.#context
    const asked = this.#asked.get(id)
    if (asked === undefined || isOver({ ...asked, codes: 1 }, clock.now())) return refused('session-ended')
    const { phone } = asked
    if (!keys.isCode(keys.codeHash(id, this.#codeOf(id, asked)), id, code)) {
      asked.tries += 1
      return refused('wrong-code', { field: 'code', triesLeft: Math.max(0, codeTries - asked.tries) })
    }
    // a code is good once
    asked.tries = codeTries
    const token = randomBytes(32).toString('base64url')
    this.#sessions.set(token, { phone, until: clock.now() + sessionMs })
    const mine = await this.mine(token)
    return mine === null ? refused('session-ended') : { ok: true, value: { token, mine } }
  }

  async mine(token: string): Promise<MineView | null> {
    const session = this.#session(token)
    if (session === null) return null
    const rows = await this.#rows(session)
    const isEnded = ({ state }: BookingRow) => state !== 'booked' && state !== 'asked'
    const ordered = [...rows.filter((row) => !isEnded(row)), ...rows.filter(isEnded).reverse()]
    return {
      phone: maskedPhone(session.phone),
      until: new Date(session.until).toISOString(),
      reminders: !(await this.#context.store.hasDeclinedReminders(this.#context.keys.phone(session.phone))),
      bookings: ordered.flatMap((row) => bookingView(this.#context, row) ?? []),
    }
  }

  async cancel(token: string, id: string): Promise<BookingAnswer<BookingView>> {
    const session = this.#session(token)
    if (session === null) return refused('session-ended')
    const row = (await this.#rows(session)).find((one) => one.id === id)
    if (row === undefined) return refused('unknown-booking')
    const cancelled = await this.#cancelling.cancel(row)
    if (!cancelled.ok) return cancelled
    const view = bookingView(this.#context, cancelled.value)
    return view === null ? refused('unknown-booking') : { ok: true, value: view }
  }

  async setReminders(token: string, reminders: boolean): Promise<BookingAnswer<MineView>> {
    const session = this.#session(token)
    if (session === null) return refused('session-ended')
    const { store, keys, clock } = this.#context
    await store.setReminders(keys.phone(session.phone), reminders, clock.now())
    const mine = await this.mine(token)
    return mine === null ? refused('session-ended') : { ok: true, value: mine }
  }

  end(token: string): void {
    this.#sessions.delete(token)
  }

  /** Codes and sessions that are over are forgotten. */
  forget(): void {
    const now = this.#context.clock.now()
    for (const [id, { until }] of this.#asked) if (until <= now) this.#asked.delete(id)
    for (const [token, { until }] of this.#sessions) if (until <= now) this.#sessions.delete(token)
  }

  #session(token: string): Session | null {
    const session = this.#sessions.get(token)
    return session !== undefined && session.until > this.#context.clock.now() ? session : null
  }

  #rows({ phone }: Session): Promise<readonly BookingRow[]> {
    return this.#context.store.bookingsOfPhone(this.#context.keys.phone(phone))
  }

  #codeOf(id: string, { phone, codeAt }: Asked): string {
    return this.#context.keys.code(`mine ${id}`, phone, 1, codeAt)
  }

  #view(id: string, asked: Asked): MineCode {
    const now = this.#context.clock.now()
    return {
      id,
      phone: maskedPhone(asked.phone),
      secondsLeft: Math.max(0, Math.ceil((asked.until - now) / 1_000)),
      resendSeconds: resendSeconds({ ...asked, codes: 1 }, now) ?? 0,
    }
  }
}
