import type { CaseReport } from '@cherha/shared/protocol'
import { addDays, formatDate, officeDate } from '@cherha/ui'
import { useState } from 'react'
import { casesCsvAddress } from '../api/routes.ts'
import { useConsole } from '../console-context.ts'
import { homeZone, numberText } from '../model/format.ts'
import { periodProblem } from '../model/period.ts'
import { Choice } from '../parts/field.tsx'
import { Shown } from '../parts/loading.tsx'
import { PeriodFields } from '../parts/period-fields.tsx'
import { hrefOf } from '../route.ts'
import { useConsoleTexts } from '../texts/texts.ts'
import { useLoad } from '../use-load.ts'
import { CardReport } from './cases/card-report.tsx'
import { OfficerReport } from './cases/officer-report.tsx'
import { RefusalReport } from './cases/refusal-report.tsx'
import { Fact } from './office/devices.tsx'

/** What the cases are doing: open tasks now, and what was done in a period. The office stands in the address. */
export function CasesPage({ office }: { readonly office: string | null }) {
  const t = useConsoleTexts()
  const { client, routes, me, language } = useConsole()
  const offices = useLoad('offices', routes.offices)
  const today = officeDate(client.now(), homeZone)
  const [period, setPeriod] = useState({ from: addDays(today, -29), to: today })
  const { from, to } = period
  return (
    <>
      <title>{t('console.title', { what: t('cases.heading') })}</title>
      <h1>{t('cases.heading')}</h1>
      <div className="filters">
        {me.role !== 'office-lead' && (
          <Choice
            label={t('cases.office')}
            value={office ?? ''}
            onChange={({ target }) => {
              location.hash = hrefOf({ page: 'cases', office: target.value === '' ? null : target.value })
            }}
          >
            <option value="">{t('cases.all')}</option>
            {offices.value?.offices.map(({ code, name }) => (
              <option key={code} value={code}>
                {name[language]}
              </option>
            ))}
          </Choice>
        )}
        <PeriodFields period={period} today={today} onPeriod={setPeriod}>
          <a className="btn" href={casesCsvAddress(office, from, to)} download>
            {t('cases.csv')}
          </a>
        </PeriodFields>
      </div>
      {periodProblem(from, to) === null && <Loaded key={office} office={office} from={from} to={to} />}
    </>
  )
}

function Loaded({ office, from, to }: { readonly office: string | null; readonly from: string; readonly to: string }) {
  const { routes } = useConsole()
  const loaded = useLoad(`cases ${office} ${from} ${to}`, () => routes.caseReport(office, from, to))
  return <Shown loaded={loaded}>{(report) => <Report report={report} />}</Shown>
}

function Report({ report }: { readonly report: CaseReport }) {
  const t = useConsoleTexts()
  const { language } = useConsole()
  const { cards, stages, officers, refusals } = report
  const sum = (values: readonly number[]): string =>
    numberText(
      values.reduce((one, other) => one + other, 0),
      language,
    )
  const date = (of: string): string => formatDate(of, language, 'numeric')
  if (cards.every(({ open, begun, ended }) => open + begun + ended === 0)) {
    return (
      <section className="panel">
        <p className="quiet">{t('cases.nothing')}</p>
      </section>
    )
  }
  const now = t('cases.today', { date: date(report.today) })
  const then = t('cases.period', { from: date(report.from), to: date(report.to) })
  const facts: readonly (readonly [label: Parameters<typeof t>[0], values: readonly number[], note: string])[] = [
    ['cases.open', cards.map(({ open }) => open), now],
    ['cases.dueSoon', officers.map(({ dueSoon }) => dueSoon), now],
    ['cases.overdue', officers.map(({ overdue }) => overdue), now],
    ['cases.begun', cards.map(({ begun }) => begun), then],
    ['cases.ended', cards.map(({ ended }) => ended), then],
    ['cases.refused', cards.map(({ refused }) => refused), then],
  ]
  return (
    <>
      <section className="panel" aria-label={t('cases.sum')}>
        <dl className="facts">
          {facts.map(([label, values, note]) => (
            <Fact key={label} label={t(label)}>
              <span className="big">{sum(values)}</span>
              <small>{note}</small>
            </Fact>
          ))}
        </dl>
      </section>
      {cards.map((card) => (
        <CardReport key={card.card} card={card} stages={stages.filter((stage) => stage.card === card.card)} />
      ))}
      <OfficerReport officers={officers} />
      <RefusalReport refusals={refusals} />
    </>
  )
}
