import type { AdminOffices } from '@cherha/shared/protocol'
import type { TranslateConsole } from '../texts/texts.ts'
import { ageText } from './format.ts'

export type OfficeRow = AdminOffices['offices'][number]

/**
 * What is wrong with an office, the worst first:
 * - `diverged` the hub's log and the server's copy differ
 * - `away` a hub that was connected is not
 * - `behind` connected, but the server's copy lacks many events
 * - `no-hub`, `never` nobody has set the office up yet
 */
export type Trouble = 'diverged' | 'away' | 'behind' | 'never' | 'no-hub'

const severity: Readonly<Record<Trouble | 'fine', number>> = {
  diverged: 0,
  away: 1,
  behind: 2,
  never: 3,
  'no-hub': 4,
  fine: 5,
}

/** More than one batch behind is a backlog; fewer is the way of a queue that is busy. */
const backlog = 500

/** What is wrong with an office's connection; null: nothing. */
export function troubleOf({ hub }: Pick<OfficeRow, 'hub'>): Trouble | null {
  if (hub === null) return 'no-hub'
  switch (hub.state) {
    case 'diverged':
      return 'diverged'
    case 'away':
      return 'away'
    case 'never':
      return 'never'
    case 'connected':
      return hub.lagEvents !== null && hub.lagEvents > backlog ? 'behind' : null
  }
}

/** Offices with trouble first, the worst on top, then by code. */
export function byTrouble(offices: readonly OfficeRow[]): readonly OfficeRow[] {
  return offices.toSorted(
    (a, b) => severity[troubleOf(a) ?? 'fine'] - severity[troubleOf(b) ?? 'fine'] || (a.code < b.code ? -1 : 1),
  )
}

/** What is wrong, in one sentence. */
export function troubleText(
  { hub }: Pick<OfficeRow, 'hub'>,
  trouble: Trouble,
  now: number,
  t: TranslateConsole,
): string {
  const since = hub?.lastContact == null ? 0 : (now - Date.parse(hub.lastContact)) / 1000
  return t(`trouble.${trouble}`, {
    age: ageText(since, t),
    lag: t('offices.lagEvents', { count: hub?.lagEvents ?? 0 }),
  })
}
