import type { CaseReport } from '@cherha/shared/protocol'
import { useMemo } from 'react'
import { useConsole } from '../../console-context.ts'
import { numberText } from '../../model/format.ts'
import { BarsChart } from '../../parts/chart.tsx'
import { Table } from '../../parts/table.tsx'
import { useConsoleTexts } from '../../texts/texts.ts'

const mostDrawn = 12

/** What was refused in the period, on which grounds, the most frequent first. */
export function RefusalReport({ refusals }: { readonly refusals: CaseReport['refusals'] }) {
  const t = useConsoleTexts()
  const { language } = useConsole()
  const rows = useMemo(() => refusals.toSorted((a, b) => b.count - a.count), [refusals])
  const drawn = useMemo(() => rows.slice(0, mostDrawn), [rows])
  const series = useMemo(
    () => [{ name: t('cases.count'), values: drawn.map(({ count }) => count), colour: '--stop' as const }],
    [drawn, t],
  )
  // a ground is a sentence: under its bar stands its place in the table
  const names = useMemo(() => drawn.map((_, index) => `${index + 1}`), [drawn])
  return (
    <section className="panel" aria-labelledby="refusals">
      <h2 id="refusals">{t('cases.refusals')}</h2>
      {rows.length > 0 && (
        <BarsChart says={t('cases.chart', { what: t('cases.refusalChart') })} categories={names} series={series} />
      )}
      <Table
        caption={t('cases.refusals')}
        rows={rows}
        keyOf={({ card, kind, ground }) => `${card} ${kind} ${ground}`}
        empty={t('cases.noRefusals')}
        columns={[
          {
            key: 'ground',
            head: t('cases.ground'),
            cell: (row) => `${rows.indexOf(row) + 1}. ${row.text[language]}`,
          },
          { key: 'kind', head: t('cases.kind'), cell: ({ kind }) => t(`refusal.${kind}`) },
          { key: 'card', head: t('settings.card'), cell: ({ card }) => card },
          { key: 'count', head: t('cases.count'), figure: true, cell: ({ count }) => numberText(count, language) },
        ]}
      />
    </section>
  )
}
