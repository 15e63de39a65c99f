/** RFC 3339 of ms since 1970. */
export function instant(at: number): string {
  return new Date(at).toISOString()
}

export function instantOrNull(at: number | null): string | null {
  return at === null ? null : instant(at)
}

/** Whole seconds that have passed; null: it has never happened. */
export function ageSeconds(now: number, then: number | null): number | null {
  return then === null ? null : Math.max(0, Math.floor((now - then) / 1000))
}
