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
  const booked = unseal(key, item.sealed.box)
  if (given === undefined || booked?.documentDigits === undefined) return null
  // with a child the parent or guardian comes, with one document or the other (document 000 III.1)
  const { guardian, documentDigits } = booked
  const guardians = guardian !== undefined && 'documentDigits' in guardian ? guardian.documentDigits : undefined
  return given === documentDigits || given === guardians ? 'match' : 'other'
}
