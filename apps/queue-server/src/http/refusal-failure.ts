import type { OnlineRefusal } from '@cherha/shared/replication'
import { Failure } from './failure.ts'

const sentences: Partial<Record<OnlineRefusal['code'], string>> = {
  'unknown-day': 'there is no plan for this day',
  'online-closed': 'the day belongs to the office since 00:00',
  'day-cancelled': 'the day is cancelled already',
  'date-closed': 'the day is over',
  'number-range-full': 'no ticket numbers are left for that day: at most 999 places of a service',
  'version-changed': 'somebody has changed the office meanwhile; read it again',
  'unknown-place': 'there is no such place',
}

/** A refusal of the office's rules as the answer of a request. */
export function refusalFailure({ code, field }: OnlineRefusal): Failure {
  const kind = code === 'unknown-day' ? 'unknown-day' : code === 'version-changed' ? 'version-changed' : 'refused'
  const more = kind === 'refused' ? { code } : {}
  return new Failure(kind, sentences[code] ?? `the office’s rules refuse it: ${code}`, {
    ...(field === undefined ? {} : { field }),
    more,
  })
}
