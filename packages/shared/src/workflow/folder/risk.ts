import type { CaseAlert } from '../../protocol/cases/views.ts'
import type { Card } from '../card.ts'
import type { CaseDeadline, RunningCase } from '../case/state.ts'
import { CaseDates, happenedFor } from '../case/case-dates.ts'
import { stageOf } from '../case/writer.ts'
import { holds, type Text } from '../term.ts'
import { workingDaysBetween, type WorkingCalendar } from '../working-days.ts'
import { decisionStage } from './decision.ts'
import { dayText, joined, say, upToWorkingDays, workingDays } from './words.ts'

interface Now {
  readonly card: Card
  readonly state: RunningCase
  readonly today: string
  readonly calendar: WorkingCalendar
}

/** What threatens a term of the case, or which one has passed, in two sentences; null: nothing. */
export function riskOf(now: Now): CaseAlert | null {
  const { state, today } = now
  const running = state.deadlines
    .filter(({ status, owed, kind }) => status === 'running' && owed === 'service' && kind !== 'reminder')
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1))
  const late = running.find(({ date }) => today > date)
  if (late !== undefined) return overdue(now, late)
  const cap = running.find(({ kind }) => kind === 'cap')
  const near = running.find((deadline) => isNear(now, deadline, cap))
  return near === undefined ? null : warning(now, near, cap)
}

function isNear(now: Now, deadline: CaseDeadline, cap: CaseDeadline | undefined): boolean {
  const { today, calendar } = now
  if (deadline.warnOn !== null && today >= deadline.warnOn) return true
  if (deadline.target !== null && today > deadline.target) return true
  if (cap === undefined || deadline.kind === 'cap' || deadline.target === null || today < deadline.target) return false
  const after = daysAfter(now, deadline)
  return after !== null && after >= workingDaysBetween(today, cap.date, calendar)
}

/** Working days the stages after this one are planned to take, up to the one the whole is capped at. */
function daysAfter({ card, state, calendar }: Now, { stage, target, date }: CaseDeadline): number | null {
  const cap = card.caps.find(({ tracks }) => tracks === undefined || tracks.includes(state.track))
  if (cap === undefined || cap.stage === stage) return null
  const last = new CaseDates(card, state, calendar, happenedFor(state)).stage(cap.stage, 'target')
  const from = target ?? date
  return last === null || last < from ? null : workingDaysBetween(from, last, calendar)
}

function overdue({ card, state, today, calendar }: Now, late: CaseDeadline): CaseAlert {
  const day = dayText(late.date, today)
  const by = workingDays(Math.max(1, workingDaysBetween(late.date, today, calendar)))
  const passed = say(`Прострочено на ${by.uk}.`, `Late by ${by.en}.`)
  if (late.kind === 'cap') {
    return {
      level: 'overdue',
      text: say(`Граничний строк послуги минув ${day.uk}.`, `The last day of the whole service was ${day.en}.`),
      detail: passed,
    }
  }
  const cap = state.deadlines.find(({ kind, status }) => kind === 'cap' && status === 'running')
  const rest = cap === undefined || cap.date < today ? [] : [untilCap(cap.date, today, calendar)]
  const { uk, en } = inQuotes(card, late, state)
  return {
    level: 'overdue',
    text: say(`Строк минув: ${uk} – до ${day.uk}.`, `The term has passed: ${en} was due on ${day.en}.`),
    detail: joined([passed, ...rest]),
  }
}

function warning(now: Now, near: CaseDeadline, cap: CaseDeadline | undefined): CaseAlert {
  const { card, state, today, calendar } = now
  const due = near.target !== null && near.target >= today ? near.target : near.date
  const day = dayText(due, today)
  const when = due === today ? say('сьогодні', 'today') : say(`до ${day.uk}`, `by ${day.en}`)
  if (near.kind === 'cap') {
    return {
      level: 'warning',
      text: say(`Строк під загрозою: послугу треба надати ${when.uk}.`, `The term is at risk: due ${when.en}.`),
      detail: untilCap(near.date, today, calendar),
    }
  }
  const isDecision = near.stage === decisionStage(card)?.key && isWholeStage(card, near)
  const { uk, en } = inQuotes(card, near, state)
  const text = isDecision
    ? say(`Строк під загрозою: рішення потрібне ${when.uk}.`, `The term is at risk: the decision is needed ${when.en}.`)
    : say(`Строк під загрозою: ${uk} – треба завершити ${when.uk}.`, `The term is at risk: ${en} is due ${when.en}.`)
  return { level: 'warning', text, detail: leftText(now, near, cap, isDecision) }
}

function leftText(now: Now, near: CaseDeadline, cap: CaseDeadline | undefined, isDecision: boolean): Text {
  const { today, calendar } = now
  const after = cap === undefined ? null : daysAfter(now, near)
  if (cap !== undefined && after !== null && after > 0) {
    const left = workingDaysBetween(today, cap.date, calendar)
    const last = dayText(cap.date, today)
    const take = upToWorkingDays(after)
    const only = left === after ? say('саме ', 'exactly ') : left < after ? say('лише ', 'only ') : say('', '')
    return say(
      `Етапи після ${isDecision ? 'рішення' : 'цього'} займають до ${take.uk}, а до граничного строку – ${last.uk} – лишилося ${only.uk}${left}.`,
      `The stages after ${isDecision ? 'the decision' : 'it'} take up to ${take.en}; until the last day, ${last.en}, ${only.en}${left} ${left === 1 ? 'is' : 'are'} left.`,
    )
  }
  if (cap !== undefined) return untilCap(cap.date, today, calendar)
  const day = dayText(near.date, today)
  if (near.date === today) return say('Сьогодні останній день за карткою.', 'Today is the last day by the card.')
  const left = workingDays(workingDaysBetween(today, near.date, calendar))
  return say(
    `Останній день за карткою – ${day.uk}, лишилося ${left.uk}.`,
    `The last day by the card is ${day.en}: ${left.en} left.`,
  )
}

function untilCap(date: string, today: string, calendar: WorkingCalendar): Text {
  const day = dayText(date, today)
  if (date === today) return say('Сьогодні граничний строк послуги.', 'Today is the last day of the whole service.')
  const left = workingDays(workingDaysBetween(today, date, calendar))
  return say(
    `До граничного строку послуги – ${day.uk} – лишилося ${left.uk}.`,
    `${left.en} left until the last day of the whole service, ${day.en}.`,
  )
}

/** The stage, or what of it the term is about where it has several. */
function inQuotes(card: Card, { stage, index }: CaseDeadline, state: RunningCase): Text {
  const found = stageOf(card, stage)
  const term = found?.deadlines[index]
  const known = new Set(Object.keys(state.facts).filter((fact) => state.facts[fact] === true))
  const own = term !== undefined && holds(term.when, known) ? term.title : undefined
  const title = own === undefined ? (found?.title ?? card.title) : joined([found?.title ?? card.title, own], ', ')
  return say(`«${title.uk}»`, `“${title.en}”`)
}

function isWholeStage(card: Card, { stage, index }: CaseDeadline): boolean {
  return stageOf(card, stage)?.deadlines[index]?.until === 'stage-completed'
}
