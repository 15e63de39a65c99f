import { addDays } from '@cherha/shared/calendar'
import { idleMs, longestMs } from '../accounts/sessions.ts'
import type { JobParts } from './daily.ts'

type RetentionParts = Pick<JobParts, 'offices' | 'stores' | 'clock' | 'retentionDays'>

/**
 * Erases the keys of visit days that are over for `retentionDays` days: what they sealed can never be read again, in
 * the log, in its copies, in backups (rule D6). Sessions and enrolment codes that have ended go too.
 * @returns the erased dates by office
 */
export async function retention({
  offices,
  stores,
  clock,
  retentionDays,
}: RetentionParts): Promise<Record<string, readonly string[]>> {
  const erased: Record<string, readonly string[]> = {}
  for (const office of offices.all()) {
    const { today } = office
    if (today === null) continue
    const dates = await office.eraseKeysBefore(addDays(today, -retentionDays))
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
