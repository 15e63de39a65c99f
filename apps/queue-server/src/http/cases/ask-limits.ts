/** A limit of questions in a length of time. */
export interface AskLimit {
  readonly most: number
  readonly ms: number
}

interface Count {
  readonly until: number
  asked: number
}

/** Keys remembered at most; beyond, the one that was first asked about longest ago is forgotten. */
const kept = 100_000

/** Counts questions by key, in windows that begin with the first of them. */
export class AskLimits {
  readonly #limits: readonly { readonly limit: AskLimit; readonly counts: Map<string, Count> }[]

  constructor(limits: readonly AskLimit[]) {
    this.#limits = limits.map((limit) => ({ limit, counts: new Map() }))
  }

  /** Counts a question. @returns ms until the next one is answered, 0: this one is */
  take(key: string, now: number): number {
    let wait = 0
    for (const { limit, counts } of this.#limits) {
      const known = counts.get(key)
      const count = known !== undefined && known.until > now ? known : { until: now + limit.ms, asked: 0 }
      if (count !== known) {
        // set anew: the first key of the map is the one that began longest ago
        counts.delete(key)
        counts.set(key, count)
        const oldest = counts.keys().next()
        if (counts.size > kept && !oldest.done) counts.delete(oldest.value)
      }
      count.asked += 1
      if (count.asked > limit.most) wait = Math.max(wait, count.until - now)
    }
    return wait
  }
}

/** Who is counted as one: an address, of IPv6 the network a customer gets. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace(/^::ffff:/, '')
  const [head = '', tail = ''] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === '' ? [] : tail.split(':')
  const groups = [
    ...before,
    ...Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0'),
    ...after,
  ]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
