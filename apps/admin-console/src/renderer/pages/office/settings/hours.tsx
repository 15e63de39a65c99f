import type { Intervals, WeekHours } from '@cherha/shared/protocol'
import { breaksText, intervalsText, readIntervals } from '../../../model/intervals.ts'
import { Field } from '../../../parts/field.tsx'
import { useConsoleTexts } from '../../../texts/texts.ts'
import { ParsedField, useEditor, withEntry, withoutEntry } from './editor.tsx'

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Opening hours of the office and the days that differ from them. */
export function Hours() {
  const t = useConsoleTexts()
  const { config, change, problemOf } = useEditor()
  const { exceptions } = config
  const set = (next: typeof exceptions): void => change((before) => ({ ...before, exceptions: next }))
  return (
    <>
      <p className="hint">{t('settings.hoursHint')}</p>
      <WeekFields path="hours" hours={config.hours} onHours={(hours) => change((before) => ({ ...before, hours }))} />
      <h3>{t('settings.exceptions')}</h3>
      {exceptions.length === 0 && <p className="quiet">{t('settings.noExceptions')}</p>}
      {exceptions.map((exception, index) => (
        <div key={index} className="row entry">
          <Field
            label={t('settings.date')}
            type="date"
            value={exception.date}
            problem={problemOf(`exceptions.${index}.date`)}
            onChange={(event) => set(withEntry(exceptions, index, { ...exception, date: event.target.value }))}
          />
          <DayField
            path={`exceptions.${index}.intervals`}
            label={t('settings.hoursOf')}
            intervals={exception.intervals}
            onIntervals={(intervals) => set(withEntry(exceptions, index, { ...exception, intervals }))}
          />
          <button type="button" className="btn stop small" onClick={() => set(withoutEntry(exceptions, index))}>
            {t('settings.remove')}
          </button>
        </div>
      ))}
      <div className="acts">
        <button type="button" className="btn small" onClick={() => set([...exceptions, { date: '', intervals: [] }])}>
          {t('settings.addException')}
        </button>
      </div>
    </>
  )
}

/** The seven days of a week, one line each. */
export function WeekFields({
  path,
  hours,
  onHours,
}: {
  readonly path: string
  readonly hours: WeekHours
  readonly onHours: (hours: WeekHours) => void
}) {
  const t = useConsoleTexts()
  return (
    <div className="week">
      {weekdays.map((day) => (
        <DayField
          key={day}
          path={`${path}.${day}`}
          label={t(`weekday.${day}`)}
          intervals={hours[day]}
          onIntervals={(intervals) => onHours({ ...hours, [day]: intervals })}
        />
      ))}
    </div>
  )
}

function DayField({
  path,
  label,
  intervals,
  onIntervals,
}: {
  readonly path: string
  readonly label: string
  readonly intervals: Intervals
  readonly onIntervals: (intervals: Intervals) => void
}) {
  const t = useConsoleTexts()
  const breaks = breaksText(intervals)
  const hint =
    intervals.length === 0
      ? t('settings.closed')
      : breaks === ''
        ? t('settings.noBreak')
        : t('settings.break', { breaks })
  return (
    <ParsedField
      path={path}
      label={label}
      hint={hint}
      value={intervals}
      read={readIntervals}
      write={intervalsText}
      wrong={t('settings.hoursWrong')}
      onValue={onIntervals}
    />
  )
}
