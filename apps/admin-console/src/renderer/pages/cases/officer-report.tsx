import type { CaseReport } from '@cherha/shared/protocol'
import { useMemo } from 'react'
import { useConsole } from '../../console-context.ts'
import { numberText } from '../../model/format.ts'
import { Badge } from '../../parts/badge.tsx'
import { BarsChart } from '../../parts/chart.tsx'
import { Table } from '../../parts/table.tsx'
import { useConsoleTexts } from '../../texts/texts.ts'
import { useLoadSeries } from './load-series.ts'

/** Officers drawn at most: those with the most overdue first, as in the table. */
const mostDrawn = 12

/** Whose tasks are overdue and due soon, by unit and officer. */
export function OfficerReport({ officers }: { readonly officers: CaseReport['officers'] }) {
  const t = useConsoleTexts()
  const { language } = useConsole()
  const count = (value: number): string => numberText(value, language)
  const rows = useMemo(
    () => officers.toSorted((a, b) => b.overdue - a.overdue || b.dueSoon - a.dueSoon || b.open - a.open),
    [officers],
  )
  const several = new Set(rows.map(({ office }) => office)).size > 1
  const drawn = useMemo(() => rows.slice(0, mostDrawn), [rows])
  const series = useLoadSeries(drawn)
  const nobody = t('cases.nobody')
  const names = useMemo(() => drawn.map(({ name, officer }) => name ?? officer ?? nobody), [drawn, nobody])
  return (
    <section className="panel" aria-labelledby="by-officer">
      <h2 id="by-officer">{t('cases.byOfficer')}</h2>
      {rows.length > 0 && (
        <BarsChart
          says={t('cases.chart', { what: t('cases.officerChart') })}
          categories={names}
          series={series}
          stacked
        />
      )}
      <Table
        caption={t('cases.byOfficer')}
        rows={rows}
        keyOf={({ office, unit, officer }) => `${office} ${unit} ${officer}`}
        empty={t('cases.noTasks')}
        columns={[
          {
            key: 'officer',
            head: t('cases.officer'),
            cell: ({ officer, name }) =>
              officer === null ? (
                nobody
              ) : (
                <>
                  {name ?? officer}
                  {name !== null && <small>{officer}</small>}
                </>
              ),
          },
          { key: 'unit', head: t('cases.unit'), cell: ({ unit, unitTitle }) => unitTitle?.[language] ?? unit },
          ...(several
            ? [{ key: 'office', head: t('cases.office'), cell: ({ office }: { office: string }) => office }]
            : []),
          { key: 'open', head: t('cases.openTasks'), figure: true, cell: ({ open }) => count(open) },
          { key: 'soon', head: t('cases.dueSoon'), figure: true, cell: ({ dueSoon }) => count(dueSoon) },
          {
            key: 'overdue',
            head: t('cases.overdue'),
            figure: true,
            cell: ({ overdue }) => (overdue === 0 ? '0' : <Badge tone="stop">{count(overdue)}</Badge>),
          },
        ]}
      />
    </section>
  )
}
