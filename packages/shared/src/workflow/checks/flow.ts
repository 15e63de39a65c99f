import type { Card } from '../card.ts'
import type { Outcome, Stage } from '../stage.ts'
import { eachStage } from './roles.ts'
import type { CardProblem } from './problem.ts'

/** Every outcome leads somewhere, every stage can be reached, and from every stage the case can end. */
export function checkFlow(card: Card): CardProblem[] {
  return [...targets(card), ...ways(card)]
}

function targets(card: Card): CardProblem[] {
  return eachStage(card, (stage, path) => [
    ...stage.outcomes.flatMap((outcome, index): CardProblem[] => {
      const message = targetProblem(outcome)
      return message === null ? [] : [{ path: [...path, 'outcomes', index], message }]
    }),
    ...(stage.otherwise.length > 0 && stage.when.length === 0
      ? [{ path: [...path, 'otherwise'], message: 'is never used: the stage has no when' }]
      : []),
  ])
}

function targetProblem({ key, to, end, stay, refusal }: Outcome): string | null {
  if (to.length === 0 && end === undefined && !stay)
    return `outcome ${key} leads nowhere; give it to (stages), end or stay`
  if (end !== undefined && (to.length > 0 || stay))
    return `outcome ${key} both ends the case and goes on; leave end or the others out`
  if (refusal?.kind === 'handover' && !stay)
    return `outcome ${key} refuses to hand over, which leaves the case open; it needs stay`
  if (refusal !== undefined && refusal.kind !== 'handover' && stay)
    return `outcome ${key} refuses and stays; only a refusal to hand over leaves the stage open`
  if ((refusal?.kind === 'acceptance' || refusal?.kind === 'consideration') && end === undefined)
    return `outcome ${key} refuses to accept or consider, which ends the case; it needs end`
  return null
}

function nextOf(stage: Stage): readonly string[] {
  return [...stage.otherwise, ...stage.outcomes.flatMap(({ to }) => to)]
}

function ways(card: Card): CardProblem[] {
  const stages = new Map(card.stages.map((stage) => [stage.key, stage]))
  const reached = reachable(stages, card.start, null)
  const lost = new Set(lostStages(card, stages))
  const ending = endingStages(card)
  return eachStage(card, (stage, path) => {
    if (lost.has(stage.key))
      return [{ path, message: `stage ${stage.key} is never reached: no outcome leads to it from ${card.start}` }]
    if (!ending.has(stage.key))
      return [{ path, message: `stage ${stage.key} is in a loop without a way out: no outcome from it ends the case` }]
    if (!reached.has(stage.key)) return []
    const before = reachable(stages, card.start, stage.key)
    return stage.needs.flatMap((needed, index): CardProblem[] =>
      reached.has(needed) && !before.has(needed)
        ? [{ path: [...path, 'needs', index], message: `${stage.key} waits for ${needed}, which comes only after it` }]
        : [],
    )
  })
}

/**
 * Stages no way leads to. Those that would be reached if another of them were are left out: they follow from it.
 */
function lostStages(card: Card, stages: ReadonlyMap<string, Stage>): string[] {
  const known = new Set(reachable(stages, card.start, null))
  const ledTo = new Set(card.stages.flatMap((stage) => nextOf(stage).filter((key) => key !== stage.key)))
  const lost: string[] = []
  const byLead = [...card.stages.filter(({ key }) => !ledTo.has(key)), ...card.stages]
  for (const { key } of byLead) {
    if (known.has(key)) continue
    lost.push(key)
    for (const next of reachable(stages, key, null)) known.add(next)
  }
  return lost
}

function reachable(stages: ReadonlyMap<string, Stage>, start: string, without: string | null): ReadonlySet<string> {
  const found = new Set<string>()
  const queue = [start]
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    const stage = stages.get(key)
    if (stage === undefined || key === without || found.has(key)) continue
    found.add(key)
    queue.push(...nextOf(stage))
  }
  return found
}

/** Stages from which an end can be reached, found backwards from those that have one. */
function endingStages(card: Card): ReadonlySet<string> {
  const ending = new Set<string>()
  for (let before = -1; before !== ending.size; ) {
    before = ending.size
    for (const stage of card.stages) {
      const ends = stage.outcomes.some(({ end }) => end !== undefined)
      if (ends || nextOf(stage).some((key) => ending.has(key))) ending.add(stage.key)
    }
  }
  return ending
}
