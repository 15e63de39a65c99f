import { termsOf, isWorkLeft, type WantedDeadline } from './terms.ts'
import { type CaseDeadline, lastVisit, type RunningCase } from './state.ts'
import { type CaseWriter, stageOf } from './writer.ts'

/** Brings the deadlines of a case in line with what has happened: sets, moves, meets and drops them. */
export function keepTerms(writer: CaseWriter): void {
  const wanted = termsOf(writer.card, writer.state, writer.context.calendar)
  const known = new Map(writer.state.deadlines.map((deadline) => [deadline.id, deadline]))
  for (const term of wanted) {
    const before = known.get(term.id)
    if (before === undefined) set(writer, term)
    else if (before.status === 'running' && before.date !== term.date) move(writer, term)
  }
  const runs = new Set(wanted.map(({ id }) => id))
  for (const deadline of writer.state.deadlines.filter(({ status }) => status === 'running')) {
    const met = metOn(writer, deadline)
    if (met !== null) meet(writer, deadline, met)
    else if (!runs.has(deadline.id) && !isOfEarlierVisit(writer.state, deadline))
      writer.emit({ type: 'deadline-dropped', deadline: deadline.id, date: writer.today })
  }
}

/** Fires what is due: a warning from its day on, an overdue one after its last day; each once. */
export function fireTerms(writer: CaseWriter): void {
  for (const deadline of writer.state.deadlines) {
    if (deadline.status !== 'running' || deadline.overdue) continue
    if (writer.today > deadline.date) fire(writer, 'deadline-overdue', deadline)
    else if (!deadline.warned && deadline.warnOn !== null && writer.today >= deadline.warnOn)
      fire(writer, 'deadline-warned', deadline)
  }
}

function fire(writer: CaseWriter, type: 'deadline-warned' | 'deadline-overdue', deadline: CaseDeadline): void {
  const { id, date, stage, kind } = deadline
  writer.emit({ type, deadline: id, date, stage, kind })
}

function set(writer: CaseWriter, term: WantedDeadline): void {
  const deadline: CaseDeadline = { ...term, warned: false, overdue: false, status: 'running', closedOn: null }
  writer.emit({ type: 'deadline-set', deadline })
}

function move(writer: CaseWriter, { id, target, date, warnOn }: WantedDeadline): void {
  writer.emit({ type: 'deadline-moved', deadline: id, target, date, warnOn })
}

function meet(writer: CaseWriter, deadline: CaseDeadline, date: string): void {
  // Too late is too late, though nobody looked at the calendar in between.
  if (date > deadline.date && !deadline.overdue && deadline.kind !== 'reminder')
    fire(writer, 'deadline-overdue', deadline)
  writer.emit({ type: 'deadline-met', deadline: deadline.id, date })
}

/** A notice still owed from an earlier time through a stage stays owed. */
function isOfEarlierVisit(state: RunningCase, { kind, stage, visit }: CaseDeadline): boolean {
  return kind === 'term' && lastVisit(state, stage)?.visit !== visit
}

/** The day on which what the term waits for was done; null while it is not. */
function metOn({ card, state }: CaseWriter, deadline: CaseDeadline): string | null {
  if (deadline.kind === 'reminder') return null
  if (deadline.kind === 'cap') {
    return (
      state.visits.find(
        ({ stage, round, status }) => stage === deadline.stage && round === deadline.visit && status === 'done',
      )?.doneOn ?? null
    )
  }
  const visit = state.visits.find(({ stage, visit: n }) => stage === deadline.stage && n === deadline.visit)
  if (visit === undefined) return null
  if (deadline.until === 'stage-completed') {
    const stage = stageOf(card, deadline.stage)
    if (stage === undefined || visit.status === 'cancelled') return null
    return isWorkLeft(stage, visit) ? null : visit.doneOn
  }
  if (deadline.until === 'inquiry-sent') return sentOn(state, deadline)
  if (deadline.until === 'inquiry-answered') {
    const inquiry = state.inquiries.find(({ id }) => id === deadline.inquiry)
    return inquiry?.status === 'answered' ? inquiry.closedOn : null
  }
  const mark = state.marks[deadline.until]
  return mark !== undefined && mark >= visit.openedOn ? mark : null
}

function sentOn(state: RunningCase, { stage, visit }: CaseDeadline): string | null {
  return (
    state.inquiries.find((inquiry) => inquiry.stage === stage && inquiry.visit === visit && inquiry.letter)?.sentOn ??
    null
  )
}
