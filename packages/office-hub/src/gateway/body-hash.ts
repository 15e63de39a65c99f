import { createHmac } from 'node:crypto'
import { canonicalJson } from '@cherha/event-log'
import type { ClientCommand } from '@cherha/shared/protocol'
import { keyObject } from '../secrets/key-object.ts'
import { type Caller, roleOf } from './caller.ts'

/**
 * Tells a repeated command from a re-used id. Keyed, because the log must not allow anybody to try names until
 * the hash fits (D rules). The sender is part of it: nobody gets the answer to another's command.
 */
export function bodyHash(officeKey: Buffer, caller: Caller, command: ClientCommand): string {
  const sender = caller.kind === 'device' ? caller.device.id : caller.staff.login
  return createHmac('sha256', keyObject(officeKey))
    .update(canonicalJson({ sender: `${roleOf(caller)} ${sender}`, command: withoutUndefined(command) }), 'utf8')
    .digest('hex')
}

/** Optional fields that are left out and those set to `undefined` are the same. */
function withoutUndefined(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const fields: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(value)) if (field !== undefined) fields[key] = withoutUndefined(field)
  return fields
}

/** A client's command as the engine knows it again. Its hash is made when it is asked for: most refused ones need none. */
export class ClientKey {
  readonly id: string
  readonly #makeHash: () => string
  #hash: string | null = null

  constructor(id: string, makeHash: () => string) {
    this.id = id
    this.#makeHash = makeHash
  }

  get hash(): string {
    this.#hash ??= this.#makeHash()
    return this.#hash
  }
}
