import type { DisplayView, PublicOffice } from '@cherha/shared/protocol'
import { weekdayName } from '@cherha/ui'
import { groupHours, type HoursGroup } from '../office-time.ts'
import { en } from '../texts/en.ts'
import { uk } from '../texts/uk.ts'
import { Notice } from './notice.tsx'

/** No open day: the hours of the office, and where to ask. */
export function ClosedScreen({ view, now, tall }: { view: DisplayView; now: number; tall: boolean }) {
  const { office } = view
  return (
    <Notice
      office={office}
      now={now}
      tall={tall}
      icon="ring"
      title={uk.closed.title}
      keep={<Hours office={office} />}
      english={`${en.closed.title}. ${groupHours(office.hours)
        .filter((group) => group.intervals.length > 0)
        .map((group) => `${days(group, 'en')} ${whole(group.intervals)}`)
        .join('; ')}.`}
    />
  )
}

function Hours({ office }: { office: PublicOffice }) {
  return (
    <>
      <h2>{uk.closed.hours}</h2>
      <dl className="hours">
        {groupHours(office.hours).map((group) => (
          <div key={group.from}>
            <dt>{days(group, 'uk')}</dt>
            <dd>{group.intervals.length === 0 ? uk.closed.dayOff : group.intervals.join(', ')}</dd>
          </div>
        ))}
      </dl>
      <p className="phone">
        {uk.closed.phone}: {office.phones.join(', ')}
      </p>
    </>
  )
}

/** No interval is broken at its dash. */
function whole(intervals: readonly string[]): string {
  return intervals.join(', ').replaceAll('–', '\u2060–\u2060')
}

function days(group: HoursGroup, language: 'uk' | 'en'): string {
  const from = weekdayName(group.from, language, 'short')
  return group.from === group.to ? from : `${from}–${weekdayName(group.to, language, 'short')}`
}
