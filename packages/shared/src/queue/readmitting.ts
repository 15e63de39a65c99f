import { minuteMs, timeAt } from '../calendar/index.ts'
import { type ParsedNumber, priorityLetter } from '../text/index.ts'
import type { Decision } from './commands.ts'
import { accept, refuse } from './decision.ts'
import type { QueueEvent } from './events.ts'
import { addedLane, blockOfNumber, letterOf } from './places.ts'
import type { Day, QueueState } from './state.ts'

/**
 * Q28: a number the hub has no place for and that an earlier epoch may have added on that day: of a block that was in
 * use when an epoch began, and is not in use now (N4, N5).
 */
export function isLostNumber(state: QueueState, day: Day, { letter, n, number }: ParsedNumber): boolean {
  const priority = letter === priorityLetter
  if (day.places[number] !== undefined || day.tickets[number] !== undefined) return false
  if (!priority && !state.config?.services.some((service) => service.letter === letter)) return false
  const block = blockOfNumber(n)
  if (block === null || block === (priority ? day.priorityBlock : day.block)) return false
  return (priority ? day.lostPriorityBlocks : day.lostBlocks).includes(block)
}

interface Readmitting {
  /** Chosen by the visitor: a priority ticket does not name its service. */
  readonly service: string | undefined
  readonly priority: string | null
  readonly device: string
  /** Hub time. */
  readonly at: number
}

/** Q28: the ticket's own place is lost, its number and code are right: it stands at the present minute. */
export function readmitAdded(state: QueueState, day: Day, number: string, how: Readmitting): Decision {
  const services = state.config?.services ?? []
  const series = letterOf(number) === priorityLetter
  if (series && how.service === undefined) return refuse('service-required', 'service')
  const service = services.find(({ id, letter }) => (series ? id === how.service : letter === letterOf(number)))
  if (service === undefined) return refuse('unknown-service', 'service')
  const { date } = day
  const at = how.at - (how.at % minuteMs)
  const time = timeAt(day.clock, at)
  // a number of the series says that priority was declared, and not which ground: the window checks the document (Q34)
  const declared = series ? (state.config?.priorityCategories.find(({ enabled }) => enabled)?.code ?? null) : null
  const priority = how.priority ?? declared
  const events: QueueEvent[] = [
    {
      type: 'place-added',
      date,
      number,
      service: service.id,
      minutes: service.minutes,
      time,
      at,
      lane: addedLane(service.lanes),
      because: 'readmitted',
    },
    { type: 'readmitted', date, number, sold: 1, device: how.device },
  ]
  if (priority !== null) events.push({ type: 'checked-in', date, number, proof: 'code', priority })
  return accept(events, { ticket: number, date, time, service: service.id, readmitted: true })
}
