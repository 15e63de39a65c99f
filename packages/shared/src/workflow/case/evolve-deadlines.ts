import type { CaseEvent } from './events.ts'
import type { CaseDeadline } from './state.ts'

type DeadlineEvent = Extract<CaseEvent, { type: `deadline-${string}` }>

export function evolveDeadlines(deadlines: readonly CaseDeadline[], event: DeadlineEvent): readonly CaseDeadline[] {
  if (event.type === 'deadline-set') return [...deadlines, event.deadline]
  return deadlines.map((deadline) => (deadline.id === event.deadline ? changed(deadline, event) : deadline))
}

function changed(deadline: CaseDeadline, event: Exclude<DeadlineEvent, { type: 'deadline-set' }>): CaseDeadline {
  switch (event.type) {
    case 'deadline-moved': {
      // On another day it is another deadline: what was fired for the old day is fired again.
      const { target, date, warnOn } = event
      return { ...deadline, target, date, warnOn, warned: false, overdue: false }
    }
    case 'deadline-met':
      return { ...deadline, status: 'met', closedOn: event.date }
    case 'deadline-dropped':
      return { ...deadline, status: 'dropped', closedOn: event.date }
    case 'deadline-warned':
      return { ...deadline, warned: true }
    case 'deadline-overdue':
      return { ...deadline, overdue: true }
  }
}
