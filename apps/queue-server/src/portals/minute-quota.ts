const minuteMs = 60_000

/** What a request leaves of the minute. */
export interface MinuteLeft {
  readonly ok: boolean
  readonly limit: number
  readonly remaining: number
  /** Whole seconds until all of it is there again. */
  readonly resetSeconds: number
}

/** Requests of each portal, in minutes that begin with the first of them. */
export class MinuteQuota {
  readonly #counts = new Map<string, { until: number; count: number }>()

  take(portal: string, limit: number, now: number): MinuteLeft {
    const known = this.#counts.get(portal)
    // a clock that was set back makes no minute longer than one
    const running = known !== undefined && known.until > now && known.until <= now + minuteMs ? known : null
    const count = running ?? { until: now + minuteMs, count: 0 }
    if (count !== known) this.#counts.set(portal, count)
    count.count += 1
    return {
      ok: count.count <= limit,
      limit,
      remaining: Math.max(0, limit - count.count),
      resetSeconds: Math.max(1, Math.ceil((count.until - now) / 1_000)),
    }
  }

  /** Requests of the minute that runs. */
  used(portal: string, now: number): number {
    const known = this.#counts.get(portal)
    return known !== undefined && known.until > now ? known.count : 0
  }
}
