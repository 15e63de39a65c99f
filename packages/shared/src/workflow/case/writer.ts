import type { Card } from '../card.ts'
import type { Stage } from '../stage.ts'
import type { EventKey } from '../vocabulary.ts'
import type { CaseContext } from './commands.ts'
import type { CaseEvent, NewCaseEvent } from './events.ts'
import { evolveRunning } from './evolve.ts'
import type { RunningCase } from './state.ts'

/** Collects the events of one command; its `state` is always the case after them. */
export class CaseWriter {
  readonly card: Card
  readonly context: CaseContext
  readonly today: string
  readonly by: string | null
  readonly events: CaseEvent[] = []
  state: RunningCase

  constructor(card: Card, state: RunningCase, context: CaseContext, today: string, by: string | null) {
    this.card = card
    this.state = state
    this.context = context
    this.today = today
    this.by = by
  }

  emit(event: NewCaseEvent): void {
    const whole: CaseEvent = { ...event, on: this.today, by: this.by }
    this.events.push(whole)
    this.state = evolveRunning(this.state, whole)
  }

  mark(events: readonly EventKey[], date: string): void {
    for (const event of events) this.emit({ type: 'event-marked', event, date })
    // The decision in force is the newest one.
    if (events.includes('decided-to-refuse')) this.setFacts({ refused: true })
    if (events.includes('decided-to-issue')) this.setFacts({ refused: false })
  }

  /** Writes down only what is new. */
  setFacts(facts: Readonly<Record<string, boolean>>): void {
    const news = Object.entries(facts).filter(([fact, value]) => this.state.facts[fact] !== value)
    if (news.length > 0) this.emit({ type: 'facts-set', facts: Object.fromEntries(news) })
  }

  stage(key: string): Stage | undefined {
    return stageOf(this.card, key)
  }
}

export function stageOf(card: Card, key: string): Stage | undefined {
  return card.stages.find((stage) => stage.key === key)
}

/** The facts that are true now, for conditions. */
export function trueFacts(facts: Readonly<Record<string, boolean>>): ReadonlySet<string> {
  return new Set(Object.keys(facts).filter((fact) => facts[fact] === true))
}
