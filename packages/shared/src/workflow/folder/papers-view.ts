import type { CaseView } from '../../protocol/cases/views.ts'
import type { Card } from '../card.ts'
import { signersOf } from '../case/signatures.ts'
import type { CaseFolder } from './commands.ts'
import { paperTitles } from './event-titles.ts'

/** The papers of the case with how many have signed and how many still have to. */
export function papersOf(card: Card, { state, dossier }: CaseFolder): CaseView['papers'] {
  if (state.status === 'none') return []
  return dossier.papers.map((paper) => {
    const signed = new Set([
      ...dossier.signed.filter(({ document }) => document === paper.hash).map(({ signer }) => signer.login),
      ...state.signatures
        .filter(({ document }) => document === paper.hash)
        .map(({ who }) => ('staff' in who ? who.staff : who.party)),
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
