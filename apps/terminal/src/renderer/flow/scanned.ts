import type { Bilingual } from '@cherha/shared/protocol'
import type { ScannedTicket } from '../scan/typed-by-scanner.ts'
import { freshFlow, isSending, looksOf, type Flow, type Screen } from './flow.ts'
import { dayIsOver, letterMissing, notOurCode, otherOffice } from './messages.ts'
import { dayMonthOf, shapeCode } from './typed.ts'

/**
 * After a code was scanned: what can be done with that ticket, or why nothing can. Whatever else was begun is given up and
 * forgotten: the next person may stand there. A command under way is not disturbed.
 */
export function scannedTicket(
  flow: Flow,
  { ticket, today, office }: { ticket: ScannedTicket | null; today: string; office: string },
): Flow {
  if (isSending(flow.screen)) return flow
  const fresh: Flow = { ...freshFlow(flow.session), ...looksOf(flow) }
  const wrong = (message: Bilingual): Flow => ({
    ...fresh,
    screen: { is: 'visit', wrong: { field: 'number', message } },
  })
  if (ticket === null) return wrong(notOurCode)
  if (ticket.office !== office) return wrong(otherOffice)
  if (ticket.date < today) return wrong(dayIsOver)
  const visit = {
    ...fresh.visit,
    number: ticket.number ?? '',
    date: dayMonthOf(ticket.date),
    code: shapeCode(ticket.code),
    by: 'code' as const,
  }
  const screen: Screen =
    ticket.number === null
      ? { is: 'visit', wrong: { field: 'number', message: letterMissing } }
      : { is: 'visit-actions', sending: null, problem: null }
  return { ...fresh, visit, screen }
}
