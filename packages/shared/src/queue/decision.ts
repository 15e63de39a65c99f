import type { RefusalCode } from '../protocol/index.ts'
import type { Decision } from './commands.ts'
import type { QueueEvent } from './events.ts'

/** The command happens. Every accepted client command has at least one event: the log remembers its id. */
export function accept(events: readonly QueueEvent[], result: Readonly<Record<string, unknown>> = {}): Decision {
  return { ok: true, events, result }
}

/** The command changes nothing. */
export function refuse(code: RefusalCode, field?: string): Decision {
  return { ok: false, refusal: field === undefined ? { code } : { code, field } }
}
