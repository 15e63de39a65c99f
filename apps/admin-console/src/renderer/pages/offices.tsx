import type { Language } from '@cherha/shared/protocol'
import { useConsole } from '../console-context.ts'
import { momentText, numberText } from '../model/format.ts'
import { may } from '../model/permissions.ts'
import { byTrouble, type OfficeRow, type Trouble, troubleOf, troubleText } from '../model/trouble.ts'
import { Badge, Note, type Tone } from '../parts/badge.tsx'
import { Shown } from '../parts/loading.tsx'
import { type Column, Table } from '../parts/table.tsx'
import { hrefOf, type OfficeTab } from '../route.ts'
import { type TranslateConsole, useConsoleTexts } from '../texts/texts.ts'
import { useLoad } from '../use-load.ts'
import { OutsidePanel } from './outside-panel.tsx'

const everyMs = 10_000

/** All offices one may see: what is wrong first, in words with what to do, then everybody's numbers of today. */
export function OfficesPage() {
  const t = useConsoleTexts()
  const { routes, me } = useConsole()
  const loaded = useLoad('offices', routes.offices, everyMs)
  return (
    <>
      <title>{t('console.title', { what: t('offices.heading') })}</title>
      <div className="head">
        <h1>{t('offices.heading')}</h1>
        {may(me, 'add-office') && (
          <a className="btn" href={hrefOf({ page: 'new-office' })}>
            {t('offices.add')}
          </a>
        )}
      </div>
      <Shown loaded={loaded}>{({ offices }) => <Offices offices={byTrouble(offices)} />}</Shown>
      {may(me, 'outside') && <OutsidePanel />}
    </>
  )
}

function Offices({ offices }: { readonly offices: readonly OfficeRow[] }) {
  const t = useConsoleTexts()
  const console = useConsole()
  const { language } = console
  const now = console.client.now()
  const troubled = offices.flatMap((office) => {
    const trouble = troubleOf(office)
    return trouble === null ? [] : [{ office, trouble }]
  })
  return (
    <>
      {troubled.length === 0 && offices.length > 0 && (
        <Note tone="done" heading={t('offices.allWell')}>
          <p>{t('offices.allWellLead')}</p>
        </Note>
      )}
      {troubled.length > 0 && (
        <section className="panel" aria-labelledby="trouble">
          <h2 id="trouble">{t('offices.trouble', { count: troubled.length })}</h2>
          <ul className="troubles">
            {troubled.map(({ office, trouble }) => (
              <li key={office.code} className={toneOf[trouble]}>
                <TroubleItem office={office} trouble={trouble} now={now} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="panel">
        <Table
          caption={t('offices.heading')}
          columns={columns(t, language, now)}
          rows={offices}
          keyOf={({ code }) => code}
          empty={t('offices.none')}
        />
      </section>
    </>
  )
}

const toneOf: Readonly<Record<Trouble, Tone>> = {
  diverged: 'stop',
  away: 'risk',
  behind: 'pending',
  never: 'idle',
  'no-hub': 'idle',
}

function TroubleItem({
  office,
  trouble,
  now,
}: {
  readonly office: OfficeRow
  readonly trouble: Trouble
  readonly now: number
}) {
  const t = useConsoleTexts()
  const { language, me } = useConsole()
  const tab: OfficeTab = may(me, 'see-hubs') ? 'hub' : 'overview'
  return (
    <>
      <h3>
        <a href={hrefOf({ page: 'office', code: office.code, tab })}>{office.name[language]}</a>{' '}
        <span className="quiet">{office.code}</span>
      </h3>
      <HubBadge hub={office.hub} now={now} />
      <p>{troubleText(office, trouble, now, t)}</p>
      <p className="todo">{t(`trouble.${trouble}.do`)}</p>
    </>
  )
}

/** State of a hub: shape, colour and word. */
export function HubBadge({ hub, now }: { readonly hub: OfficeRow['hub']; readonly now: number }) {
  const t = useConsoleTexts()
  if (hub === null) return <Badge tone="idle">{t('hub.none')}</Badge>
  switch (hub.state) {
    case 'connected':
      return <Badge tone="done">{t('hub.connected')}</Badge>
    case 'away':
      return (
        <Badge tone="risk">
          {hub.lastContact === null ? t('hub.away') : t('hub.awaySince', { time: momentText(hub.lastContact, now) })}
        </Badge>
      )
    case 'never':
      return <Badge tone="idle">{t('hub.never')}</Badge>
    case 'diverged':
      return <Badge tone="stop">{t('hub.diverged')}</Badge>
  }
}

const counts = ['waiting', 'called', 'serving', 'finished', 'noShow', 'free'] as const

function columns(t: TranslateConsole, language: Language, now: number): readonly Column<OfficeRow>[] {
  return [
    {
      key: 'office',
      head: t('offices.office'),
      cell: ({ code, name, kind }) => (
        <>
          <a href={hrefOf({ page: 'office', code, tab: 'overview' })}>{name[language]}</a>
          <small>
            {code} · {t(`kind.${kind}`)}
          </small>
        </>
      ),
    },
    { key: 'state', head: t('offices.state'), cell: ({ hub }) => <HubBadge hub={hub} now={now} /> },
    ...counts.map((key) => ({
      key,
      head: t(`offices.${key}`),
      figure: true,
      cell: ({ today }: OfficeRow) => (today === null ? '–' : numberText(today[key], language)),
    })),
    {
      key: 'lag',
      head: t('offices.lag'),
      figure: true,
      cell: ({ hub }) => (hub?.lagEvents == null ? '–' : t('offices.lagEvents', { count: hub.lagEvents })),
    },
    { key: 'epoch', head: t('offices.epoch'), figure: true, cell: ({ hub }) => hub?.epoch ?? '–' },
    { key: 'version', head: t('offices.version'), figure: true, cell: ({ hub }) => hub?.version ?? '–' },
  ]
}
