const kept = 10_000

/**
 * Wrong tries of logins that nobody has, counted as those of an account are: whoever asks cannot tell from a lock which
 * logins there are. In memory only, and the one used longest ago is forgotten first.
 */
export class Strangers {
  readonly #tries = new Map<string, { readonly count: number; readonly lockedUntil: number | null }>()

  /** @returns whether the try may be made */
  countTry(login: string, now: number, most: number, lockUntil: number): boolean {
    const known = this.#tries.get(login)
    const lockedUntil = known?.lockedUntil ?? null
    if (lockedUntil !== null && now < lockedUntil) return false
    const count = lockedUntil === null ? (known?.count ?? 0) + 1 : 1
    this.#tries.delete(login)
    this.#tries.set(login, { count, lockedUntil: count >= most ? lockUntil : null })
    const oldest = this.#tries.keys().next()
    if (this.#tries.size > kept && !oldest.done) this.#tries.delete(oldest.value)
    return true
  }
}
