import type { Language } from '@cherha/shared/protocol'
import { Icon, dayOfMonth, formatDateRange, monthName, useLanguage, weekdayName } from '@cherha/ui'
import { useState } from 'react'
import { pageOf, type CalendarCell, type CalendarPage } from '../calendar.ts'
import { useT, type T } from '../texts/index.ts'
import { Pager } from './times.tsx'

interface Props {
  readonly pages: readonly CalendarPage[]
  /** Weekdays with a column, 0 is Monday. */
  readonly columns: readonly number[]
  readonly chosen: string | null
  readonly onPick: (date: string) => void
}

/** Weeks with the number of free places of each day. */
export function CalendarTable({ pages, columns, chosen, onPick }: Props) {
  const t = useT()
  const language = useLanguage()
  const [turned, setTurned] = useState<number | null>(null)
  const page = Math.min(turned ?? pageOf(pages, chosen), pages.length - 1)
  const shown = pages[page]
  if (shown === undefined) return null
  const range = (at: number): string => {
    const other = pages[at]
    return other === undefined ? '' : formatDateRange(other.from, other.to, language)
  }
  const narrow = columns.length > 5
  return (
    <>
      <div className="cal-head">
        <h2>{range(page)}</h2>
        <Pager
          page={page}
          of={pages.length}
          turn={setTurned}
          earlier={t('when.earlier.to', { range: range(page - 1) })}
          later={t('when.later.to', { range: range(page + 1) })}
        />
      </div>
      <table className={narrow ? 'cal narrow' : 'cal'} aria-label={t('when.calendar')}>
        <thead>
          <tr>
            {columns.map((weekday) => (
              <th key={weekday} scope="col" abbr={weekdayName(weekday, language)}>
                {weekdayName(weekday, language, narrow ? 'short' : 'long')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.weeks.map((week) => (
            <tr key={week[0]?.date}>
              {week.map((cell) => (
                <td key={cell.date}>
                  <Day cell={cell} chosen={cell.date === chosen} onPick={onPick} language={language} t={t} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

interface DayProps {
  readonly cell: CalendarCell
  readonly chosen: boolean
  readonly onPick: (date: string) => void
  readonly language: Language
  readonly t: T
}

function Day({ cell: { date, free, why }, chosen, onPick, language, t }: DayProps) {
  const number = (
    <b>
      {dayOfMonth(date)}
      <span className="vh"> {monthName(date, language)}, </span>
    </b>
  )
  if (free === null) {
    return (
      <div className="day past" data-unspoken={why === 'past' ? '' : undefined}>
        {number}
        {why !== null && why !== 'full' && t(`when.why.${why}`)}
      </div>
    )
  }
  if (free === 0) {
    return (
      <button type="button" className="day none" disabled>
        {number}
        {t('places.none')}
        <span className="vh"> {t('places.word', { count: 0 })}</span>
      </button>
    )
  }
  return (
    <button type="button" className={chosen ? 'day is-on' : 'day'} aria-pressed={chosen} onClick={() => onPick(date)}>
      {number}
      {t('places', { count: free })}
      {chosen && <Icon name="check" className="tick" />}
    </button>
  )
}
