import { createHmac } from 'node:crypto'
import { canonicalJson } from '@cherha/event-log'
import type { ClientCommand } from '@cherha/shared/protocol'
import { type Caller, roleOf } from './caller.ts'

/**
 * Tells a repeated command from a re-used id. Keyed, because the log must not allow anybody to try names until
 * the hash fits (D rules). The sender is part of it: nobody gets the answer to another's command.
 */
export function bodyHash(officeKey: Buffer, caller: Caller, command: ClientCommand): string {
  const sender = caller.kind === 'device' ? caller.device.id : caller.staff.login
  return createHmac('sha256', officeKey)
    .update(canonicalJson({ sender: `${roleOf(caller)} ${sender}`, command: withoutUndefined(command) }), 'utf8')
    .digest('hex')
}

/** Optional fields that are left out and those set to `undefined` are the same. */
function withoutUndefined(command: ClientCommand): unknown {
  return JSON.parse(JSON.stringify(command))
}
