import { addDays } from '@cherha/shared/calendar'
import { idleMs, longestMs } from '../accounts/sessions.ts'
import type { OfficeNode } from '../offices/office-node.ts'
import type { BookingJobs, JobParts } from './daily.ts'

type RetentionParts = Pick<JobParts, 'offices' | 'stores' | 'clock' | 'retentionDays'> & {
  readonly booking?: Pick<BookingJobs, 'erase'> | undefined
}
type Erased = Readonly<Record<string, readonly string[]>>

/** From the run that finds a key due to the one that erases it: time to see that the server's clock is wrong. */
const notedMs = 86_400_000

/**
 * The server's own retention: a key that is due is noted, and erased by a run at least 24 hours later (rule D9). A clock
 * that was wrong for less than that has erased nothing. Sessions and enrolment codes that have ended go at once.
 * @returns the erased dates by office
 */
export function retention(parts: RetentionParts): Promise<Erased> {
  return eraseKeys(parts, (office, due) => notedLongEnough(parts, office, due))
}

/** Retention that an administrator asked for: keys that are due are erased at once. @returns the dates by office */
export function retentionNow(parts: RetentionParts): Promise<Erased> {
  return eraseKeys(parts, async (_office, due) => due)
}

/**
 * Erases keys of visit days that are over for `retentionDays` days: what they sealed can never be read again, in the
 * log, in its copies, in backups (rule D6).
 */
async function eraseKeys(
  { offices, stores, clock, retentionDays, booking }: RetentionParts,
  choose: (office: OfficeNode, due: readonly string[]) => Promise<readonly string[]>,
): Promise<Erased> {
  const erased: Record<string, readonly string[]> = {}
  for (const office of offices.all()) {
    const { today } = office
    if (today === null) continue
    const before = addDays(today, -retentionDays)
    const due = Object.keys(office.secrets.days).filter((date) => date < before)
    const chosen = await choose(office, due)
    // first, so that a day without a key has nothing left that tells who booked
    if (chosen.length > 0) await booking?.erase(office.code, chosen)
    const dates = await office.eraseKeys(chosen)
    if (dates.length === 0) continue
    erased[office.code] = dates
    await stores.journal.append({
      at: clock.now(),
      who: 'server',
      office: office.code,
      action: 'keys-erased',
      detail: { dates: [...dates] },
    })
  }
  const now = clock.now()
  await stores.sessions.clean(now - longestMs, now - idleMs)
  await stores.codes.clean(now)
  return erased
}

/** Brings the office's notes up to date. @returns the dates of `due` that were noted long enough ago */
async function notedLongEnough(
  { stores, clock }: Pick<RetentionParts, 'stores' | 'clock'>,
  { code }: OfficeNode,
  due: readonly string[],
): Promise<readonly string[]> {
  const now = clock.now()
  const notes = await stores.erasures.list(code)
  // Erased since, or due only by a clock that was ahead when it was noted; one that is still due is noted anew.
  const stale = [...notes].filter(([date, at]) => at > now || !due.includes(date)).map(([date]) => date)
  if (stale.length > 0) await stores.erasures.drop(code, stale)
  const isNoted = (date: string) => notes.has(date) && !stale.includes(date)
  const fresh = due.filter((date) => !isNoted(date))
  if (fresh.length > 0) await stores.erasures.note(code, fresh, now)
  return due.filter((date) => isNoted(date) && now - (notes.get(date) ?? now) >= notedMs)
}
