import { addDays } from '../calendar/dates.ts'
import type { Term } from './term.ts'
import { addMonths, addWorkingDays, rollBack, rollOn, type WorkingCalendar } from './working-days.ts'

/**
 * The last day of a term that begins with an event. The day after the event counts first; a last day that is not
 * worked rolls on to the next that is. `same-visit` and `same-day` are the event's own day, worked or not.
 * @param event date of the event, `YYYY-MM-DD`
 */
export function dueDate(event: string, term: Term, calendar: WorkingCalendar): string {
  switch (term.unit) {
    case 'same-visit':
    case 'same-day':
      return event
    case 'working-days':
      return addWorkingDays(event, term.amount, calendar)
    case 'calendar-days':
      return rollOn(addDays(event, term.amount), calendar)
    case 'months':
      return rollOn(addMonths(event, term.amount), calendar)
    case 'years':
      return rollOn(addMonths(event, term.amount * 12), calendar)
  }
}

/**
 * The last day that is still at least a term before an event (a notice before a visit, a filing before an expiry).
 * A day that is not worked rolls back, never on: later would be too late.
 */
export function dueBefore(event: string, term: Term, calendar: WorkingCalendar): string {
  switch (term.unit) {
    case 'same-visit':
    case 'same-day':
      return event
    case 'working-days':
      return addWorkingDays(event, -term.amount, calendar)
    case 'calendar-days':
      return rollBack(addDays(event, -term.amount), calendar)
    case 'months':
      return rollBack(addMonths(event, -term.amount), calendar)
    case 'years':
      return rollBack(addMonths(event, -term.amount * 12), calendar)
  }
}
