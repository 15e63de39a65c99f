import { addDays } from '@cherha/ui'
import { periodProblem, presets } from '../model/period.ts'
import { useConsoleTexts } from '../texts/texts.ts'
import { Field } from './field.tsx'

export interface Period {
  readonly from: string
  readonly to: string
}

/** From one day to another, both included, and the usual lengths one press away. */
export function PeriodFields({
  period,
  today,
  onPeriod,
  children,
}: {
  readonly period: Period
  readonly today: string
  readonly onPeriod: (period: Period) => void
  /** Beside the lengths. */
  readonly children?: React.ReactNode
}) {
  const t = useConsoleTexts()
  const problem = periodProblem(period.from, period.to)
  return (
    <>
      <Field
        label={t('stats.from')}
        type="date"
        value={period.from}
        onChange={(event) => onPeriod({ ...period, from: event.target.value })}
      />
      <Field
        label={t('stats.to')}
        type="date"
        value={period.to}
        problem={problem === null ? null : t(`stats.${problem}`)}
        onChange={(event) => onPeriod({ ...period, to: event.target.value })}
      />
      <div className="acts">
        {presets.map((days) => (
          <button
            key={days}
            type="button"
            className="btn"
            aria-pressed={period.to === today && period.from === addDays(today, 1 - days)}
            onClick={() => onPeriod({ from: addDays(today, 1 - days), to: today })}
          >
            {t('stats.days', { count: days })}
          </button>
        ))}
        {problem === null && children}
      </div>
    </>
  )
}
