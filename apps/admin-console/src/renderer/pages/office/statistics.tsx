import type { OfficeConfig, Statistics } from '@cherha/shared/protocol'
import { addDays, officeDate } from '@cherha/ui'
import { useMemo, useState } from 'react'
import { csvAddress } from '../../api/routes.ts'
import { useConsole } from '../../console-context.ts'
import { minutesText, numberText, shareText } from '../../model/format.ts'
import { periodProblem } from '../../model/period.ts'
import { BarsChart } from '../../parts/chart.tsx'
import { Shown } from '../../parts/loading.tsx'
import { Marks } from '../../parts/marks.tsx'
import { PeriodFields } from '../../parts/period-fields.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { type ConsoleText, useConsoleTexts } from '../../texts/texts.ts'
import { useLoad } from '../../use-load.ts'
import { Fact } from './devices.tsx'
import type { TabProps } from './tab-props.ts'

/** How long people waited and were served over a period: figures, pictures, a file. */
export function StatisticsTab({ office }: TabProps) {
  const t = useConsoleTexts()
  const { client } = useConsole()
  const { config } = office
  const today = officeDate(client.now(), config.timeZone)
  const [period, setPeriod] = useState({ from: addDays(today, -29), to: today })
  const problem = periodProblem(period.from, period.to)
  return (
    <>
      <div className="filters">
        <PeriodFields period={period} today={today} onPeriod={setPeriod}>
          <a className="btn" href={csvAddress(config.code, period.from, period.to)} download>
            {t('stats.csv')}
          </a>
        </PeriodFields>
      </div>
      {problem === null && <Period config={config} from={period.from} to={period.to} />}
    </>
  )
}

function Period({ config, from, to }: { readonly config: OfficeConfig; readonly from: string; readonly to: string }) {
  const { routes } = useConsole()
  const loaded = useLoad(`statistics ${config.code} ${from} ${to}`, () => routes.statistics(config.code, from, to))
  return <Shown loaded={loaded}>{(statistics) => <Figures statistics={statistics} config={config} />}</Shown>
}

function Figures({ statistics, config }: { readonly statistics: Statistics; readonly config: OfficeConfig }) {
  const t = useConsoleTexts()
  const { language } = useConsole()
  const { waiting, serving, withinQuarter, byHour } = statistics
  const count = (value: number): string => numberText(value, language)
  const time = (seconds: number | null): string => (seconds === null ? '–' : minutesText(seconds))
  const short = (id: string): string => config.services.find((one) => one.id === id)?.short[language] ?? id
  const hours = useMemo(
    () => [
      { name: t('stats.served'), values: byHour.map(({ served }) => served), colour: '--now' as const },
      { name: t('stats.noShow'), values: byHour.map(({ noShow }) => noShow), colour: '--risk' as const },
      { name: t('stats.unserved'), values: byHour.map(({ unserved }) => unserved), colour: '--hold' as const },
    ],
    [byHour, t],
  )
  const waits = useMemo(
    () => [
      {
        name: t('stats.waiting'),
        values: byHour.map((row) => Math.round((row.waiting.mean ?? 0) / 60)),
        colour: '--now' as const,
      },
    ],
    [byHour, t],
  )
  const names = useMemo(() => byHour.map(({ hour }) => `${hour}:00`), [byHour])
  if (statistics.registered === 0) {
    return (
      <section className="panel">
        <p className="quiet">{t('stats.nothing')}</p>
      </section>
    )
  }
  return (
    <>
      <section className="panel" aria-label={t('office.statistics')}>
        <dl className="facts">
          <Fact label={t('stats.withinQuarter')}>
            <span className="big">{withinQuarter.share === null ? '–' : shareText(withinQuarter.share, language)}</span>
            <small>
              {t('stats.ofCalled', { within: count(withinQuarter.within), called: count(withinQuarter.called) })}
            </small>
          </Fact>
          <Fact label={t('stats.registered')}>
            <span className="big">{count(statistics.registered)}</span>
            <small>{t('stats.days', { count: statistics.days })}</small>
          </Fact>
          <Fact label={t('stats.served')}>
            <span className="big">{count(statistics.served)}</span>
          </Fact>
          <Fact label={t('stats.noShow')}>
            <span className="big">{count(statistics.noShow)}</span>
          </Fact>
          <Fact label={t('stats.unserved')}>
            <span className="big">{count(statistics.unserved)}</span>
          </Fact>
          <Fact label={t('stats.waitingOf')}>
            <span className="big">{time(waiting.median)}</span>
            <small>{t('stats.p90', { time: time(waiting.p90) })}</small>
          </Fact>
          <Fact label={t('stats.servingOf')}>
            <span className="big">{time(serving.median)}</span>
            <small>{t('stats.p90', { time: time(serving.p90) })}</small>
          </Fact>
        </dl>
      </section>
      <Marks counts={statistics.feedback} />
      <div className="cols even">
        <section className="panel" aria-labelledby="chart-hours">
          <h2 id="chart-hours">{t('stats.hoursChart')}</h2>
          <BarsChart
            says={t('stats.chart', { what: t('stats.hoursChart') })}
            categories={names}
            series={hours}
            stacked
          />
        </section>
        <section className="panel" aria-labelledby="chart-waits">
          <h2 id="chart-waits">{t('stats.waitsChart')}</h2>
          <BarsChart says={t('stats.chart', { what: t('stats.waitsChart') })} categories={names} series={waits} />
        </section>
      </div>
      <Rows
        heading="stats.byService"
        rows={statistics.byService}
        first={{
          head: t('live.service'),
          cell: (row) => <Lettered letter={row.letter}>{short(row.service)}</Lettered>,
        }}
      />
      <Rows
        heading="stats.byChannel"
        rows={statistics.byChannel}
        first={{ head: t('report.channel'), cell: ({ channel }) => t(`channel.${channel}`) }}
      />
      <Rows
        heading="stats.byWindow"
        rows={statistics.byWindow}
        first={{ head: t('live.window'), cell: (row) => <span className="plate">{row.label ?? row.window}</span> }}
      />
      <Rows
        heading="stats.byHour"
        rows={byHour}
        first={{ head: t('stats.hour'), cell: ({ hour }) => `${hour}:00–${hour}:59` }}
      />
    </>
  )
}

function Lettered({ letter, children }: { readonly letter: string; readonly children: string }) {
  return (
    <>
      <span className="letter">{letter}</span> {children}
    </>
  )
}

type Row = Omit<Statistics['byHour'][number], 'hour'>

/** The same columns for every way to look at a period. */
function Rows<R extends Row>({
  heading,
  rows,
  first,
}: {
  readonly heading: Extract<ConsoleText, `stats.by${string}`>
  readonly rows: readonly R[]
  readonly first: Pick<Column<R>, 'head' | 'cell'>
}) {
  const t = useConsoleTexts()
  const { language } = useConsole()
  const time = (seconds: number | null): string => (seconds === null ? '–' : minutesText(seconds))
  const columns: readonly Column<R>[] = [
    { key: 'first', ...first },
    ...(['registered', 'served', 'noShow', 'unserved'] as const).map((key) => ({
      key,
      head: t(`stats.${key}`),
      figure: true,
      cell: (row: R) => numberText(row[key], language),
    })),
    { key: 'waiting', head: t('stats.waitingMean'), figure: true, cell: (row) => time(row.waiting.mean) },
    { key: 'waiting90', head: t('stats.waiting90'), figure: true, cell: (row) => time(row.waiting.p90) },
    { key: 'serving', head: t('stats.servingMean'), figure: true, cell: (row) => time(row.serving.mean) },
  ]
  return (
    <section className="panel" aria-labelledby={heading}>
      <h2 id={heading}>{t(heading)}</h2>
      <Table
        caption={t(heading)}
        rows={rows}
        keyOf={(row) => String(rows.indexOf(row))}
        empty={t('stats.nothing')}
        columns={columns}
      />
    </section>
  )
}
