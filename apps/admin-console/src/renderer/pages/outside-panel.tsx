import type { Language } from '@cherha/shared/protocol'
import { useConsole } from '../console-context.ts'
import { ageText, momentText, numberText } from '../model/format.ts'
import { bySystemTrouble, type OutsideRow, systemName } from '../model/outside.ts'
import { Badge, Note } from '../parts/badge.tsx'
import { Shown } from '../parts/loading.tsx'
import { type Column, Table } from '../parts/table.tsx'
import { type TranslateConsole, useConsoleTexts } from '../texts/texts.ts'
import { useLoad } from '../use-load.ts'

const everyMs = 10_000

/** Registers, printing works, mail: who does not answer, since when and why, and how much work waits there. */
export function OutsidePanel() {
  const t = useConsoleTexts()
  const { routes } = useConsole()
  const loaded = useLoad('outside', routes.outside, everyMs)
  return (
    <section className="panel" aria-labelledby="outside">
      <h2 id="outside">{t('outside.heading')}</h2>
      <Shown loaded={loaded}>{({ systems }) => <Systems systems={systems} />}</Shown>
    </section>
  )
}

function Systems({ systems }: { readonly systems: readonly OutsideRow[] }) {
  const t = useConsoleTexts()
  const { client, language } = useConsole()
  const { asked, absent } = bySystemTrouble(systems)
  const away = asked.filter(({ state }) => state === 'waiting').length
  return (
    <>
      {away > 0 && (
        <Note tone="risk" heading={t('outside.away', { count: away })}>
          <p>{t('outside.awayLead')}</p>
        </Note>
      )}
      <Table
        caption={t('outside.heading')}
        columns={columns(t, language, client.now())}
        rows={asked}
        keyOf={({ system }) => system}
        empty={t('outside.none')}
      />
      {absent.length > 0 && asked.length > 0 && (
        <p className="quiet">
          {t('outside.absent', { systems: absent.map(({ system }) => systemName(system, t)).join(', ') })}
        </p>
      )}
    </>
  )
}

function columns(t: TranslateConsole, language: Language, now: number): readonly Column<OutsideRow>[] {
  const figure = (key: 'queue' | 'retrying' | 'rejected' | 'lies'): Column<OutsideRow> => ({
    key,
    head: t(`outside.head.${key}`),
    figure: true,
    cell: (row) => numberText(row[key], language),
  })
  return [
    { key: 'system', head: t('outside.head.system'), cell: ({ system }) => systemName(system, t) },
    { key: 'state', head: t('outside.head.state'), cell: (row) => <State row={row} now={now} /> },
    figure('queue'),
    figure('retrying'),
    figure('rejected'),
    figure('lies'),
  ]
}

function State({ row: { state, since, lastError }, now }: { readonly row: OutsideRow; readonly now: number }) {
  const t = useConsoleTexts()
  if (state !== 'waiting') return <Badge tone="done">{t('outside.ok')}</Badge>
  const time = since === null ? '' : momentText(since, now)
  return (
    <>
      <Badge tone="risk">{since === null ? t('outside.waiting') : t('outside.waitingSince', { time })}</Badge>
      {since !== null && <small>{t('outside.for', { age: ageText((now - Date.parse(since)) / 1000, t) })}</small>}
      {lastError !== null && <small lang="en">{lastError}</small>}
    </>
  )
}
