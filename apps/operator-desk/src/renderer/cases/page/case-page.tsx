import type { CaseView } from '@cherha/shared/protocol'
import { Icon } from '@cherha/ui'
import { useRef } from 'react'
import { PanelTitle } from '../../parts/panel-title.tsx'
import { Status } from '../../parts/status.tsx'
import { fullDay } from '../model/left.ts'
import { useFolder, useLook } from '../look.tsx'
import { IntakeSteps } from '../intake/intake-panel.tsx'
import { useFocusOnStep } from '../parts/move-focus.ts'
import { ReadingProblem, Told } from '../parts/told.tsx'
import { Documents } from './documents.tsx'
import { Letters } from './letters.tsx'
import { Notes } from './notes.tsx'
import { PathDiagram } from './path-diagram.tsx'
import { Readings } from './readings.tsx'
import { StagePanel } from './stage-panel.tsx'
import { Timeline } from './timeline.tsx'
import { WholeCase } from './whole-case.tsx'

/** One case: how far it has come, what is to be done now, and what has happened. */
export function CasePage({ id }: { readonly id: string }) {
  const { t } = useLook()
  const { view, problem, loading } = useFolder(id)
  const open = useRef<HTMLDivElement>(null)
  useFocusOnStep(open, view?.offers.map(({ kind, stage }) => `${kind} ${stage}`).join() ?? '', '.decide h2')
  if (view === null) {
    return (
      <main className="case">
        <div>
          <Crumbs id={id} />
          <PanelTitle>{id}</PanelTitle>
          {loading && problem === null && <p className="quiet">{t('cases.loading')}</p>}
        </div>
        {problem !== null && <ReadingProblem problem={problem} stale={false} />}
      </main>
    )
  }
  // an unfinished application that was opened from the tasks is gone on with as at the window
  const atWindow = view.status === 'draft' && view.offers.length > 0
  return (
    <main className="case">
      <CaseTop view={view} />
      {problem !== null && <ReadingProblem problem={problem} stale />}
      {!atWindow && <Alerts view={view} />}
      <Told id={id} />
      <PathDiagram view={view} />
      <div className={`cols${atWindow ? ' at-window' : ''}`}>
        <div className="col" ref={open}>
          {atWindow && (
            <section className="panel intake" aria-labelledby="intake">
              <h2 id="intake">{t('case.visit')}</h2>
              <IntakeSteps view={view} applicant={null} />
            </section>
          )}
          {(atWindow ? [] : view.offers).map((offer) => (
            <StagePanel key={`${offer.kind} ${offer.stage}`} view={view} offer={offer} />
          ))}
          {!atWindow && view.offers.length === 0 && <NothingToDo view={view} />}
          <Documents view={view} />
          <Letters view={view} />
          <Notes view={view} />
        </div>
        <div className="col">
          <Timeline view={view} />
          <Readings reading={view.reading} />
          <WholeCase view={view} />
        </div>
      </div>
    </main>
  )
}

function Crumbs({ id }: { readonly id: string }) {
  const { desk, t } = useLook()
  return (
    <p className="crumbs">
      <button type="button" className="link" aria-keyshortcuts="Escape" onClick={() => desk.goTo({ name: 'tasks' })}>
        {t('cases.heading')}
      </button>{' '}
      / {id}
    </p>
  )
}

function CaseTop({ view }: { readonly view: CaseView }) {
  const { desk, t, say } = useLook()
  const { applicant, terms, today } = view
  const decided = view.path.some(({ status }) => status === 'done') && terms.decision !== null
  const names = [applicant?.surname, applicant?.givenName, applicant?.patronymic].filter((part) => part !== undefined)
  return (
    <div className="case-top">
      <div>
        <Crumbs id={view.id} />
        <PanelTitle>
          {names.length === 0
            ? t('case.noApplicant')
            : names.map((part, index) => (
                <span key={index}>
                  <span className="name-part">{part}</span>{' '}
                </span>
              ))}
        </PanelTitle>
        <p>
          {say(view.card.title)}
          {view.track !== 'standard' && `, ${t('case.fast')}`}
          {view.officer !== null && (
            <span className="quiet">
              {' · '}
              <span className="officer">{t('case.officerIs', { name: view.officer.name })}</span>
            </span>
          )}
        </p>
      </div>
      <div className="case-side">
        <dl className="terms">
          <Term name={t('case.accepted')} day={terms.accepted} />
          <Term
            name={t('case.decision')}
            day={terms.decision}
            today={decided && view.status === 'open' ? today : null}
            risk={view.risk !== null && terms.decision === today}
          />
          <Term name={t(view.card.result === 'card' ? 'case.issueBy' : 'case.sendBy')} day={terms.result} />
        </dl>
        <button type="button" className="btn small" onClick={() => desk.lookAgain(view.id)}>
          {t('cases.refresh')}
        </button>
      </div>
    </div>
  )
}

function Term({
  name,
  day,
  today = null,
  risk = false,
}: {
  readonly name: string
  readonly day: string | null
  readonly today?: string | null
  readonly risk?: boolean
}) {
  const { t } = useLook()
  if (day === null) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd className={risk ? 'at-risk' : ''}>{day === today ? t('case.today') : fullDay(day)}</dd>
    </div>
  )
}

function Alerts({ view }: { readonly view: CaseView }) {
  const { say } = useLook()
  const alerts = [...(view.risk === null ? [] : [view.risk]), ...view.alerts]
  return alerts.map(({ level, text, detail }, index) => (
    <div key={index} className="note risk" role="note">
      <Icon name={level === 'overdue' ? 'triangle' : 'diamond'} />
      <p>
        <b>{say(text)}</b> {say(detail)}
      </p>
    </div>
  ))
}

/** Nobody asks anything of this person: what the case waits for instead. */
function NothingToDo({ view }: { readonly view: CaseView }) {
  const { t, say } = useLook()
  const now = view.path.filter(({ status }) => status === 'open' || status === 'awaiting' || status === 'returned')
  const ended = view.status === 'ended'
  const outcome = view.path.findLast(({ outcome }) => outcome !== null)?.outcome ?? null
  return (
    <section className="panel decide">
      <h2 tabIndex={-1}>{t(ended ? 'case.endedHead' : 'case.nothingHead')}</h2>
      {ended && outcome !== null && <p className="does">{say(outcome)}</p>}
      {!ended && (
        <ul className="now-list">
          {now.map(({ key, number, title, status }) => (
            <li key={key}>
              <Status kind={status === 'awaiting' ? 'idle' : 'now'}>
                {number !== null && `${number}. `}
                {say(title)}
                {status === 'awaiting' && ` – ${t('case.awaiting')}`}
              </Status>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
