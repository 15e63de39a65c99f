import { dayOfMonth, Icon, monthName, plural, weekdayName } from '@cherha/ui'
import { useWords } from '../texts/texts.ts'
import { calendarOf, type Day, monthsOf } from './calendar.ts'
import { monthTitle } from './month-title.ts'
import { placeForms } from './place-forms.ts'

/** The days of the horizon with what is free; only weekdays the office works have columns. */
export function CalendarTable({
  days,
  chosen,
  onChoose,
}: {
  readonly days: readonly Day[]
  readonly chosen: string | null
  readonly onChoose: (date: string) => void
}) {
  const { t, language } = useWords()
  const { weekdays, weeks } = calendarOf(days)
  const months = monthsOf(days)
  return (
    <section className="block" aria-labelledby="days">
      <h2 id="days">{months.map((month) => monthTitle(month, language)).join(' – ')}</h2>
      <table className="cal" aria-label={t('time.days')}>
        <thead>
          <tr>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col">
                <span className="vh">{weekdayName(weekday, language)}</span>
                <span aria-hidden="true">{weekdayName(weekday, language, 'short')}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map(({ monday, days: cells }) => (
            <tr key={monday}>
              {cells.map((day, column) => (
                // a week has a cell for each weekday, whatever is in it
                <td key={weekdays[column]}>
                  {day !== null && (
                    <DayButton day={day} isOn={day.date === chosen} onChoose={() => onChoose(day.date)} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function DayButton({
  day,
  isOn,
  onChoose,
}: {
  readonly day: Day
  readonly isOn: boolean
  readonly onChoose: () => void
}) {
  const { t, language } = useWords()
  const { date, free } = day
  // «6 березня, немає місць»: what is seen is part of what is heard
  return (
    <button
      type="button"
      className={['day', free === 0 && 'none', isOn && 'is-on'].filter(Boolean).join(' ')}
      disabled={free === 0}
      aria-pressed={free === 0 ? undefined : isOn}
      onClick={onChoose}
    >
      <b>
        {dayOfMonth(date)}
        <span className="vh"> {monthName(date, language)}, </span>
      </b>
      {free === 0 ? (
        t('time.none')
      ) : (
        <span>
          {free}
          <span className="word">
            {'\u00a0'}
            {plural(free, language, placeForms[language])}
          </span>
        </span>
      )}
      {isOn && <Icon name="check" className="tick" />}
    </button>
  )
}
