/** Forgets the oldest entries of a map or set, so that a long outage does not fill the memory. */
export function keepNewest(kept: Map<string, unknown> | Set<string>, most: number): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return
    kept.delete(oldest)
  }
}
