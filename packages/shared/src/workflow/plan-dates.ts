import type { Card } from './card.ts'
import { dueBefore, dueDate } from './deadlines.ts'
import type { Stage } from './stage.ts'
import { holds, type Deadline } from './term.ts'
import { outsideEvents, type EventKey, type TrackKey } from './vocabulary.ts'
import type { WorkingCalendar } from './working-days.ts'

export type PlanMode = 'target' | 'limit'

/** The dates of a plan: an event happens on the day of the stage that marks it, a stage is due by its terms. */
export class PlanDates {
  readonly #calendar: WorkingCalendar
  readonly #card: Card
  readonly #from: string
  readonly #track: TrackKey
  readonly #facts: ReadonlySet<string>
  readonly #known = new Map<string, string | null>()

  constructor(card: Card, from: string, track: TrackKey, facts: ReadonlySet<string>, calendar: WorkingCalendar) {
    this.#card = card
    this.#from = from
    this.#track = track
    this.#facts = facts
    this.#calendar = calendar
  }

  /** The day of a stage; null where none of its terms has a date. */
  stage(key: string, mode: PlanMode): string | null {
    const name = `${mode} ${key}`
    const known = this.#known.get(name)
    if (known !== undefined) return known
    // While it is being worked out it has no date: a card whose terms wait for one another ends here.
    this.#known.set(name, null)
    const stage = this.#card.stages.find((candidate) => candidate.key === key)
    const date = stage === undefined ? null : this.#stageDate(stage, mode)
    this.#known.set(name, date)
    return date
  }

  /** The day of an event; null for one that no stage of the card marks. */
  event(event: EventKey, mode: PlanMode): string | null {
    if (outsideEvents.includes(event)) return null
    const stage = this.#card.stages.find(({ outcomes }) =>
      outcomes.some(({ marks, when }) => marks.includes(event) && this.#possible(when)),
    )
    return stage === undefined ? null : this.stage(stage.key, mode)
  }

  /** The last day of one term; null where the card has no day for the event it counts from. */
  term(deadline: Deadline, mode: PlanMode): string | null {
    const event = this.event(deadline.from, mode)
    if (event === null) return null
    const length = mode === 'target' ? (deadline.target ?? deadline.limit) : deadline.limit
    if (deadline.direction === 'before') return dueBefore(event, length, this.#calendar)
    const date = dueDate(event, length, this.#calendar)
    const bound = deadline.notAfter === undefined ? null : this.stage(deadline.notAfter, mode)
    return bound !== null && bound < date ? bound : date
  }

  /** Whether a term belongs to the stage's own dates in this plan. */
  counts(deadline: Deadline): boolean {
    return (
      deadline.owed === 'service' &&
      deadline.direction === 'after' &&
      (deadline.tracks === undefined || deadline.tracks.includes(this.#track)) &&
      holds(deadline.when, this.#facts)
    )
  }

  #stageDate(stage: Stage, mode: PlanMode): string | null {
    if (stage.place === 'window' && stage.deadlines.every(({ limit }) => limit.unit === 'same-visit')) return this.#from
    const dates = stage.deadlines
      .filter((deadline) => this.counts(deadline))
      .map((deadline) => this.term(deadline, mode))
      .filter((date) => date !== null)
      .sort()
    return dates.at(-1) ?? null
  }

  /** Whether the plan's channel and track allow an outcome; what the case itself will show is left open. */
  #possible(when: readonly string[]): boolean {
    return holds(
      when.filter((condition) => /(channel-entity|track-fast)$/.test(condition)),
      this.#facts,
    )
  }
}
