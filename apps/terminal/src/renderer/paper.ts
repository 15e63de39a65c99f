import type { TerminalView } from '@cherha/shared/protocol'
import type { Screen } from './flow/flow.ts'

type Printing = NonNullable<TerminalView['printing']>
type JobStatus = Printing['jobs'][number]['status']

/** Screens on the way to a ticket. The others need no paper. */
const towardsTicket = new Set<Screen['is']>(['welcome', 'services', 'when', 'name', 'guardian', 'check'])

/** P7: the printer itself says that no ticket can come out, and this screen leads to one. */
export function needsPaper(view: Pick<TerminalView, 'printing'>, screen: Screen): boolean {
  if (view.printing === undefined || !view.printing.answers) return false
  const { trouble } = view.printing
  if (trouble === null || trouble === 'unreachable') return false
  // a command under way is answered first
  if (screen.is === 'check' && screen.sending) return false
  return towardsTicket.has(screen.is) || (screen.is === 'priority' && screen.at === 'registration')
}

/** What has become of this ticket's paper; null: the hub does not tell (any more). */
export function jobOf(
  view: Pick<TerminalView, 'printing'>,
  { ticket, date }: { readonly ticket: string; readonly date: string },
): JobStatus | null {
  return view.printing?.jobs.find((job) => job.ticket === ticket && job.date === date)?.status ?? null
}

/** Whether the visitor may be told to take the paper. Without word of this ticket the printer's own state counts. */
export function isPrinted(
  view: Pick<TerminalView, 'printing' | 'printer'>,
  ticket: { readonly ticket: string; readonly date: string },
): boolean {
  const job = jobOf(view, ticket)
  return job === null ? view.printer === 'ok' : job !== 'failed' && job !== 'unconfirmed'
}
