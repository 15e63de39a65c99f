import type { JournalStore } from '../http/parts.ts'
import type { ServerClock } from '../offices/ports.ts'

/** A day and a half without a record is usual; more than this, and the clock may be wrong. */
const aheadMs = 36 * 3_600_000

export interface ClockWatchParts {
  /** Time of the newest record of each copy of a hub's log; 0: it has none. */
  readonly copies: () => readonly number[]
  readonly journal: Pick<JournalStore, 'list'>
  readonly clock: Pick<ServerClock, 'now'>
  readonly warn: (message: string) => void
}

/**
 * Compares the server's clock at its start with the newest record there is, and warns when it is far beyond (D9). It
 * stays told until a hub's record is near the clock: the server's own entries have the time that is in doubt.
 * @returns what the clock seems to be now
 */
export async function watchClock({ copies, journal, clock, warn }: ClockWatchParts): Promise<() => 'ok' | 'ahead'> {
  const isBeyond = (newest: number) => clock.now() - newest > aheadMs
  const [entry] = await journal.list({ limit: 1 })
  const newest = Math.max(0, entry?.at ?? 0, ...copies())
  let ahead = newest > 0 && isBeyond(newest)
  if (ahead) {
    const [now, then] = [clock.now(), newest].map((at) => new Date(at).toISOString())
    warn(
      `the clock says ${now}, the newest record is of ${then}: set the clock if it is ahead, before keys of visit days ` +
        'are erased by it (a day from now); if the server was off since, all is well',
    )
  }
  return () => {
    if (ahead && !isBeyond(Math.max(0, ...copies()))) ahead = false
    return ahead ? 'ahead' : 'ok'
  }
}
