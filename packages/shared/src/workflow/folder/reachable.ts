import type { Card } from '../card.ts'
import { isUnfinished, type RunningCase } from '../case/state.ts'
import { stageOf } from '../case/writer.ts'
import { factOf } from '../term.ts'

/** How an application came, and on which track: true or false of a case for good. */
const settled = ['channel-entity', 'track-fast']

/** Stages the case can still come to from where it is. What it has passed, or can never come to, is not among them. */
export function reachableStages(card: Card, state: RunningCase): ReadonlySet<string> {
  const all = walk(card, state, settled)
  // Once nothing ahead decides, the decision in force stands.
  const decides = [...all].some((key) =>
    stageOf(card, key)?.outcomes.some(({ marks }) =>
      marks.some((event) => event === 'decided-to-issue' || event === 'decided-to-refuse'),
    ),
  )
  return decides ? all : walk(card, state, [...settled, 'refused'])
}

function walk(card: Card, state: RunningCase, known: readonly string[]): ReadonlySet<string> {
  const possible = (conditions: readonly string[]): boolean =>
    conditions.every((one) => {
      const fact = factOf(one)
      return !known.includes(fact) || (state.facts[fact] === true) !== one.startsWith('not ')
    })
  const found = new Set<string>()
  const next = [...state.visits.filter(isUnfinished).map(({ stage }) => stage), ...state.wanted]
  for (let key = next.pop(); key !== undefined; key = next.pop()) {
    if (found.has(key)) continue
    const stage = stageOf(card, key)
    if (stage === undefined) continue
    if (possible(stage.when)) {
      found.add(key)
      for (const { when, to } of stage.outcomes) if (possible(when)) next.push(...to)
    }
    next.push(...stage.otherwise.filter((one) => !found.has(one)))
  }
  return found
}
