import { createHmac } from 'node:crypto'
import { openBytes, sealBytes } from '@cherha/case-vault'
import { canonicalJson, type Json } from '@cherha/event-log'
import { dateAt } from '../offices/day-clock.ts'
import type { ServerClock } from '../offices/ports.ts'
import { keptKey } from './api-key.ts'
import type { Begun, KeptAnswer, PassingRefusal, PortalStore } from './ports.ts'

/** How long an answer is given again (B39). */
export const keptMs = 24 * 60 * 60_000
/** Days of the quotas begin at its midnight. */
export const quotaZone = 'Europe/Kyiv'

export type OnceAnswer =
  | { readonly is: 'answer'; readonly answer: KeptAnswer; readonly replayed: boolean; readonly left: number }
  | { readonly is: 'reused' | 'quota' | 'revoked' }

/** A request for a booking: the portal's key and name, its idempotency key, its body. */
export interface OnceRequest {
  readonly portal: string
  readonly apiKey: string
  readonly key: string
  readonly body: Json
}

interface Running {
  readonly hash: string
  readonly end: Promise<OnceAnswer>
}

/**
 * Carries a portal's request out once (B39). It is noted before it is carried out and its answer after it; what a crash
 * left without an answer is carried out again under the same booking id, which books nothing twice.
 */
export class Once {
  readonly #store: PortalStore
  readonly #clock: ServerClock
  readonly #running = new Map<string, Running>()

  constructor(store: PortalStore, clock: ServerClock) {
    this.#store = store
    this.#clock = clock
  }

  /**
   * @param work gets the id of the booking; when it throws, nothing is kept and the request may be sent again, but it
   * counts as a booking until then: it may be one
   * @throws the error of a passing refusal
   */
  async take(request: OnceRequest, work: (id: string) => Promise<KeptAnswer | PassingRefusal>): Promise<OnceAnswer> {
    const { portal, apiKey, key, body } = request
    const name = `${portal} ${key}`
    const hash = createHmac('sha256', keptKey(apiKey, 'body')).update(canonicalJson(body)).digest('hex')
    const running = this.#running.get(name)
    if (running !== undefined) {
      if (running.hash !== hash) return { is: 'reused' }
      const end = await running.end
      return end.is === 'answer' ? { ...end, replayed: true } : end
    }
    const end = this.#carryOut(request, hash, work)
    this.#running.set(name, { hash, end })
    try {
      return await end
    } finally {
      this.#running.delete(name)
    }
  }

  async #carryOut(
    { portal, apiKey, key }: OnceRequest,
    hash: string,
    work: (id: string) => Promise<KeptAnswer | PassingRefusal>,
  ): Promise<OnceAnswer> {
    const at = this.#clock.now()
    const begun: Begun = { portal, key, hash, at, day: dateAt(at, quotaZone) }
    const before = await this.#store.begin(begun, at - keptMs)
    const about = `${portal} ${key}`
    const sealing = keptKey(apiKey, 'answer')
    switch (before.is) {
      case 'answered': {
        const body = openBytes(sealing, about, before.box)
        if (body === null) throw new Error('an answer kept for a portal cannot be opened with its key')
        const answer = { status: before.status, body: body.toString('utf8') }
        return { is: 'answer', answer, replayed: true, left: before.left }
      }
      case 'begun': {
        const answer = await work(bookingId(apiKey, key))
        if ('passing' in answer) {
          await this.#store.forget(begun)
          throw answer.passing
        }
        const box = sealBytes(sealing, about, Buffer.from(answer.body, 'utf8'))
        await this.#store.finish(begun, { status: answer.status, box })
        const left = answer.status === 201 ? before.left : before.left + 1
        return { is: 'answer', answer, replayed: false, left }
      }
      default:
        return before
    }
  }

  /** What is of no more use is forgotten, a day later than answers: the quota of yesterday is still counted (B43). */
  tidy(): Promise<void> {
    return this.#store.tidy(this.#clock.now() - 2 * keptMs)
  }
}

/**
 * A booking's id is made of the portal's API key and its idempotency key: a repetition is the same booking whatever was
 * lost in between, and nobody else can foretell it, to look at the booking or to use the id up.
 */
export function bookingId(apiKey: string, key: string): string {
  const hex = createHmac('sha256', keptKey(apiKey, 'booking')).update(key).digest('hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
