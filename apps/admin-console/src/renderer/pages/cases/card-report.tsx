import type { CaseReport } from '@cherha/shared/protocol'
import { useMemo } from 'react'
import { useConsole } from '../../console-context.ts'
import { numberText } from '../../model/format.ts'
import { termText, workingDaysOf } from '../../model/term-text.ts'
import { BarsChart } from '../../parts/chart.tsx'
import { Table } from '../../parts/table.tsx'
import { useConsoleTexts } from '../../texts/texts.ts'
import { useLoadSeries } from './load-series.ts'

type Stage = CaseReport['stages'][number]

/** One card: its stages with what is open now and how long they took, beside what the card allows. */
export function CardReport({
  card,
  stages,
}: {
  readonly card: CaseReport['cards'][number]
  readonly stages: readonly Stage[]
}) {
  const t = useConsoleTexts()
  const { language } = useConsole()
  const count = (value: number): string => numberText(value, language)
  const busy = useMemo(() => stages.filter(({ open }) => open > 0), [stages])
  const load = useLoadSeries(busy)
  const names = useMemo(() => busy.map((stage) => shortOf(stage, language)), [busy, language])
  // what is done at one visit and may take no day has nothing to show
  const done = useMemo(
    () => stages.filter(({ days, limit }) => days !== null && (days.median > 0 || (workingDaysOf(limit) ?? 1) > 0)),
    [stages],
  )
  const doneNames = useMemo(() => done.map((stage) => shortOf(stage, language)), [done, language])
  const days = useMemo(
    () => [
      {
        name: t('cases.daysMedian'),
        values: done.map((stage) => stage.days?.median ?? 0),
        colour: '--now' as const,
      },
      { name: t('cases.limit'), values: done.map(({ limit }) => workingDaysOf(limit) ?? 0), colour: '--idle' as const },
    ],
    [done, t],
  )
  const id = `card-${card.card}`
  const chart = (what: string): string => t('cases.chart', { what })
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{card.title[language]}</h2>
      <p className="quiet">
        {t('cases.card', { card: card.card })}. {t('cases.open')}: {count(card.open)}, {t('cases.begun').toLowerCase()}:{' '}
        {count(card.begun)}, {t('cases.ended').toLowerCase()}: {count(card.ended)}, {t('cases.refused').toLowerCase()}:{' '}
        {count(card.refused)}
      </p>
      <div className="cols even">
        <div>
          <h3>{t('cases.loadChart')}</h3>
          {busy.length === 0 ? (
            <p className="quiet">{t('cases.noTasks')}</p>
          ) : (
            <BarsChart says={chart(t('cases.loadChart'))} categories={names} series={load} stacked />
          )}
        </div>
        <div>
          <h3>{t('cases.daysChart')}</h3>
          {done.length === 0 ? (
            <p className="quiet">{t('cases.noneDone')}</p>
          ) : (
            <BarsChart says={chart(t('cases.daysChart'))} categories={doneNames} series={days} />
          )}
        </div>
      </div>
      <Table
        caption={card.title[language]}
        rows={stages}
        keyOf={({ stage }) => stage}
        empty={t('cases.nothing')}
        columns={[
          {
            key: 'stage',
            head: t('cases.stage'),
            cell: ({ number, title }) => `${number === null ? '' : `${number}. `}${title[language]}`,
          },
          { key: 'open', head: t('cases.openTasks'), figure: true, cell: ({ open }) => count(open) },
          { key: 'soon', head: t('cases.dueSoon'), figure: true, cell: ({ dueSoon }) => count(dueSoon) },
          { key: 'overdue', head: t('cases.overdue'), figure: true, cell: ({ overdue }) => count(overdue) },
          { key: 'done', head: t('cases.done'), figure: true, cell: (row) => count(row.done) },
          { key: 'late', head: t('cases.late'), figure: true, cell: ({ late }) => count(late) },
          {
            key: 'days',
            head: t('cases.days'),
            figure: true,
            cell: (row) => <Days days={row.days} />,
          },
          {
            key: 'target',
            head: t('cases.target'),
            cell: ({ target }) => (target === null ? '–' : termText(target, t)),
          },
          { key: 'limit', head: t('cases.limit'), cell: ({ limit }) => (limit === null ? '–' : termText(limit, t)) },
        ]}
      />
    </section>
  )
}

function Days({ days }: { readonly days: Stage['days'] }) {
  const t = useConsoleTexts()
  const { language } = useConsole()
  if (days === null) return '–'
  const text = (value: number): string => numberText(Math.round(value * 10) / 10, language)
  return (
    <>
      {text(days.median)}
      <small>{t('cases.average', { days: text(days.average), longest: text(days.longest) })}</small>
    </>
  )
}

/** The number stands for a stage under a bar; one without a number is told by its title. */
function shortOf({ number, title }: Stage, language: 'uk' | 'en'): string {
  return number ?? title[language]
}
