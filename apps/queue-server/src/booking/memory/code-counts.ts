import type { BookingSettings } from '@cherha/shared/protocol'
import type { BookingRefusal } from '../ports.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Who asks for a code. Address null: not known any more. */
export interface Asker {
  readonly phoneHash: string
  readonly address: string | null
}

type Limits = Pick<BookingSettings['limits'], Extract<keyof BookingSettings['limits'], `codes${string}`>>
type CodeRefusal = Pick<BookingRefusal, 'code' | 'field' | 'retrySeconds'>

/**
 * Codes sent in the last day (B19, B41), so that nobody is flooded with messages and their cost has an end. The narrow
 * limit is that of a phone number asked for from one address: a stranger's codes keep nobody from their own who comes
 * from another. A restart forgets. What is counted is bounded by the limit of all codes together.
 */
export class CodeCounts {
  readonly #limits: Limits
  readonly #capped: () => void
  readonly #pairs: Sent
  readonly #phones: Sent
  readonly #addresses: Sent
  readonly #all: Sent
  #refused = 0
  #toldAt = Number.NEGATIVE_INFINITY

  /** @param capped all codes together have reached their limit: called once a minute as long as that keeps somebody waiting */
  constructor(limits: Limits, capped: () => void) {
    this.#limits = limits
    this.#capped = capped
    this.#pairs = new Sent([limits.codesPerPhoneAndAddressHour, hourMs], [limits.codesPerPhoneAndAddressDay, dayMs])
    this.#phones = new Sent([limits.codesPerPhoneHour, hourMs], [limits.codesPerPhoneDay, dayMs])
    this.#addresses = new Sent([limits.codesPerAddressHour, hourMs], [limits.codesPerAddressDay, dayMs])
    this.#all = new Sent([limits.codesMinute, minuteMs], [limits.codesHour, hourMs])
  }

  /** Half of what may be sent in a minute has been: whoever asks now may be a program (B20). */
  areMany(now: number): boolean {
    return this.#all.areThere('', Math.ceil(this.#limits.codesMinute / 2), now - minuteMs)
  }

  /** Of the last hour; and how often somebody was told to wait since the start, because all together were too many. */
  figures(now: number): { readonly hour: number; readonly refused: number } {
    return { hour: this.#all.since('', now - hourMs), refused: this.#refused }
  }

  /** null: a code may be sent now. */
  refusal(asker: Asker, now: number): CodeRefusal | null {
    const ofPhone = Math.max(this.#phones.freeAt(asker.phoneHash), this.#pairs.freeAt(pairOf(asker)))
    if (ofPhone > now) return { code: 'too-many', field: 'phone', retrySeconds: secondsUntil(ofPhone, now) }
    const ofAddress = asker.address === null ? 0 : this.#addresses.freeAt(asker.address)
    if (ofAddress > now) return { code: 'too-many', retrySeconds: secondsUntil(ofAddress, now) }
    const ofAll = this.#all.freeAt('')
    if (ofAll <= now) return null
    this.#refused += 1
    if (now - this.#toldAt >= minuteMs) {
      this.#toldAt = now
      this.#capped()
    }
    return { code: 'busy', retrySeconds: secondsUntil(ofAll, now) }
  }

  count(asker: Asker, now: number): void {
    for (const [sent, key] of this.#of(asker)) sent.add(key, now)
  }

  /** What was counted was not sent after all. */
  uncount(asker: Asker, at: number): void {
    for (const [sent, key] of this.#of(asker)) sent.remove(key, at)
  }

  forget(now: number): void {
    for (const sent of [this.#pairs, this.#phones, this.#addresses, this.#all]) sent.forget(now)
  }

  #of(asker: Asker): readonly (readonly [Sent, string])[] {
    const { phoneHash, address } = asker
    const ofAddress = address === null ? [] : ([[this.#addresses, address]] as const)
    return [[this.#pairs, pairOf(asker)], [this.#phones, phoneHash], ...ofAddress, [this.#all, '']]
  }
}

const pairOf = ({ phoneHash, address }: Asker) => `${phoneHash} ${address ?? ''}`
const secondsUntil = (at: number, now: number) => Math.ceil((at - now) / 1_000)

/** When something was sent, by what is counted together. */
class Sent {
  readonly #limits: readonly (readonly [most: number, ms: number])[]
  readonly #times = new Map<string, number[]>()

  constructor(...limits: readonly (readonly [most: number, ms: number])[]) {
    this.#limits = limits
  }

  /** The moment from which on one more is allowed; the past: it is. */
  freeAt(key: string): number {
    const times = this.#times.get(key)
    let free = 0
    if (times === undefined) return free
    for (const [most, ms] of this.#limits) {
      // when the oldest of the last `most` is old enough
      const oldest = times[times.length - most]
      if (oldest !== undefined && oldest + ms > free) free = oldest + ms
    }
    return free
  }

  /** Whether there were at least so many after a moment. */
  areThere(key: string, count: number, moment: number): boolean {
    const times = this.#times.get(key) ?? []
    const oldest = times[times.length - count]
    return oldest !== undefined && oldest > moment
  }

  /** How many there were after a moment. */
  since(key: string, moment: number): number {
    const times = this.#times.get(key) ?? []
    return times.length - 1 - times.findLastIndex((at) => at <= moment)
  }

  add(key: string, at: number): void {
    const times = this.#times.get(key)
    if (times === undefined) this.#times.set(key, [at])
    else times.push(at)
  }

  remove(key: string, at: number): void {
    const times = this.#times.get(key) ?? []
    const index = times.lastIndexOf(at)
    if (index >= 0) times.splice(index, 1)
  }

  forget(now: number): void {
    const longest = Math.max(...this.#limits.map(([, ms]) => ms))
    for (const [key, times] of this.#times) {
      const young = times.filter((at) => now - at < longest)
      if (young.length === 0) this.#times.delete(key)
      else this.#times.set(key, young)
    }
  }
}
