import type { InboxItem } from '../../src/protocol/index.ts'
import type { LinkedScenario } from './server-side.ts'
import { sealedDigits } from './server-side.ts'

interface Sale {
  sold: number
  /** Digits of the live booking. */
  digits: string | null
}

/** What the server decides, step by step; `pick` chooses among what there is. */
export type ServerStep =
  | { readonly do: 'book'; readonly pick: number; readonly digits: number }
  | { readonly do: 'cancel'; readonly pick: number }
  | { readonly do: 'withdraw-place'; readonly pick: number }
  | { readonly do: 'ask-cancel' | 'ask-withdraw'; readonly pick: number }
  | { readonly do: 'close' }
  | { readonly do: 'cancel-day' }

/**
 * The queue server as far as one day of one office sees it, written apart from the product: it sells its own places by
 * its own book alone, and everything it decides waits in the outbox until the network lets it through.
 */
export class SmallServer {
  readonly outbox: InboxItem[] = []
  readonly sales = new Map<string, Sale>()
  closed = false
  cancelled = false
  readonly #date: string
  readonly #free: string[]
  readonly #services: Map<string, string>
  #requests = 0

  constructor(s: LinkedScenario, date: string) {
    this.#date = date
    const places = Object.values(s.state.days[date]?.places ?? {}).filter(({ channel }) => channel === 'online')
    this.#free = places.map(({ number }) => number)
    this.#services = new Map(places.map(({ number, service }) => [number, service]))
  }

  step(step: ServerStep, s: LinkedScenario): void {
    const on = { date: this.#date }
    if (step.do === 'close') return this.#close()
    if (step.do === 'cancel-day') return this.#cancelDay()
    if (step.do === 'ask-cancel' || step.do === 'ask-withdraw') {
      const numbers = Object.keys(s.state.days[this.#date]?.places ?? {})
      const number = numbers[step.pick % Math.max(1, numbers.length)] ?? 'А-001'
      const request = `00000000-0000-4000-8000-${String((this.#requests += 1)).padStart(12, '0')}`
      const type = step.do === 'ask-cancel' ? 'cancel-requested' : 'withdraw-requested'
      if (this.closed || type === 'withdraw-requested') this.outbox.push({ type, request, ...on, number })
      return
    }
    if (this.closed || this.cancelled) return
    if (step.do === 'book') return this.#book(step.pick, `000${step.digits}`)
    const { pick } = step
    const live = [...this.sales].filter(([, { digits }]) => digits !== null)
    const [number, sale] = live[pick % Math.max(1, live.length)] ?? []
    if (step.do === 'cancel' && number !== undefined && sale !== undefined) {
      sale.digits = null
      this.#free.push(number)
      this.outbox.push({ type: 'booking-cancelled', ...on, number, by: 'visitor' })
    }
    if (step.do === 'withdraw-place') {
      const free = this.#free.splice(pick % Math.max(1, this.#free.length), 1)[0]
      if (free !== undefined) this.outbox.push({ type: 'place-withdrawn', ...on, number: free })
    }
  }

  #book(pick: number, digits: string): void {
    const number = this.#free.splice(pick % Math.max(1, this.#free.length), 1)[0]
    if (number === undefined) return
    const sold = (this.sales.get(number)?.sold ?? 0) + 1
    this.sales.set(number, { sold, digits })
    const service = this.#services.get(number) ?? 'permanent'
    this.outbox.push({
      type: 'booked',
      date: this.#date,
      number,
      service,
      sold,
      language: 'uk',
      sealed: sealedDigits(digits, service),
    })
  }

  #cancelDay(): void {
    if (this.cancelled) return
    this.cancelled = true
    this.outbox.push({ type: 'day-cancelled', date: this.#date, reason: 'emergency' })
  }

  #close(): void {
    if (this.closed) return
    this.closed = true
    const sold = [...this.sales.values()].filter(({ digits }) => digits !== null).length
    this.outbox.push({ type: 'online-closed', date: this.#date, sold, inboxSeq: 0 })
  }

  /** Lets so many items through, each compared with a claim as the hub's uplink does. */
  deliver(s: LinkedScenario, count: number): void {
    for (const item of this.outbox.splice(0, count)) {
      const claim = item.type === 'booked' ? s.state.days[item.date]?.tickets[item.number] : undefined
      const same = item.type === 'booked' && claim?.sealed.box === item.sealed.box
      s.hear(item, claim === undefined ? null : same ? 'match' : 'other')
    }
  }
}
