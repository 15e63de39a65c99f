import type { DayReport, OfficeConfig } from '@cherha/shared/protocol'
import { formatDate, officeDate } from '@cherha/ui'
import { useState } from 'react'
import { useConsole } from '../../console-context.ts'
import { momentText, numberText } from '../../model/format.ts'
import { Field } from '../../parts/field.tsx'
import { Shown } from '../../parts/loading.tsx'
import { Marks } from '../../parts/marks.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { isText, useConsoleTexts } from '../../texts/texts.ts'
import { uk } from '../../texts/uk.ts'
import { useLoad } from '../../use-load.ts'
import { Fact } from './devices.tsx'
import type { TabProps } from './tab-props.ts'

const ends = [
  'registered',
  'finished',
  'noShow',
  'mismatch',
  'withdrawn',
  'unserved',
  'cancelledByOffice',
  'open',
] as const
type Ends = Readonly<Record<(typeof ends)[number], number>>

/** How one day went: every registration by its end, per service, channel and window, and what happened besides. */
export function ReportTab({ office }: TabProps) {
  const t = useConsoleTexts()
  const { routes, client } = useConsole()
  const { config } = office
  const [date, setDate] = useState(() => officeDate(client.now(), config.timeZone))
  const loaded = useLoad(`report ${config.code} ${date}`, () => routes.report(config.code, date))
  return (
    <>
      <div className="filters">
        <Field
          label={t('report.date')}
          type="date"
          value={date}
          onChange={(event) => {
            if (event.target.value !== '') setDate(event.target.value)
          }}
        />
      </div>
      <Shown loaded={loaded}>{(report) => <Report report={report} config={config} />}</Shown>
    </>
  )
}

function Report({ report, config }: { readonly report: DayReport; readonly config: OfficeConfig }) {
  const t = useConsoleTexts()
  const { language, client } = useConsole()
  const now = client.now()
  const moment = (at: string | null): string => (at === null ? '–' : momentText(at, now, config.timeZone))
  const endColumns = <R extends Ends>(): Column<R>[] =>
    ends.map((key) => ({
      key,
      head: t(`ends.${key}`),
      figure: true,
      cell: (row) => numberText(row[key], language),
    }))
  const service = (id: string): string => config.services.find((one) => one.id === id)?.short[language] ?? id
  const label = (id: string): string => config.windows.find((one) => one.id === id)?.label ?? id
  return (
    <>
      <section className="panel" aria-labelledby="report">
        <h2 id="report">{formatDate(report.date, language, 'weekday-day-month')}</h2>
        <dl className="facts">
          <Fact label={t('live.state')}>{t(`report.${report.state}`)}</Fact>
          <Fact label={t('report.openedAt')}>{moment(report.openedAt)}</Fact>
          <Fact label={t('report.closedAt')}>{moment(report.closedAt)}</Fact>
          {ends.map((key) => (
            <Fact key={key} label={t(`ends.${key}`)}>
              <span className="big">{numberText(report.total[key], language)}</span>
            </Fact>
          ))}
        </dl>
      </section>
      <section className="panel" aria-labelledby="report-services">
        <h2 id="report-services">{t('stats.byService')}</h2>
        <Table
          caption={t('stats.byService')}
          rows={report.byService}
          keyOf={(row) => row.service}
          empty={t('report.nothing')}
          columns={[
            {
              key: 'service',
              head: t('live.service'),
              cell: (row) => (
                <>
                  <span className="letter">{row.letter}</span> {service(row.service)}
                </>
              ),
            },
            ...endColumns<DayReport['byService'][number]>(),
          ]}
        />
      </section>
      <section className="panel" aria-labelledby="report-channels">
        <h2 id="report-channels">{t('stats.byChannel')}</h2>
        <Table
          caption={t('stats.byChannel')}
          rows={report.byChannel}
          keyOf={(row) => row.channel}
          empty={t('report.nothing')}
          columns={[
            { key: 'channel', head: t('report.channel'), cell: (row) => t(`channel.${row.channel}`) },
            {
              key: 'places',
              head: t('report.places'),
              figure: true,
              cell: (row) => numberText(row.places, language),
            },
            ...endColumns<DayReport['byChannel'][number]>(),
          ]}
        />
      </section>
      <Marks counts={report.feedback} />
      <div className="cols">
        <section className="panel" aria-labelledby="report-windows">
          <h2 id="report-windows">{t('stats.byWindow')}</h2>
          <Table
            caption={t('stats.byWindow')}
            rows={report.byWindow}
            keyOf={(row) => row.window}
            empty={t('report.nothing')}
            columns={[
              {
                key: 'window',
                head: t('live.window'),
                cell: (row) => <span className="plate">{label(row.window)}</span>,
              },
              { key: 'served', head: t('report.served'), figure: true, cell: (row) => row.served },
              {
                key: 'minutes',
                head: t('report.minutes'),
                figure: true,
                cell: (row) => numberText(row.servingMinutes, language),
              },
              { key: 'outside', head: t('report.outside'), figure: true, cell: (row) => row.outsideQueue },
            ]}
          />
        </section>
        <section className="panel" aria-labelledby="report-incidents">
          <h2 id="report-incidents">{t('report.incidents')}</h2>
          {report.incidents.length === 0 && <p className="quiet">{t('report.noIncidents')}</p>}
          <ul className="log">
            {report.incidents.map(({ at, type, window }, index) => {
              const key = `incident.${type}`
              return (
                <li key={`${at} ${index}`}>
                  <time>{moment(at)}</time>
                  <span>
                    {isText(key, uk) ? t(key) : type}
                    {window !== null && ` – ${t('pair.window', { label: label(window) })}`}
                  </span>
                </li>
              )
            })}
          </ul>
        </section>
      </div>
    </>
  )
}
