import type { Random } from '../random.ts'
import type { Office } from './office.ts'

export interface Cheat {
  /** What would be possible if it were accepted. */
  readonly hole: string
  readonly body: object
  readonly commandId: string
  /** Nobody may ever do it; false: the rules have to know when it is allowed. Whose window it is, is judged apart. */
  readonly forbidden: boolean
}

/** One thing a clerk who wants to bend the queue would try. */
export function cheat(random: Random, office: Office, window: string, done: readonly string[]): Cheat {
  const { config, people } = office
  const other = random.pick(config.windows.filter(({ id }) => id !== window)).id
  const commandId = random.uuid()
  const trial = (hole: string, body: object, forbidden = true): Cheat => ({ hole, body, commandId, forbidden })
  const person = people.person(random.int(0, 40))
  const trials: (() => Cheat)[] = [
    () => trial('name the ticket to call', { type: 'call-next', window, ticket: random.pick(['А-001', 'К-002']) }),
    () => trial('call at another window', { type: 'call-next', window: other }, false),
    () =>
      trial(
        'serve at another window',
        { type: random.pick(['start-service', 'finish-service']), window: other },
        false,
      ),
    () => trial('close another window', { type: 'close-window', window: other }, false),
    () => trial('hold at another window', { type: 'hold', window: other, reason: 'other' }, false),
    () => trial('recall at another window', { type: 'recall', window: other }, false),
    () => trial('resume the office', { type: 'resume-office' }),
    () => trial('accept a clock step', { type: 'accept-clock-step' }),
    () => trial('confirm a day', { type: 'confirm-day', date: '2026-11-23' }),
    () => trial('register a friend', { type: 'register-current', service: 'passport', language: 'uk', person }),
    () => trial('withdraw a ticket', { type: 'withdraw', ticket: 'А-001', code: 'AAAAAAAA' }),
    () => trial('check somebody in', { type: 'check-in', ticket: 'А-002', code: 'AAAAAAAA' }),
    () => trial('announce a call', { type: 'call-announced', call: 'call-0-100', silent: true }),
    () => trial('tell the hub the time', { type: 'tick' }),
    () => trial('restore a ticket', { type: 'restore', window, ticket: 'А-001' }),
    () => trial('give a reason of their own', { type: 'hold', window, reason: 'друг' }),
    () => trial('call two at once', { type: 'call-next', window }, false),
    () => trial('open a second window', { type: 'open-window', window: other }, false),
    () => trial('start without a call', { type: 'start-service', window }, false),
    () => trial('finish at once', { type: 'finish-service', window }, false),
    () => trial('claim to have called', { type: 'confirm-voice-call', window }, false),
    () => trial('recall for ever', { type: 'recall', window }, false),
    () => trial('hold a second one', { type: 'hold', window, reason: 'other' }, false),
    () => trial('transfer nobody', { type: 'transfer', window, reason: 'specialist', toWindow: other }, false),
    () => trial('say priority is unproven', { type: 'cancel-mismatch', window, reason: 'priority-unproven' }, false),
    () => trial('stop the queue', { type: 'suspend-office', reason: 'other' }, false),
  ]
  const used = done.at(-1)
  // the id was accepted for something else: it can never be accepted for this, and that is no new acceptance
  if (used !== undefined && random.chance(0.1)) {
    const body = { type: 'outside-queue', window, ...(random.chance(0.5) ? { extra: true } : {}) }
    return { hole: 're-use a command', body, commandId: used, forbidden: false }
  }
  return random.pick(trials)()
}
