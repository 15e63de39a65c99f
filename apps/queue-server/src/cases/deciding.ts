import type { CaseActionBody, caseActionData } from '@cherha/shared/protocol'
import { decideAll, type FeeCheck, type FolderCommand, type Stage } from '@cherha/shared/workflow'
import type { OutcomeAtHand, PaperMaker } from './papers.ts'
import type { People } from './people.ts'
import type { CasePorts } from './ports.ts'
import type { CaseAt, CaseWork, Decided, Refused } from './work.ts'

/** What actions are carried out with. */
export interface ActingParts {
  readonly ports: CasePorts
  readonly work: CaseWork
  readonly people: People
  readonly papers: PaperMaker
}

/** A stage of the card and one of its outcomes. */
export interface Asked {
  readonly stage: Stage
  readonly outcome: Stage['outcomes'][number]
}

/** The outcome an action names; null: it names none that is there. */
export function outcomeOf({ card }: CaseAt, { action, stage: key, outcome: name }: CaseActionBody): Asked | null {
  if (action !== 'complete' && action !== 'sign') return null
  const stage = card.stages.find((one) => one.key === key)
  const outcome = stage?.outcomes.find((one) => one.key === name)
  return stage === undefined || outcome === undefined ? null : { stage, outcome }
}

/** What the person has filled in, for the paper that says it. */
export function atHandOf(
  key: string,
  { fields, grounds, written }: Partial<ReturnType<typeof caseActionData.complete.parse>>,
): OutcomeAtHand {
  return {
    key,
    ...(fields === undefined ? {} : { fields }),
    ...(grounds === undefined ? {} : { grounds }),
    ...(written === undefined ? {} : { written }),
  }
}

/** Decides commands, all or nothing, and answers with the version they lead to. */
export function decided(
  { stored, card, rules }: CaseAt,
  commands: readonly FolderCommand[],
  more: { readonly fee?: FeeCheck['result'] } = {},
): Decided {
  const decision = decideAll(card, stored.folder, commands, rules.context)
  if (!decision.ok) return { ok: false, refusal: decision.refusal as Refused }
  return { ok: true, commands, events: decision.events, result: (version) => ({ ok: true, version, ...more }) }
}
