import type { CaseAlert, CaseView } from '../../protocol/cases/views.ts'
import { addDays } from '../../calendar/dates.ts'
import type { Card } from '../card.ts'
import type { RunningCase } from '../case/state.ts'
import { trueFacts } from '../case/writer.ts'
import { dueBefore, dueDate } from '../deadlines.ts'
import type { InformationCard } from '../information.ts'
import { holds, type Text } from '../term.ts'
import type { WorkingCalendar } from '../working-days.ts'
import { dayText, joined, say } from './words.ts'

export type FilingNow = CaseView['filing'][number]
type FilingTerm = InformationCard['filing'][number]

/** Longer than any term a card can name, in days. */
const farthest = 4000

/** The last day to apply, for the day the term counts from. Before an expiry it rolls back, never on. */
export function lastDayToApply({ direction, limit }: FilingTerm, date: string, calendar: WorkingCalendar): string {
  return direction === 'before' ? dueBefore(date, limit, calendar) : dueDate(date, limit, calendar)
}

/** By when the applicant of this case had to apply, as the information card says, and whether that was kept. */
export function filingOf(card: Card, state: RunningCase, calendar: WorkingCalendar): FilingNow[] {
  const facts = trueFacts(state.facts)
  const grounds = Object.values(card.grounds).flat()
  return (card.information?.filing ?? [])
    .filter(({ when }) => holds(when, facts))
    .map((term): FilingNow => {
      const { key, text, note = null, field = null } = term
      const given = field === null ? null : written(card, state, field)
      const lastDay = given === null ? null : lastDayToApply(term, given, calendar)
      const ground = grounds.find((one) => one.key === term.ground) ?? null
      const status = lastDay === null ? 'not-given' : state.day > lastDay ? 'late' : 'in-time'
      return {
        key,
        text,
        note,
        field,
        given,
        lastDay,
        inTimeFrom: inTimeFrom(term, state.day, calendar),
        status,
        ground,
      }
    })
}

/** What a missed (or unknown) term means for whoever decides: the last day, and that nothing follows by itself. */
export function filingAlerts(filing: readonly FilingNow[], state: RunningCase, today: string): CaseAlert[] {
  const accepted = state.marks['documents-accepted'] !== undefined
  return filing.flatMap(({ status, lastDay, text, note, ground }): CaseAlert[] => {
    if (status === 'in-time' || (status === 'not-given' && !accepted)) return []
    const day = lastDay === null ? null : dayText(lastDay, today)
    const title =
      day === null
        ? say(
            'Не вказано, від якої дати рахувати строк подання.',
            'The date the term to apply counts from is not given.',
          )
        : say(
            `Документи подано після строку: останній день – ${day.uk}.`,
            `Applied too late: the last day was ${day.en}.`,
          )
    const offered = ground === null ? [] : [offeredText(ground.number)]
    return [
      { level: 'warning', text: title, detail: joined([sentence(text), ...offered, ...(note === null ? [] : [note])]) },
    ]
  })
}

/** Grounds of refusal that missed and unknown terms point at. */
export function groundsOfFiling(filing: readonly FilingNow[]): string[] {
  return [...new Set(filing.flatMap(({ status, ground }) => (status === 'in-time' ? [] : (ground?.key ?? []))))]
}

/** The first date of the event that is in time for applying on the day: later events only leave more time. */
function inTimeFrom(term: FilingTerm, day: string, calendar: WorkingCalendar): string {
  const first = term.direction === 'before' ? day : addDays(day, -farthest)
  let low = 0
  let high = farthest
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (lastDayToApply(term, addDays(first, middle), calendar) >= day) high = middle
    else low = middle + 1
  }
  return addDays(first, low)
}

function written(card: Card, state: RunningCase, field: string): string | null {
  const stage = card.stages.find(({ fields }) => fields.some(({ key }) => key === field))
  const value = stage === undefined ? undefined : state.fields[stage.key]?.[field]
  return typeof value === 'string' && value !== '' ? value : null
}

function offeredText(number: string | undefined): Text {
  return number === undefined
    ? say('Це може бути підставою для відмови, рішення за вами.', 'It can be a ground to refuse; you decide.')
    : say(
        `Це може бути підставою ${number} для відмови, рішення за вами.`,
        `It can be ground ${number} of a refusal; you decide.`,
      )
}

function sentence({ uk, en }: Text): Text {
  const end = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)
  return say(end(uk), end(en))
}
