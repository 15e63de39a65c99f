import { initialState, type QueueState } from '@cherha/shared/queue'
import { VirtualClock } from '@cherha/testing'
import { type CasesAtHub, openCases } from '../../src/cases/cases-at-hub.ts'
import { mondayMorning } from '../hub-under-test.ts'
import { officeWithCard } from './intake-under-test.ts'

export const atDesk = { login: 'clerk', session: 'session-1' }

/** A queue in which the clerk has somebody outside the queue at window w1. */
export function aQueue(more: Partial<QueueState> = {}): QueueState {
  const window = {
    session: atDesk.session,
    staff: 'clerk',
    doing: 'outside-queue',
    ticket: null,
    held: null,
    helpSince: null,
  } as const
  return { ...initialState(), config: officeWithCard(), today: '2026-11-23', windows: { w1: window }, ...more }
}

/** The applications of a folder, without the rest of a hub. */
export async function casesOf(
  dataDir: string,
  options: { queue?: QueueState; clock?: VirtualClock; reports?: string[] } = {},
): Promise<CasesAtHub> {
  const { queue = aQueue(), clock = new VirtualClock(mondayMorning), reports = [] } = options
  return openCases({
    dataDir,
    state: () => queue,
    clock,
    serverUrl: null,
    access: () => Promise.reject(new Error('no server')),
    connected: () => false,
    report: (message) => void reports.push(message),
  })
}

/** The parts of applications that can be opened. */
export function opened({ open }: CasesAtHub): NonNullable<CasesAtHub['open']> {
  if (open === null) throw new Error('the applications cannot be opened')
  return open
}
