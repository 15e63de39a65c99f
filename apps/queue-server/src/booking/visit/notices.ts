import { addDays, boundaryOf } from '@cherha/shared/calendar'
import { dayClock } from '../../offices/day-clock.ts'
import type { CancelTimer } from '../../offices/ports.ts'
import type { NewSms } from '../../sms/port.ts'
import type { Context } from '../context.ts'
import type { BookingOffice } from '../ports.ts'
import type { BookingRow } from '../store/rows.ts'
import { applyTold, cancelDays, markRead, markReminded, readSoFar } from '../store/visit-store.ts'
import { readRecords, type Told } from './endings.ts'
import { messageAbout, messageId, outdated } from './messages.ts'

const page = 500
/** What comes in this time is gone through together. */
const soonMs = 500
/** B26, minutes of the office's day: from when reminders are sent, and until when a server that was away makes up for it. */
const remindFrom = 10 * 60
const remindUntil = 21 * 60
/** An alert of longer ago is no news. */
const alertNewsMs = 1_800_000

/** What the bookings learn from their offices, and what visitors are told of it (B26, B27, B31). */
export class Notices {
  readonly #context: Context
  readonly #heard = new Map<BookingOffice, () => void>()
  readonly #dirty = new Set<BookingOffice>()
  /** Cancelled days whose bookings have ended, `office date`. */
  readonly #cancelled = new Set<string>()
  readonly #reminded = new Set<string>()
  #timer: CancelTimer | null = null
  #running: Promise<void> = Promise.resolve()
  #closed = false

  constructor(context: Context) {
    this.#context = context
  }

  /** Everything that is new, and reminders that are due. @throws what the database throws; it is done the next time */
  run(): Promise<void> {
    const turn = this.#running.then(() => this.#run())
    this.#running = turn.catch(() => {})
    return turn
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#timer?.()
    for (const end of this.#heard.values()) end()
    await this.#running
  }

  async #run(): Promise<void> {
    if (this.#closed) return
    for (const office of this.#context.offices.all()) this.#listen(office)
    for (const office of this.#dirty) {
      this.#dirty.delete(office)
      try {
        await this.#readOn(office)
        await this.#cancelledDays(office)
      } catch (error) {
        this.#dirty.add(office)
        throw error
      }
    }
    for (const office of this.#context.offices.all()) await this.#remind(office)
  }

  /** An office that is new here is gone through from where it was left, or from now on if there were no bookings yet. */
  #listen(office: BookingOffice): void {
    if (this.#heard.has(office)) return
    const heard = () => {
      this.#dirty.add(office)
      this.#soon()
    }
    const ends = [office.onInbox(heard), office.onCopy(heard)]
    this.#heard.set(office, () => {
      for (const end of ends) end()
    })
    this.#dirty.add(office)
  }

  #soon(): void {
    if (this.#closed || this.#timer !== null) return
    this.#timer = this.#context.clock.setTimer(soonMs, () => {
      this.#timer = null
      this.run().catch((error: unknown) => {
        this.#context.report('what became of bookings could not be stored and is tried again', error)
      })
    })
  }

  async #readOn(office: BookingOffice): Promise<void> {
    const { store } = this.#context
    const { code } = office
    let known = await store.use((client) => readSoFar(client, code))
    if (known === null) {
      known = { seq: office.copyHead.seq, today: office.mirror.today }
      const first = known
      await store.transaction((client) => markRead(client, code, first))
    }
    while (known.seq < office.copyHead.seq) {
      const records = await office.readCopy(known.seq, page)
      const last = records.at(-1)
      if (last === undefined) return
      const { told, today } = readRecords(records, known.today, {
        isServers: (date) => office.online.days[date]?.state === 'open',
        day: (date) => office.mirror.days[date],
      })
      const next = { seq: last.seq, today }
      await store.transaction(async (client) => {
        const sms: NewSms[] = []
        for (const one of told) {
          const rows = await applyTold(client, code, one, this.#context.clock.now())
          sms.push(...rows.flatMap((row) => this.#news(one, row)))
        }
        if (sms.length > 0) await this.#context.sms.enqueue(client, sms)
        await markRead(client, code, next)
      })
      known = next
    }
  }

  #news(told: Told, row: BookingRow): NewSms[] {
    if (told.is === 'alert') {
      const isNews = this.#context.clock.now() - told.at < alertNewsMs
      return isNews ? messageAbout(this.#context, row, { kind: 'alert' }) : []
    }
    if (row.state === 'unserved') return messageAbout(this.#context, row, { kind: 'unserved' })
    return row.state === 'cancelled' ? messageAbout(this.#context, row, { kind: 'cancelled', by: 'visitor' }) : []
  }

  /** C24: told when the server knows it, whether or not the office has heard. */
  async #cancelledDays(office: BookingOffice): Promise<void> {
    const { store, clock, sms } = this.#context
    const { code, online } = office
    const dates = Object.values(online.days)
      .filter(({ state, date }) => state === 'cancelled' && !this.#cancelled.has(`${code} ${date}`))
      .map(({ date }) => date)
    if (dates.length === 0) return
    await store.transaction(async (client) => {
      const rows = await cancelDays(client, code, dates, clock.now())
      const news = rows.flatMap((row) => messageAbout(this.#context, row, { kind: 'cancelled', by: 'office' }))
      await sms.drop(
        client,
        rows.flatMap(({ id }) => outdated.map((kind) => messageId(this.#context, id, kind))),
      )
      if (news.length > 0) await sms.enqueue(client, news)
    })
    for (const date of dates) this.#cancelled.add(`${code} ${date}`)
  }

  async #remind({ code, config, today }: BookingOffice): Promise<void> {
    if (config === null || today === null) return
    const { store, clock, sms } = this.#context
    const wall = dayClock(today, config.timeZone)
    const from = boundaryOf(wall, remindFrom)
    const now = clock.now()
    const done = `${code} ${today}`
    if (now < from || now >= boundaryOf(wall, remindUntil) || this.#reminded.has(done)) return
    await store.transaction(async (client) => {
      const rows = await markReminded(client, code, addDays(today, 1), from)
      const news = rows.flatMap((row) => messageAbout(this.#context, row, { kind: 'reminder' }))
      if (news.length > 0) await sms.enqueue(client, news)
    })
    this.#reminded.add(done)
  }
}
