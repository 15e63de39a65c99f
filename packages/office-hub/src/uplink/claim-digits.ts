import type { InboxItem } from '@cherha/shared/protocol'
import type { QueueState } from '@cherha/shared/queue'
import { unseal } from '../secrets/sealing.ts'

/**
 * Whether the visitor who checked in as holder of a booking the hub did not know is the one the server sold the place
 * to: the last digits of their documents, which only the day's key opens.
 * @returns null when nobody has claimed the item's place, or one of the two cannot be read
 */
export function claimDigits(
  state: QueueState,
  item: InboxItem,
  dayKey: (date: string) => Buffer | null,
): 'match' | 'other' | null {
  if (item.type !== 'booked') return null
  const claimed = state.days[item.date]?.tickets[item.number]
  const key = dayKey(item.date)
  if (claimed?.claimed !== true || key === null) return null
  const given = unseal(key, claimed.sealed.box)?.documentDigits
  const booked = unseal(key, item.sealed.box)?.documentDigits
  if (given === undefined || booked === undefined) return null
  return given === booked ? 'match' : 'other'
}
