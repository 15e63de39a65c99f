import { addDays, horizonDates } from '../calendar/index.ts'
import type { OfficeConfig } from '../protocol/index.ts'

/** B5: an office that sells online at all. Without a short name no message about it fits (B25). */
export function sellsOnline(config: OfficeConfig | null): config is OfficeConfig {
  return config !== null && config.channels.online && config.horizons.online > 0 && config.smsName !== undefined
}

/** How far ahead the next day that opens is looked for. */
const farthestDays = 31

/**
 * The date that opens next, and the date at whose 00:00 it does (B5); null: none within a month, or nothing is sold
 * online.
 */
export function nextOpening(
  config: OfficeConfig,
  today: string,
): { readonly date: string; readonly opensOn: string } | null {
  const known = new Set(horizonDates(config, 'online', today, true))
  if (known.size === 0) return null
  for (let ahead = 1; ahead <= farthestDays; ahead += 1) {
    const opensOn = addDays(today, ahead)
    const date = horizonDates(config, 'online', opensOn, true).find((one) => !known.has(one))
    if (date !== undefined) return { date, opensOn }
  }
  return null
}
