import type { CaseView } from '../../protocol/cases/views.ts'
import type { Card } from '../card.ts'
import { planCard } from '../plan.ts'
import type { WorkingCalendar } from '../working-days.ts'
import type { RunningCase } from '../case/state.ts'
import { trueFacts } from '../case/writer.ts'

/** How the card is read, and what its terms cannot hold from this case's own day, track and facts on (W95). */
export function readingOf(card: Card, state: RunningCase, calendar: WorkingCalendar): NonNullable<CaseView['reading']> {
  const facts = trueFacts(state.facts)
  const { warnings } = planCard(card, {
    from: state.day,
    calendar,
    track: state.track,
    inquiries: facts.has('inquiries-sent'),
    entity: state.entity !== null,
  })
  return { warnings: [...warnings], notes: card.readings.map(({ where, text }) => ({ where, text })) }
}
