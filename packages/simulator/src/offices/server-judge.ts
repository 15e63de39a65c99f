import { eventAs, type LogRecord } from '@cherha/event-log'
import { dayClock } from '@cherha/office-hub/core'
import type { InboxItem, InboxItemOf } from '@cherha/shared/protocol'
import type { QueueEvent } from '@cherha/shared/queue'
import { formatNumber } from '@cherha/shared/text'
import type { People } from '../actors/people.ts'
import type { World } from '../world/world.ts'

interface PlaceBook {
  readonly online: boolean
  state: 'free' | 'booked' | 'withdrawn'
  sold: number
}

interface DayBook {
  readonly publishedSeq: number
  readonly midnight: number
  readonly places: Map<string, PlaceBook>
  state: 'open' | 'closed' | 'cancelled'
}

/** By then every day that has begun is handed over, whatever was down at its midnight. */
const lateMs = 10 * 60_000
/** How long a write of the server may take. */
const writingMs = 1_000

/**
 * Judges what the server makes durable of one office, without the rules that decided it: each item of the inbox, and
 * each record of the copy of the office's log.
 */
export class ServerJudge {
  readonly #world: World
  readonly #people: People
  readonly #office: string
  readonly #timeZone: string
  readonly #hasKey: (date: string) => boolean
  readonly #days = new Map<string, DayBook>()
  readonly #items: { readonly item: InboxItem; readonly hash: string }[] = []
  readonly #requests = new Set<string>()
  /** What any hub of this office has ever written. */
  readonly #written = new Set<string>()
  #acknowledged = 0
  #epoch = 0

  /** @param hasKey whether the server keeps a key of a visit day */
  constructor(world: World, people: People, office: string, timeZone: string, hasKey: (date: string) => boolean) {
    this.#hasKey = hasKey
    this.#world = world
    this.#people = people
    this.#office = office
    this.#timeZone = timeZone
  }

  get items(): readonly { readonly item: InboxItem; readonly hash: string }[] {
    return this.#items
  }

  hubWrote(records: readonly LogRecord[]): void {
    for (const { hash } of records) this.#written.add(hash)
  }

  committed(log: 'inbox' | 'copy', records: readonly LogRecord[]): void {
    for (const record of records) {
      if (this.#people.isNamedWithin(record.event))
        this.#fail('D1', `record ${record.seq} of the ${log} names somebody in the clear`)
      if (log === 'inbox') this.#inbox(record)
      else this.#copy(record)
    }
  }

  /** Whether a booking that was acknowledged is in the inbox. */
  hasBooking(date: string, number: string, sold: number): boolean {
    return this.#items.some(
      ({ item }) => item.type === 'booked' && item.date === date && item.number === number && item.sold === sold,
    )
  }

  /** R9: what has begun long ago is not the server's any more. */
  judgeClosed(): void {
    for (const [date, { state, midnight }] of this.#days) {
      if (state === 'open' && this.#now() > midnight + lateMs)
        this.#fail('R9', `${date} has begun and is not handed over`)
    }
  }

  #inbox(record: LogRecord): void {
    const item = eventAs<InboxItem>(record.event)
    this.#world.note(() => `  ${this.#office} inbox ${record.seq} ${summary(item)}`)
    if (record.seq !== this.#items.length + 1) this.#fail('L1', `item ${record.seq} follows item ${this.#items.length}`)
    this.#items.push({ item, hash: record.hash })
    if (item.type === 'office-configured') return
    if (item.type === 'plan-published') return this.#published(item, record.seq)
    const day = this.#days.get(item.date)
    if (day === undefined)
      return this.#fail('R1', `the server wrote ${item.type} about ${item.date}, which has no plan`)
    this.#aboutDay(day, item, record.seq)
  }

  #published(item: InboxItemOf<'plan-published'>, seq: number): void {
    if (!this.#hasKey(item.date)) this.#fail('R22', `${item.date} was published before it had a key`)
    if (this.#days.has(item.date)) this.#fail('C23', `${item.date} was published twice`)
    const places = new Map<string, PlaceBook>()
    for (const { letter, places: planned } of item.services) {
      planned.forEach(({ channel }, index) =>
        places.set(formatNumber(letter, index + 1), { online: channel === 'online', state: 'free', sold: 0 }),
      )
    }
    const { midnight } = dayClock(item.date, this.#timeZone)
    this.#days.set(item.date, { publishedSeq: seq, midnight, places, state: 'open' })
  }

  #aboutDay(
    day: DayBook,
    item: Exclude<InboxItem, { type: 'office-configured' | 'plan-published' }>,
    seq: number,
  ): void {
    const { date } = item
    switch (item.type) {
      case 'place-added':
        if (day.places.has(item.number)) this.#fail('N4', `${item.number} of ${date} was added twice`)
        day.places.set(item.number, { online: item.channel === 'online', state: 'free', sold: 0 })
        return
      case 'place-withdrawn': {
        const place = day.places.get(item.number)
        if (place?.state !== 'free' || !place.online || day.state !== 'open')
          return this.#fail('R1', `the server withdrew ${item.number} of ${date}, which is sold or not its own`)
        place.state = 'withdrawn'
        return
      }
      case 'booked':
        return this.#booked(day, item)
      case 'booking-cancelled': {
        const place = day.places.get(item.number)
        if (day.state !== 'open')
          this.#fail('R1', `the server cancelled ${item.number} after it had handed ${date} over`)
        if (place?.state !== 'booked')
          return this.#fail('R1', `${item.number} of ${date} was cancelled and nobody had it`)
        place.state = 'free'
        return
      }
      case 'online-closed': {
        const live = [...day.places.values()].filter(({ state }) => state === 'booked').length
        if (day.state !== 'open') this.#fail('R9', `${date} was closed twice`)
        if (item.sold !== live)
          this.#fail('R9', `${date} was handed over with ${item.sold} bookings instead of ${live}`)
        if (item.inboxSeq !== seq - 1)
          this.#fail('R9', `${date} was handed over as of item ${item.inboxSeq}, not ${seq - 1}`)
        if (this.#now() < day.midnight) this.#fail('R9', `${date} was handed over before it began`)
        day.state = 'closed'
        return
      }
      case 'cancel-requested':
      case 'withdraw-requested':
        if (this.#requests.has(item.request)) this.#fail('R8', 'a request was made twice')
        this.#requests.add(item.request)
        return
      case 'day-cancelled':
        day.state = 'cancelled'
        return
    }
  }

  #booked(day: DayBook, { date, number, sold }: InboxItemOf<'booked'>): void {
    const place = day.places.get(number)
    if (day.state !== 'open') this.#fail('R9', `${number} was sold online after ${date} was ${day.state}`)
    if (this.#now() >= day.midnight + writingMs) this.#fail('R9', `${number} was sold online after ${date} had begun`)
    if (this.#acknowledged < day.publishedSeq)
      this.#fail('R4', `${number} was sold online and the office does not know the plan of ${date} yet`)
    if (place === undefined || !place.online)
      return this.#fail('R1', `${number} of ${date} was sold online and is no online place`)
    if (place.state !== 'free') this.#fail('N3', `${number} of ${date} was sold online while it was ${place.state}`)
    if (sold !== place.sold + 1)
      this.#fail('N3', `${number} of ${date} was sold for the ${sold}. time after ${place.sold}`)
    place.state = 'booked'
    place.sold = sold
  }

  #copy({ seq, hash, event: data }: LogRecord): void {
    const event = eventAs<QueueEvent>(data)
    if (!this.#written.has(hash))
      this.#fail('R3', `record ${seq} of the server's copy was written by no hub of the office`)
    if (event.type === 'inbox-advanced') {
      const at = event.seq
      if (this.#items[at - 1]?.hash !== event.hash)
        this.#fail('R2', `the office learnt item ${at}, which is another one here`)
      if (at < this.#acknowledged) this.#fail('R2', `the office learnt item ${at} after item ${this.#acknowledged}`)
      this.#acknowledged = Math.max(this.#acknowledged, at)
    }
    if (event.type === 'epoch-began') {
      const epoch = event.epoch
      const isNext = event.because === 'behind-device' ? epoch > this.#epoch : epoch === this.#epoch + 1
      if (!isNext) this.#fail('R16', `epoch ${epoch} came after epoch ${this.#epoch}`)
      this.#epoch = epoch
    }
  }

  #now(): number {
    return this.#world.startsAt + this.#world.loop.now
  }

  #fail(rule: string, sentence: string): void {
    this.#world.fail(rule, `office ${this.#office}: ${sentence}`)
  }
}

function summary(item: InboxItem): string {
  const text = JSON.stringify(item, (key, value: unknown) => (hidden.has(key) ? undefined : value))
  return text.length > 160 ? `${text.slice(0, 160)}…` : text
}

const hidden = new Set(['sealed', 'config', 'services', 'clock'])
