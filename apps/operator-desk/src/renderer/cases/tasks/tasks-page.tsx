import { CaseNumber } from '@cherha/shared/protocol'
import { Icon } from '@cherha/ui'
import { useEffect, useRef, useState } from 'react'
import { PanelTitle } from '../../parts/panel-title.tsx'
import { useCases, useLook } from '../look.tsx'
import { ReadingProblem } from '../parts/told.tsx'
import { TaskRows } from './task-rows.tsx'

/** Everything that waits for this person, the most urgent first; drafts before all. */
export function TasksPage() {
  const { desk, t } = useLook()
  const { scope, rows, page, loading, problem, q } = useCases(({ tasks }) => tasks)
  const drafts = rows.filter(({ kind }) => kind === 'draft')
  const others = rows.filter(({ kind }) => kind !== 'draft')
  return (
    <main className="case tasks">
      <div className="case-top">
        <div>
          <PanelTitle>{t('tasks.heading')}</PanelTitle>
          <p className="quiet" role="status">
            {page !== null ? t('tasks.count', { count: page.total }) : problem === null && t('cases.loading')}
          </p>
        </div>
        {page !== null && (
          <dl className="terms">
            <Figure name={t('tasks.overdue')} value={page.overdue} look={page.overdue > 0 ? 'stop' : ''} />
            <Figure name={t('tasks.today')} value={page.dueToday} look={page.dueToday > 0 ? 'risk' : ''} />
            <Figure name={t('tasks.all')} value={page.total} look="" />
          </dl>
        )}
      </div>
      <div className="task-tools">
        <div className="segments" role="group" aria-label={t('tasks.whose')}>
          {(['mine', 'unit'] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={scope === one}
              onClick={() => desk.tasks.show({ scope: one })}
            >
              {t(`tasks.${one}`)}
            </button>
          ))}
        </div>
        <Search />
      </div>
      {problem !== null && <ReadingProblem problem={problem} stale={rows.length > 0} />}
      {problem === null && page?.server === false && (
        <div className="note risk" role="status">
          <Icon name="diamond" />
          <p>
            <b>{t('tasks.serverAway')}</b> {t('tasks.serverAwayBody')}
          </p>
        </div>
      )}
      {drafts.length > 0 && <TaskRows caption={t('tasks.drafts')} rows={drafts} />}
      {others.length > 0 && <TaskRows caption={t('tasks.cases')} rows={others} />}
      {page !== null && rows.length === 0 && page.server && problem === null && (
        <section className="panel empty">
          <h2>{t(q === '' ? 'tasks.empty' : 'tasks.notFound')}</h2>
          <p className="quiet">{t(q === '' ? 'tasks.emptyBody' : 'tasks.notFoundBody')}</p>
          <OpenByNumber number={q} />
        </section>
      )}
      {page?.next != null && (
        <div className="acts">
          <button type="button" className="btn" aria-disabled={loading} onClick={desk.tasks.more}>
            {t('tasks.more', { shown: rows.length, count: page.total })}
          </button>
        </div>
      )}
    </main>
  )
}

/** A case in which nothing is to be done any more is in no list: a letter of it may still come back. */
function OpenByNumber({ number }: { readonly number: string }) {
  const { desk, t } = useLook()
  const read = CaseNumber.safeParse(number)
  if (!read.success) return null
  return (
    <div className="acts">
      <button type="button" className="btn" onClick={() => desk.goTo({ name: 'case', id: read.data })}>
        {t('tasks.openCase', { number: read.data })}
      </button>
    </div>
  )
}

function Figure({ name, value, look }: { readonly name: string; readonly value: number; readonly look: string }) {
  const { language } = useLook()
  return (
    <div>
      <dt>{name}</dt>
      <dd className={look === '' ? '' : `at-${look}`}>{value.toLocaleString(language)}</dd>
    </div>
  )
}

/** How long the typing rests before the list is asked for, ms. */
const restMs = 250

function Search() {
  const { desk, t } = useLook()
  const asked = useCases(({ tasks }) => tasks.q)
  const [text, setText] = useState(asked)
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (text.trim() === asked) return
    const timer = setTimeout(() => desk.tasks.show({ q: text.trim() }), restMs)
    return () => clearTimeout(timer)
  }, [desk, text, asked])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== 'F3' || document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      box.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <label className="search">
      <span>{t('tasks.search')}</span>
      <input
        ref={box}
        type="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        aria-keyshortcuts="F3"
        placeholder={t('tasks.searchHint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <kbd aria-hidden="true">F3</kbd>
    </label>
  )
}
