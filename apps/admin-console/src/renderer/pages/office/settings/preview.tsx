import type { OfficeConfig, PreviewAnswer } from '@cherha/shared/protocol'
import { formatDate } from '@cherha/ui'
import { useConsole } from '../../../console-context.ts'
import { configProblemText, pathWords, warningText } from '../../../model/config-text.ts'
import { Badge, Note } from '../../../parts/badge.tsx'
import { useConsoleTexts } from '../../../texts/texts.ts'

type Day = PreviewAnswer['days'][number]

/** What a change would do to the days: published ones only if they are ticked. */
export function Preview({
  answer,
  config,
  dates,
  onDates,
}: {
  readonly answer: PreviewAnswer
  readonly config: OfficeConfig
  readonly dates: readonly string[]
  readonly onDates: (dates: readonly string[]) => void
}) {
  const t = useConsoleTexts()
  const published = answer.days.filter((day) => day.published)
  const touched = published.filter(({ add, withdraw }) => add.length + withdraw.length > 0)
  const same = published.length - touched.length
  const planned = answer.days.length - published.length
  if (answer.problems.length > 0) {
    return (
      <Note tone="stop" loud heading={t('preview.problems')}>
        <ul className="details">
          {answer.problems.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              {pathWords(path, t)}: {configProblemText(message, t)}
            </li>
          ))}
        </ul>
      </Note>
    )
  }
  return (
    <section className="stack" aria-labelledby="preview">
      <h3 id="preview">{t('preview.heading')}</h3>
      <p role="status">{touched.length === 0 ? t('preview.noDays') : t('preview.lead', { count: touched.length })}</p>
      {touched.length > 1 && (
        <label className="tick">
          <input
            type="checkbox"
            checked={dates.length === touched.length}
            onChange={(event) => onDates(event.target.checked ? touched.map(({ date }) => date) : [])}
          />
          {t('preview.all')}
        </label>
      )}
      <ul className="preview">
        {touched.map((day) => (
          <li key={day.date}>
            <PreviewDay
              day={day}
              config={config}
              chosen={dates.includes(day.date)}
              onChosen={(on) => onDates(on ? [...dates, day.date] : dates.filter((date) => date !== day.date))}
            />
          </li>
        ))}
      </ul>
      {same > 0 && <p className="quiet">{t('preview.others', { count: same })}</p>}
      {planned > 0 && <p className="quiet">{t('preview.planned', { count: planned })}</p>}
      <Warnings days={answer.days} config={config} />
    </section>
  )
}

function PreviewDay({
  day,
  config,
  chosen,
  onChosen,
}: {
  readonly day: Day
  readonly config: OfficeConfig
  readonly chosen: boolean
  readonly onChosen: (on: boolean) => void
}) {
  const t = useConsoleTexts()
  const { language } = useConsole()
  const date = formatDate(day.date, language, 'weekday-day-month')
  const { add, withdraw, keptSold } = day
  const now = withdraw.filter(({ by }) => by === 'server')
  const request = withdraw.filter(({ by }) => by === 'request')
  const letter = (service: string): string => config.services.find(({ id }) => id === service)?.letter ?? service
  return (
    <>
      <div className="preview-head">
        <label className="tick">
          <input type="checkbox" checked={chosen} onChange={(event) => onChosen(event.target.checked)} />
          <b>{date}</b>
        </label>
        <Badge tone="now">{t('preview.published')}</Badge>
      </div>
      <p>
        {[
          ...(add.length > 0 ? [t('preview.add', { count: add.length })] : []),
          ...(now.length > 0 ? [t('preview.withdraw', { count: now.length })] : []),
          ...(request.length > 0 ? [t('preview.request', { count: request.length })] : []),
          ...(keptSold.length > 0 ? [t('preview.kept', { count: keptSold.length })] : []),
        ].join('; ')}
      </p>
      <details>
        <summary>{t('preview.details')}</summary>
        <dl className="places">
          <Places
            label={t('preview.addLabel')}
            list={add.map(({ service, time, channel }) => `${letter(service)} ${time}, ${t(`channel.${channel}`)}`)}
          />
          <Places label={t('preview.withdrawLabel')} list={now.map(({ number, time }) => `${number} ${time}`)} />
          <Places label={t('preview.requestLabel')} list={request.map(({ number, time }) => `${number} ${time}`)} />
          <Places label={t('preview.keptLabel')} list={keptSold.map(({ number, time }) => `${number} ${time}`)} />
        </dl>
      </details>
    </>
  )
}

/** What the days would lack, each once with how many days it is true of. */
function Warnings({ days, config }: { readonly days: readonly Day[]; readonly config: OfficeConfig }) {
  const t = useConsoleTexts()
  const found = Map.groupBy(
    days.flatMap(({ warnings }) => warnings),
    (warning) => warning,
  )
  return [...found].map(([warning, { length }]) => (
    <Note key={warning} tone="risk">
      <p>
        <b>{t('warning.days', { count: length })}.</b> {warningText(warning, config, t)}
      </p>
    </Note>
  ))
}

/** Places in a row; a whole day's are many, so the rest is counted. */
function Places({ label, list }: { readonly label: string; readonly list: readonly string[] }) {
  const t = useConsoleTexts()
  const most = 40
  if (list.length === 0) return null
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {list.slice(0, most).join(' · ')}
        {list.length > most && ` · ${t('preview.more', { count: list.length - most })}`}
      </dd>
    </div>
  )
}
