import type { CaseView } from '../../protocol/cases/views.ts'
import type { Card } from '../card.ts'
import { signersOf } from '../case/signatures.ts'
import type { RunningCase } from '../case/state.ts'
import { stageOf } from '../case/writer.ts'
import type { CaseFolder } from './commands.ts'
import { paperTitles } from './event-titles.ts'

/**
 * The papers of the case with how many have signed and how many still have to. What was printed again at the window
 * counts alone: nobody signs the one with the mistakes.
 */
export function papersOf(card: Card, { state, dossier }: CaseFolder): CaseView['papers'] {
  if (state.status === 'none') return []
  const standing = dossier.papers.filter(
    ({ paper, stage, visit }) =>
      stageOf(card, stage)?.place !== 'window' ||
      !dossier.papers.some((later) => later.paper === paper && later.stage === stage && later.visit > visit),
  )
  return standing.map((paper) => {
    const signed = new Set([
      ...dossier.signed.filter(({ document }) => document === paper.hash).map(({ signer }) => signer.login),
      ...state.signatures
        .filter(({ document }) => document === paper.hash)
        .map(({ who }) => ('staff' in who ? who.staff : who.party)),
      ...(paper.paper === 'application-form' ? signedByHand(card, state, paper.stage) : []),
    ]).size
    const isOpen = state.visits.some(
      ({ stage, visit, status }) => stage === paper.stage && visit === paper.visit && status === 'open',
    )
    const outcome = card.stages
      .find(({ key }) => key === paper.stage)
      ?.outcomes.find(({ papers }) => papers.includes(paper.paper))
    const asked =
      outcome === undefined
        ? 0
        : signersOf(outcome, state.facts)
            .filter(({ optional }) => !optional)
            .reduce((sum, { count }) => sum + count, 0)
    return { ...paper, title: paperTitles[paper.paper], signed, toSign: isOpen ? Math.max(0, asked - signed) : 0 }
  })
}

/** Whose signature on the printed form was seen at the window since: the stages after the printing ask for it. */
function signedByHand(card: Card, { signatures }: RunningCase, printed: string): string[] {
  const order = card.stages.map(({ key }) => key)
  const after = (stage: string): boolean =>
    order.indexOf(stage) > order.indexOf(printed) && stageOf(card, stage)?.place === 'window'
  return signatures
    .filter(({ stage, document }) => document === null && after(stage))
    .map(({ who }) => ('staff' in who ? who.staff : who.party))
}
