import type { CaseView, OutcomeOffer, StageOffer } from '@cherha/shared/protocol'
import type { Applicant, Fields } from '@cherha/shared/workflow'
import { Icon } from '@cherha/ui'
import { useState } from 'react'
import { readApplicant, sameApplicant, typedOf } from '../model/applicant.ts'
import type { Typed } from '../model/fields.ts'
import { papersToPrint, stageTools } from '../model/stage-tools.ts'
import { useCard, useCases, useForm, useLook } from '../look.tsx'
import { paperName } from '../page/stage-panel.tsx'
import { outcomeForm } from '../parts/form-parts.tsx'
import { AddScans } from '../parts/scans.tsx'
import { StageForm } from '../parts/stage-form.tsx'
import type { ActionToSend } from '../state/action.ts'
import { ApplicantForm } from './applicant-form.tsx'
import { Checklist } from './checklist.tsx'
import { FeeCheck } from './fee-check.tsx'
import { FilingTerms } from './filing-terms.tsx'

export type Visitor = Partial<Applicant> | null

/** One step at the window: a line, or, when it is the current one, everything that is done in it. */
export function IntakeStep({
  view,
  stop,
  visitor,
}: {
  readonly view: CaseView
  readonly stop: CaseView['path'][number]
  readonly visitor: Visitor
}) {
  const { t, say } = useLook()
  const offer = view.offers.find(({ stage }) => stage === stop.key)
  const here = stop.status === 'open' || stop.status === 'returned'
  const done = stop.status === 'done' || stop.status === 'awaiting'
  // an intake that has ended ended in its last step; those after it are not to come
  const ended = view.status === 'ended'
  const stopped = ended && view.path.findLast(({ status }) => status === 'done')?.key === stop.key
  return (
    <li className={here ? 'here' : stopped ? 'stopped' : done ? 'done' : ''} aria-current={here ? 'step' : undefined}>
      <span className="stop-no" aria-hidden="true">
        {stopped ? (
          <Icon name="cross" />
        ) : done ? (
          <Icon name={stop.status === 'awaiting' ? 'clock-dashed' : 'check'} />
        ) : (
          (stop.number ?? '·')
        )}
      </span>
      <div className="what">
        <b tabIndex={here ? -1 : undefined}>{say(stop.title)}</b>
        <span>
          {here
            ? t('intake.now')
            : stop.status === 'awaiting'
              ? t('intake.awaiting')
              : done && stop.outcome !== null
                ? say(stop.outcome)
                : ended && !done
                  ? t('case.look.unreached')
                  : ''}
        </span>
      </div>
      {here && offer !== undefined && (
        <OpenStep key={view.version === 0 ? 'new' : 'open'} view={view} offer={offer} visitor={visitor} />
      )}
    </li>
  )
}

function OpenStep({
  view,
  offer,
  visitor,
}: {
  readonly view: CaseView
  readonly offer: StageOffer
  readonly visitor: Visitor
}) {
  const card = useCard(view.card)
  const tools = stageTools(card, offer)
  const inWriting = useRefusalInWriting(view, offer)
  const asksApplicant = tools.applicant || inWriting
  const form = useApplicantForm(view, offer, visitor, { shown: asksApplicant, inWriting })
  const correcting = asksApplicant && view.applicant !== null
  return (
    <div className="open">
      {tools.checklist && <Checklist view={view} />}
      {tools.fee && <FeeCheck view={view} />}
      <FilingTerms view={view} offer={offer} />
      {asksApplicant && (
        <ApplicantForm
          view={view}
          typed={form.typed}
          problems={form.tried ? form.problems : {}}
          asks={form.asks}
          onType={form.type}
          folded={correcting && !form.isNeeded}
          unsaved={form.unsaved}
          onSave={form.save}
        />
      )}
      {tools.scans && <ScansByDocument view={view} />}
      <PrintActs view={view} offer={offer} />
      <StageForm view={view} offer={offer} known={form.contacts} before={form.before} unsaved={form.unsaved} />
    </div>
  )
}

/** Whether the visitor is refused in writing: then the paper names the applicant, in whatever step it is. */
function useRefusalInWriting(view: CaseView, offer: StageOffer): boolean {
  const chosen = useCases((state) => state.chosen[`${view.id} ${offer.stage}`])
  const refusal = offer.outcomes.find(({ key, written }) => key === chosen && written !== null)
  const [typed] = useForm(outcomeForm(view.id, offer.stage, chosen ?? ''))
  return refusal !== undefined && (refusal.written === 'always' || typed['written'] === true)
}

/** The applicant's form of a step, and what has to be written before the step is done. */
function useApplicantForm(
  view: CaseView,
  offer: StageOffer,
  visitor: Visitor,
  { shown, inWriting }: { readonly shown: boolean; readonly inWriting: boolean },
) {
  const { desk } = useLook()
  const name = `applicant ${view.id}`
  const [over, type] = useForm(name)
  const [tried, setTried] = useState(false)
  const asks = {
    today: view.today,
    phone: offer.fields.some(({ kind, required }) => kind === 'phone' && required),
    email: offer.fields.some(({ kind, required }) => kind === 'email' && required),
  }
  const typed: Typed = { ...typedOf(view.applicant ?? visitor), ...over }
  const read = readApplicant(typed, asks)
  const unsaved =
    shown && (view.applicant === null || (read.ok ? !sameApplicant(view.applicant, read.applicant) : true))
  const writing: ActionToSend | null = read.ok
    ? { action: 'write-applicant', pressed: 'write-applicant', data: { applicant: read.applicant }, clears: [name] }
    : null
  const contacts: Record<string, string> = {}
  if (shown) {
    for (const { key, kind } of offer.fields) {
      const value = kind === 'phone' ? typed['phone'] : kind === 'email' ? typed['email'] : undefined
      if (kind === 'phone' || kind === 'email') contacts[key] = typeof value === 'string' ? value.trim() : ''
    }
  }

  function before(outcome: OutcomeOffer): readonly ActionToSend[] | null {
    // a refusal does not wait for the form, unless it is printed
    if (!unsaved || (outcome.grounds !== null && !inWriting)) return []
    if (writing !== null) return [writing]
    setTried(true)
    return null
  }

  return {
    typed,
    type,
    tried,
    asks,
    unsaved,
    before,
    contacts: contacts satisfies Fields,
    problems: read.ok ? {} : read.problems,
    /** Something is typed that is not written yet. */
    isNeeded: Object.keys(over).length > 0,
    save: () => {
      if (writing === null) setTried(true)
      else void desk.folders.act(view.id, writing)
    },
  }
}

function ScansByDocument({ view }: { readonly view: CaseView }) {
  const { t, say } = useLook()
  const lines = view.checklist.filter(
    ({ attached, check }) => attached !== 'none' && (check === null || check.attached !== 'none'),
  )
  return (
    <ul className="scan-lines">
      {lines.map(({ document, number, title, files }) => (
        <li key={document}>
          <p>
            {number !== null && <b>{number}) </b>}
            {say(title)}
            <span className="quiet"> {t('scan.count', { count: files.length })}</span>
          </p>
          <AddScans view={view} document={document} />
        </li>
      ))}
      <li>
        <p>{t('scan.other')}</p>
        <AddScans view={view} document={null} />
      </li>
    </ul>
  )
}

/** What is printed for the applicant to check, before the outcome that keeps it. */
function PrintActs({ view, offer }: { readonly view: CaseView; readonly offer: StageOffer }) {
  const { desk, t } = useLook()
  const papers = papersToPrint(offer)
  if (papers.length === 0) return null
  return (
    <div className="row-acts">
      {papers.map((paper) => (
        <button
          key={paper}
          type="button"
          className="btn small"
          onClick={() => void desk.openPaper(view.id, paper, offer.stage)}
        >
          {t('case.openPaper', { paper: t(paperName(paper)) })}
        </button>
      ))}
    </div>
  )
}
