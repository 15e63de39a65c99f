import type { CaseView, OutcomeOffer, StageOffer } from '@cherha/shared/protocol'
import type { Card, Outcome, Stage } from '@cherha/shared/workflow'

/** What the page lays out for a stage of intake besides its fields and outcomes. */
export interface StageTools {
  readonly checklist: boolean
  readonly fee: boolean
  readonly applicant: boolean
  readonly scans: boolean
}

/**
 * What belongs to a stage of intake, told by what its outcomes mark and not by its name, so that a new card needs no
 * code: documents are compared where they are accepted, the form is filled in where the application comes to be, scans
 * are added where it is accepted.
 */
export function stageTools(card: Card | null, offer: Pick<StageOffer, 'stage' | 'inquiries'>): StageTools {
  const window = card?.stages.filter(({ place }) => place === 'window') ?? []
  const stage = window.find(({ key }) => key === offer.stage)
  if (stage === undefined) return { checklist: false, fee: false, applicant: false, scans: false }
  const at = (event: Outcome['marks'][number], otherwise: Stage | undefined) =>
    window.find(({ outcomes }) => outcomes.some(({ marks }) => marks.includes(event))) ?? otherwise
  return {
    checklist: at('documents-accepted', window[0]) === stage && (card?.information?.documents.length ?? 0) > 0,
    fee: offer.inquiries.some(({ connector }) => connector === 'check'),
    applicant: at('application-created', window[0]) === stage || corrects(stage),
    scans: at('application-accepted', window.at(-1)) === stage,
  }
}

/** The printed form comes back with errors to this stage. */
export function corrects(stage: Pick<Stage, 'outcomes'> | undefined): boolean {
  return stage?.outcomes.some(({ effects }) => effects.includes('correct-application')) ?? false
}

/** Papers that can be looked at and printed before an outcome is chosen; a refusal's is made with the refusal. */
export function papersToPrint(offer: Pick<StageOffer, 'outcomes'>): readonly string[] {
  const papers = offer.outcomes.filter(({ grounds }) => grounds === null).flatMap((outcome) => outcome.papers)
  return [...new Set(papers)]
}

/** The order of the buttons: the way forward first, refusals last. */
export function inOrder(offer: StageOffer): readonly OutcomeOffer[] {
  return [...offer.outcomes].sort((a, b) => Number(a.grounds !== null) - Number(b.grounds !== null))
}

/** Whether choosing the outcome opens a form of its own before anything is sent. */
export function asksMore(offer: OutcomeOffer): boolean {
  return (
    offer.grounds !== null ||
    offer.fields.length > 0 ||
    offer.written === 'on-request' ||
    offer.signs !== null ||
    offer.assignsOfficer ||
    offer.asksDay ||
    onlyParty(offer) === null
  )
}

/**
 * Whether an outcome that asks for nothing is confirmed all the same: any but the way forward, since a step cannot be
 * taken back. A correction or a step back harms nothing.
 */
export function asksTwice(outcomes: readonly Pick<OutcomeOffer, 'key'>[], outcome: OutcomeOffer): boolean {
  return outcomes.length > 1 && outcomes[0]?.key !== outcome.key && outcome.asksStageFields
}

/** The parties to send without asking: none, or the one whose signature the outcome's own name tells of. */
export function onlyParty(
  offer: OutcomeOffer,
): readonly NonNullable<OutcomeOffer['parties'][number]['party']>[] | null {
  if (offer.parties.length === 0) return []
  const [only] = offer.parties
  if (offer.parties.length > 1 || only === undefined || only.optional || only.count > 1) return null
  return only.party === undefined ? [] : [only.party]
}

/** The stages at the window that are drawn as steps of the intake. */
export function intakeSteps(view: Pick<CaseView, 'path'>): CaseView['path'] {
  return view.path.filter(
    ({ place, status, conditional, number }) =>
      place === 'window' &&
      status !== 'not-applicable' &&
      status !== 'skipped' &&
      !(conditional && number === null && (status === 'ahead' || status === 'not-reached')),
  )
}

/** Whether nothing is left to do at the window. */
export function isIntakeOver(view: Pick<CaseView, 'path' | 'status'>): boolean {
  if (view.status === 'ended') return true
  return !view.path.some(({ place, status }) => place === 'window' && (status === 'open' || status === 'returned'))
}
