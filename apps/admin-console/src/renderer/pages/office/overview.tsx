import type { LiveView, OfficeConfig } from '@cherha/shared/protocol'
import { formatDate } from '@cherha/ui'
import { useConsole } from '../../console-context.ts'
import { agoText, momentText, numberText } from '../../model/format.ts'
import { may } from '../../model/permissions.ts'
import { Badge, Note, type Tone } from '../../parts/badge.tsx'
import { Shown } from '../../parts/loading.tsx'
import { Table } from '../../parts/table.tsx'
import { useConsoleTexts } from '../../texts/texts.ts'
import { useLoad } from '../../use-load.ts'
import { BoardPanel } from './board-panel.tsx'
import { Leaflets } from './leaflets.tsx'
import type { TabProps } from './tab-props.ts'

const everyMs = 5_000

/** One office as it is now: its board, its windows and who works there, its queue. */
export function OverviewTab({ office }: TabProps) {
  const { me } = useConsole()
  return (
    <>
      {may(me, 'reports') && <Live config={office.config} />}
      <About config={office.config} />
      <Leaflets config={office.config} />
    </>
  )
}

function Live({ config }: { readonly config: OfficeConfig }) {
  const { routes } = useConsole()
  const loaded = useLoad(`live ${config.code}`, () => routes.live(config.code), everyMs)
  return <Shown loaded={loaded}>{(live) => <LiveNow live={live} config={config} />}</Shown>
}

function LiveNow({ live, config }: { readonly live: LiveView; readonly config: OfficeConfig }) {
  const t = useConsoleTexts()
  const { language, client } = useConsole()
  const now = client.now()
  return (
    <>
      {live.connected ? (
        <p className="fresh">
          <Badge tone="done">{t('hub.connected')}</Badge>{' '}
          <span className="quiet">
            {live.ageSeconds !== null && t('live.age', { ago: agoText(live.ageSeconds, t) })}
          </span>
        </p>
      ) : (
        <Note tone="risk" heading={t('live.away')}>
          <p>
            {live.ageSeconds === null ? t('live.nothing') : t('live.old', { ago: agoText(live.ageSeconds, t) })}{' '}
            {t('live.goesOn')}
          </p>
        </Note>
      )}
      <Settle clock={live.clock} />
      {live.board?.suspended != null && (
        <Note tone="risk" heading={t(`suspended.${live.board.suspended.reason}`)}>
          <p>
            {live.board.suspended.until === null
              ? t('suspended.since', { time: momentText(live.board.suspended.since, now, config.timeZone) })
              : t('suspended.until', { time: momentText(live.board.suspended.until, now, config.timeZone) })}
          </p>
        </Note>
      )}
      <div className="cols">
        <section className="panel" aria-labelledby="live-windows">
          <h2 id="live-windows">{t('live.windows')}</h2>
          <Windows live={live} now={now} zone={config.timeZone} />
        </section>
        <BoardPanel board={live.board} config={config} />
      </div>
      <section className="panel" aria-labelledby="live-queue">
        <h2 id="live-queue">{t('live.queue')}</h2>
        <Table
          caption={t('live.queue')}
          rows={live.counts}
          keyOf={({ service }) => service}
          empty={t('offices.notOpen')}
          columns={[
            {
              key: 'service',
              head: t('live.service'),
              cell: ({ service }) => {
                const known = config.services.find(({ id }) => id === service)
                return (
                  <>
                    {known !== undefined && <span className="letter">{known.letter}</span>}{' '}
                    {known?.short[language] ?? service}
                  </>
                )
              },
            },
            ...(['waiting', 'due', 'called', 'serving', 'finished', 'noShow', 'free'] as const).map((key) => ({
              key,
              head: t(key === 'due' ? 'live.due' : `offices.${key}`),
              figure: true,
              cell: (row: LiveView['counts'][number]) => numberText(row[key], language),
            })),
          ]}
        />
      </section>
    </>
  )
}

/** What only a lead at a desk can settle. */
function Settle({ clock }: { readonly clock: LiveView['clock'] }) {
  const t = useConsoleTexts()
  const { language } = useConsole()
  return (
    <>
      {clock.stepMs !== null && (
        <Note tone="risk" heading={t('clock.step', { seconds: Math.round(clock.stepMs / 1000) })}>
          <p>{t('clock.stepDo')}</p>
        </Note>
      )}
      {clock.dayToConfirm !== null && (
        <Note
          tone="risk"
          heading={t('clock.day', { date: formatDate(clock.dayToConfirm, language, 'day-month-year') })}
        >
          <p>{t('clock.dayDo')}</p>
        </Note>
      )}
    </>
  )
}

const toneOf: Readonly<Record<LiveView['windows'][number]['state'], Tone>> = {
  closed: 'idle',
  open: 'done',
  called: 'pending',
  serving: 'now',
  'outside-queue': 'hold',
}

function Windows({ live, now, zone }: { readonly live: LiveView; readonly now: number; readonly zone: string }) {
  const t = useConsoleTexts()
  return (
    <Table
      caption={t('live.windows')}
      rows={live.windows}
      keyOf={({ id }) => id}
      empty={t('none')}
      columns={[
        { key: 'window', head: t('live.window'), cell: ({ label }) => <span className="plate">{label}</span> },
        {
          key: 'state',
          head: t('live.state'),
          cell: ({ state }) => <Badge tone={toneOf[state]}>{t(`desk.${state}`)}</Badge>,
        },
        { key: 'ticket', head: t('live.ticket'), cell: ({ ticket }) => <b className="num">{ticket ?? '–'}</b> },
        { key: 'staff', head: t('live.staff'), cell: ({ staff }) => staff?.name ?? '–' },
        {
          key: 'since',
          head: t('live.since'),
          figure: true,
          cell: ({ since }) => (since === null ? '–' : momentText(since, now, zone)),
        },
      ]}
    />
  )
}

function About({ config }: { readonly config: OfficeConfig }) {
  const t = useConsoleTexts()
  const { language } = useConsole()
  return (
    <section className="panel" aria-labelledby="about">
      <h2 id="about">{t('about.heading')}</h2>
      <dl className="facts">
        <div>
          <dt>{t('about.address')}</dt>
          <dd>{config.address[language]}</dd>
        </div>
        <div>
          <dt>{t('about.phones')}</dt>
          <dd>{config.phones.join(', ')}</dd>
        </div>
        <div className="wide">
          <dt>{t('about.services')}</dt>
          <dd className="letters">
            {config.services.map(({ id, letter, short }) => (
              <span key={id}>
                <span className="letter">{letter}</span> {short[language]}
              </span>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t('about.zone')}</dt>
          <dd>{config.timeZone}</dd>
        </div>
      </dl>
    </section>
  )
}
