import type { CaseView, StageOffer } from '@cherha/shared/protocol'
import { Status } from '../../parts/status.tsx'
import { papersToPrint } from '../model/stage-tools.ts'
import { fullDay } from '../model/left.ts'
import { useLook } from '../look.tsx'
import { StageForm } from '../parts/stage-form.tsx'
import { StageEvents } from './events.tsx'
import { StageInquiries } from './inquiries.tsx'

/** An open stage: what is done in it, and how it goes on. */
export function StagePanel({ view, offer }: { readonly view: CaseView; readonly offer: StageOffer }) {
  const { say } = useLook()
  const heading = `stage-${offer.stage}`
  return (
    <section className="panel decide" aria-labelledby={heading}>
      <h2 id={heading} tabIndex={-1}>
        {offer.number !== null && `${offer.number}. `}
        {say(offer.title)}
      </h2>
      <StageTerm offer={offer} />
      <p className="does">{say(offer.does)}</p>
      <StageInquiries view={view} offer={offer} />
      <StageEvents view={view} offer={offer} />
      <Papers view={view} offer={offer} />
      {offer.outcomes.length > 0 && <StageForm view={view} offer={offer} />}
    </section>
  )
}

function StageTerm({ offer }: { readonly offer: StageOffer }) {
  const { t } = useLook()
  if (offer.limit === null) return null
  const day = fullDay(offer.limit)
  const target = offer.target !== null && offer.target < offer.limit ? fullDay(offer.target) : null
  return (
    <p className="stage-term">
      <Status
        kind={offer.overdue ? 'stop' : offer.daysLeft === 0 ? 'risk' : 'idle'}
        icon={offer.overdue ? 'diamond' : 'ring'}
      >
        {t(offer.overdue ? 'case.termPast' : offer.daysLeft === 0 ? 'case.termToday' : 'case.term', { day })}
        {target !== null && !offer.overdue && `, ${t('case.target', { day: target })}`}
      </Status>
    </p>
  )
}

/** Papers of the stage, to look at and to print before the outcome that keeps them. */
function Papers({ view, offer }: { readonly view: CaseView; readonly offer: StageOffer }) {
  const { desk, t } = useLook()
  const papers = papersToPrint(offer)
  if (papers.length === 0 || offer.kind === 'record') return null
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

const paperNames = {
  'application-form': 'paper.application-form',
  receipt: 'paper.receipt',
  'fee-receipt': 'paper.fee-receipt',
  'acceptance-refusal': 'paper.acceptance-refusal',
  'consideration-refusal': 'paper.consideration-refusal',
  inquiry: 'paper.inquiry',
  decision: 'paper.decision',
  'decision-copy': 'paper.decision-copy',
  'entity-notice': 'paper.entity-notice',
  'residence-act': 'paper.residence-act',
  'identity-act': 'paper.identity-act',
  'handover-act': 'paper.handover-act',
  'withdrawal-act': 'paper.withdrawal-act',
} as const

/** Key of the text that names a paper. */
export function paperName(paper: string): (typeof paperNames)[keyof typeof paperNames] | 'paper.other' {
  return paper in paperNames ? paperNames[paper as keyof typeof paperNames] : 'paper.other'
}
