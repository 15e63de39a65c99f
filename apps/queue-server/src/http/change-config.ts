import type { OfficeConfig } from '@cherha/shared/protocol'
import type { FastifyRequest } from 'fastify'
import type { OfficeNode } from '../offices/office-node.ts'
import { Failure } from './failure.ts'
import { instant } from './instants.ts'
import { journaled } from './journal.ts'
import { jsonChanges } from './json-changes.ts'
import type { HttpParts } from './parts.ts'
import { refusalFailure } from './refusal-failure.ts'

/** Actions of the journal that change the configuration: each raises its version by one. */
const configActions = new Set([
  'config-changed',
  'office-created',
  'config-imported',
  'staff-added',
  'staff-post-changed',
])

export interface ConfigChangeRequest {
  readonly config: OfficeConfig
  /** The version it was made from. */
  readonly version: number
  /** Published dates that follow the change. */
  readonly apply: readonly string[]
}

/**
 * Changes an office's configuration if nobody else has meanwhile; journaled with what changed. Staff who are gone from
 * it lose their PINs: a login that comes back later begins anew.
 */
export async function changeConfig(
  parts: HttpParts,
  request: FastifyRequest,
  office: OfficeNode,
  change: ConfigChangeRequest,
  action = 'config-changed',
): Promise<{ version: number }> {
  const { config, version, apply } = change
  if (office.version !== version) throw await versionChanged(parts, office, config)
  const changed = jsonChanges(office.config, config)
  const entry = { action, office: office.code, detail: { version: version + 1, changed, apply: [...apply] } }
  const answer = await journaled(parts, request, entry, async () => {
    const configured = await office.configure(config, { version, apply })
    if (configured.ok) return configured
    if (configured.refusal.code === 'version-changed') throw await versionChanged(parts, office, config)
    throw refusalFailure(configured.refusal)
  })
  await forgetLeavers(parts, office, config)
  await office.publishMissing()
  return { version: answer.version }
}

async function forgetLeavers({ stores }: HttpParts, office: OfficeNode, config: OfficeConfig): Promise<void> {
  const staff = new Set(config.staff.map(({ login }) => login))
  const stays = ({ login }: { login: string }) => staff.has(login)
  if (!office.secrets.staff.every(stays)) {
    await office.changeSecrets((secrets) => ({ ...secrets, staff: secrets.staff.filter(stays) }))
  }
  for (const { login } of await stores.disabledStaff.list(office.code)) {
    if (!staff.has(login)) await stores.disabledStaff.remove(office.code, login)
  }
}

/** Who changed it, when, and where it now differs from what was sent. */
async function versionChanged({ stores }: HttpParts, office: OfficeNode, sent: OfficeConfig): Promise<Failure> {
  const entries = await stores.journal.list({ office: office.code, limit: 200 })
  const last = entries.find(({ action }) => configActions.has(action))
  return new Failure('version-changed', 'somebody has changed the office meanwhile; look at the change and try again', {
    more: {
      version: office.version,
      by: last?.who ?? 'server',
      at: instant(last?.at ?? 0),
      changed: jsonChanges(sent, office.config).map(({ path }) => path),
    },
  })
}
