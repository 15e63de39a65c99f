import type { Card } from '../card.ts'
import { lastVisit } from '../case/state.ts'
import type { Outcome } from '../stage.ts'
import type { PaperKey } from '../vocabulary.ts'
import type { CaseFolder, FolderCommand } from './commands.ts'
import type { CasePaper } from './dossier.ts'

/** Papers the outcome makes: a refusal that is written on request only when it was asked for. */
export function papersMade({ papers, refusal }: Outcome, written: boolean): readonly PaperKey[] {
  return refusal?.written === 'on-request' && !written ? [] : papers
}

/** The newest kept paper of a stage; null: there is none of its last time, and the paper is to be made anew. */
export function keptPaper({ state, dossier }: CaseFolder, paper: PaperKey, stage: string): CasePaper | null {
  if (state.status === 'none') return null
  const visit = lastVisit(state, stage)?.visit
  return dossier.papers.findLast((one) => one.paper === paper && one.stage === stage && one.visit === visit) ?? null
}

type Complete = Extract<FolderCommand, { type: 'complete' }>
type KeepPaper = Extract<FolderCommand, { type: 'keep-paper' }>

/**
 * Whether a kept paper is one that the completion before it has made, by the same person.
 * @param folder as the completion left it
 */
export function isPaperOf(card: Card, { state }: CaseFolder, { actor, paper }: KeepPaper, made: Complete): boolean {
  const outcome = card.stages.find(({ key }) => key === made.stage)?.outcomes.find(({ key }) => key === made.outcome)
  if (state.status === 'none' || outcome === undefined) return false
  return (
    paper.stage === made.stage &&
    actor.id === made.actor.id &&
    papersMade(outcome, made.written === true).includes(paper.paper) &&
    state.visits.some(({ stage, visit }) => stage === paper.stage && visit === paper.visit)
  )
}
