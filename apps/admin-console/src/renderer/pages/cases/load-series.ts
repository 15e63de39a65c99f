import { useMemo } from 'react'
import type { Series } from '../../parts/chart.tsx'
import { useConsoleTexts } from '../../texts/texts.ts'

interface Load {
  readonly open: number
  readonly dueSoon: number
  readonly overdue: number
}

/** Open tasks as bars that add up: on time, due soon, overdue. */
export function useLoadSeries(rows: readonly Load[]): readonly Series[] {
  const t = useConsoleTexts()
  return useMemo(
    () => [
      {
        name: t('cases.onTime'),
        values: rows.map(({ open, dueSoon, overdue }) => Math.max(0, open - dueSoon - overdue)),
        colour: '--now',
      },
      { name: t('cases.dueSoon'), values: rows.map(({ dueSoon }) => dueSoon), colour: '--risk' },
      { name: t('cases.overdue'), values: rows.map(({ overdue }) => overdue), colour: '--stop' },
    ],
    [rows, t],
  )
}
