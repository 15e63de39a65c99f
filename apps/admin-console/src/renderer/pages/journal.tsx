import type { JournalEntry } from '@cherha/shared/protocol'
import { type FormEvent, useState } from 'react'
import { journalPage } from '../api/routes.ts'
import { useConsole } from '../console-context.ts'
import { exactMoment } from '../model/format.ts'
import { actionText, detailLines } from '../model/journal-text.ts'
import { Field, Choice } from '../parts/field.tsx'
import { Shown } from '../parts/loading.tsx'
import { Table } from '../parts/table.tsx'
import { WriteButton, WriteNote } from '../parts/write-button.tsx'
import { hrefOf } from '../route.ts'
import { useConsoleTexts } from '../texts/texts.ts'
import { useLoad } from '../use-load.ts'
import { useWrite } from '../use-write.ts'

/** Who did what and when: searched, newest first, older ones on demand. The search stands in the address. */
export function JournalPage({ office, q }: { readonly office: string | null; readonly q: string }) {
  const t = useConsoleTexts()
  const { routes, me, language } = useConsole()
  const offices = useLoad('offices', routes.offices)
  const [typed, setTyped] = useState(q)
  const [chosen, setChosen] = useState(office)
  const search = (event: FormEvent): void => {
    event.preventDefault()
    location.hash = hrefOf({ page: 'journal', office: chosen, q: typed.trim() })
  }
  return (
    <>
      <title>{t('console.title', { what: t('journal.heading') })}</title>
      <h1>{t('journal.heading')}</h1>
      <form className="filters" onSubmit={search}>
        <Field
          label={t('journal.search')}
          hint={t('journal.searchHint')}
          type="search"
          value={typed}
          maxLength={100}
          onChange={(event) => setTyped(event.target.value)}
        />
        {me.role !== 'office-lead' && (
          <Choice
            label={t('journal.office')}
            value={chosen ?? ''}
            onChange={(event) => setChosen(event.target.value === '' ? null : event.target.value)}
          >
            <option value="">{t('journal.all')}</option>
            {offices.value?.offices.map(({ code, name }) => (
              <option key={code} value={code}>
                {name[language]}
              </option>
            ))}
          </Choice>
        )}
        <div className="acts">
          <button type="submit" className="btn go">
            {t('journal.find')}
          </button>
        </div>
      </form>
      <Entries key={`${office} ${q}`} office={office} q={q} />
    </>
  )
}

function Entries({ office, q }: { readonly office: string | null; readonly q: string }) {
  const t = useConsoleTexts()
  const { routes } = useConsole()
  const loaded = useLoad(`journal ${office} ${q}`, () => routes.journal({ office, q, before: null }))
  const write = useWrite<{ entries: JournalEntry[] }>()
  const [older, setOlder] = useState<readonly JournalEntry[]>([])
  const [ended, setEnded] = useState(false)
  return (
    <Shown loaded={loaded}>
      {({ entries: newest }) => {
        const entries = [...newest, ...older]
        const last = entries.at(-1)
        const more = async (): Promise<void> => {
          const answer = await write.run(() => routes.journal({ office, q, before: last?.seq ?? null }))
          if (answer?.ok !== true) return
          setOlder([...older, ...answer.value.entries])
          setEnded(answer.value.entries.length < journalPage)
        }
        return (
          <section className="panel" aria-label={t('journal.entries')}>
            <p className="quiet" role="status">
              {t('journal.shown', { count: entries.length })}
            </p>
            <EntryTable entries={entries} />
            {newest.length === journalPage && !ended && (
              <div className="acts">
                <WriteButton state={write.state} tone="plain" onClick={() => void more()}>
                  {t('journal.older')}
                </WriteButton>
              </div>
            )}
            <WriteNote state={write.state} />
          </section>
        )
      }}
    </Shown>
  )
}

function EntryTable({ entries }: { readonly entries: readonly JournalEntry[] }) {
  const t = useConsoleTexts()
  return (
    <Table
      caption={t('journal.entries')}
      rows={entries}
      keyOf={({ seq }) => String(seq)}
      empty={t('journal.none')}
      columns={[
        {
          key: 'at',
          head: t('journal.at'),
          cell: ({ at, seq }) => (
            <>
              <span className="nowrap">{exactMoment(at)}</span>
              <small>№ {seq}</small>
            </>
          ),
        },
        { key: 'who', head: t('journal.who'), cell: ({ who }) => who },
        {
          key: 'office',
          head: t('journal.officeOf'),
          cell: ({ office }) =>
            office === null ? '–' : <a href={hrefOf({ page: 'office', code: office, tab: 'overview' })}>{office}</a>,
        },
        { key: 'action', head: t('journal.action'), cell: ({ action }) => actionText(action, t) },
        {
          key: 'detail',
          head: t('journal.detail'),
          cell: ({ detail }) => (
            <ul className="details">
              {detailLines(detail).map((line, index) => (
                <li key={index}>{line}</li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}
