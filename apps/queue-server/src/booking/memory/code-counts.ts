const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** How many codes each phone number was sent in the last day (B19); a restart forgets. */
export class CodeCounts {
  readonly #limits: { readonly codesPerPhoneHour: number; readonly codesPerPhoneDay: number }
  readonly #sent = new Map<string, number[]>()

  constructor(limits: { readonly codesPerPhoneHour: number; readonly codesPerPhoneDay: number }) {
    this.#limits = limits
  }

  /** @returns seconds until the number may be sent another one; null: now */
  waitFor(phoneHash: string, now: number): number | null {
    const sent = this.#sent.get(phoneHash) ?? []
    const { codesPerPhoneHour, codesPerPhoneDay } = this.#limits
    const until = Math.max(endOf(sent, codesPerPhoneHour, hourMs), endOf(sent, codesPerPhoneDay, dayMs))
    return until > now ? Math.ceil((until - now) / 1_000) : null
  }

  count(phoneHash: string, now: number): void {
    const sent = this.#sent.get(phoneHash)
    if (sent === undefined) this.#sent.set(phoneHash, [now])
    else sent.push(now)
  }

  /** What was counted was not sent after all. */
  uncount(phoneHash: string, at: number): void {
    const sent = this.#sent.get(phoneHash) ?? []
    const index = sent.lastIndexOf(at)
    if (index >= 0) sent.splice(index, 1)
  }

  forget(now: number): void {
    for (const [phoneHash, sent] of this.#sent) {
      const young = sent.filter((at) => now - at < dayMs)
      if (young.length === 0) this.#sent.delete(phoneHash)
      else this.#sent.set(phoneHash, young)
    }
  }
}

/** When the oldest of the last `most` is so old that one more is allowed. */
function endOf(sent: readonly number[], most: number, ms: number): number {
  const oldest = sent[sent.length - most]
  return oldest === undefined ? 0 : oldest + ms
}
