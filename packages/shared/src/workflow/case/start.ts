import { isDate } from '../../calendar/dates.ts'
import type { Card } from '../card.ts'
import { actingAs, rolesOfStage } from './actor.ts'
import type { CaseContext, CaseDecision, StartCase } from './commands.ts'
import type { CaseEvent } from './events.ts'
import { evolveCase } from './evolve.ts'
import { goTo } from './flow.ts'
import { keepTerms } from './keep-terms.ts'
import { type CaseRefusalCode, type Objection, objection } from './refusals.ts'
import type { CaseState, RunningCase } from './state.ts'
import { initialCase } from './state.ts'
import { CaseWriter, stageOf } from './writer.ts'

/** Begins a case with its card's first stage. */
export function startCase(card: Card, state: CaseState, command: StartCase, context: CaseContext): CaseDecision {
  if (state.status !== 'none') return refuse('case-exists')
  const { id, office, service, entity, track, day, today, actor } = command
  if (!isDate(day) || day > today) return refuse('bad-date', 'day')
  if (!card.tracks.some(({ key }) => key === track)) return refuse('unknown-track', track)
  const grounds = command.grounds ?? []
  const against = checkGrounds(card, grounds)
  if (against !== null) return { ok: false, refusal: against }
  const event: CaseEvent = {
    type: 'case-started',
    on: today,
    by: actor.id,
    id,
    card: card.id,
    cardVersion: card.version,
    office,
    service,
    entity,
    track,
    day,
    grounds,
  }
  const begun = evolveCase(initialCase, event) as RunningCase
  const first = stageOf(card, card.start)
  const acting = first === undefined ? null : actingAs(card, begun, actor, rolesOfStage(first, begun), context.mapping)
  if (acting !== null && !acting.ok) return refuse(acting.code)
  const writer = new CaseWriter(card, begun, context, today, actor.id)
  writer.setFacts({
    ...(entity === null ? {} : { 'channel-entity': true }),
    ...(track === 'fast' ? { 'track-fast': true } : {}),
    ...groundFacts(card, grounds),
  })
  goTo(writer, [card.start])
  keepTerms(writer)
  return { ok: true, events: [event, ...writer.events] }
}

/** Where the information card lists what the service can be asked for on, one of its grounds is named. */
function checkGrounds(card: Card, grounds: readonly string[]): Objection {
  const list = card.information?.grounds ?? []
  const unknown = grounds.find((ground) => !list.some(({ key }) => key === ground))
  if (unknown !== undefined) return objection('unknown-ground', unknown)
  return list.length > 0 && grounds.length === 0 ? objection('ground-missing', 'grounds') : null
}

function groundFacts(card: Card, grounds: readonly string[]): Record<string, boolean> {
  const named = card.information?.grounds.filter(({ key }) => grounds.includes(key)) ?? []
  return Object.fromEntries(named.flatMap(({ sets }) => sets.map((fact) => [fact, true])))
}

function refuse(code: CaseRefusalCode, what?: string): CaseDecision {
  return { ok: false, refusal: objection(code, what) }
}
