import { hashJson } from '@cherha/event-log'
import type { QueueEvent } from '@cherha/shared/queue'
import { expect } from 'vitest'
import { HubGateway } from '../../src/hub-gateway/hub-gateway.ts'
import type { Divergence, EnrolledHub } from '../../src/hub-gateway/ports.ts'
import { openOffice, tomorrow } from './an-office.ts'
import { anIdentity, HubClient, type Identity } from './hub-client.ts'
import type { HubLog } from './hub-log.ts'
import { LinkPair, type Wire } from './link-pair.ts'
import { settle } from './test-clock.ts'

/** A server with one office, and one hub enrolled for it. */
export async function aServer() {
  const office = await openOffice()
  const enrolled = new Map<string, EnrolledHub & { revoked: boolean }>()
  const divergences = new Map<string, Divergence>()
  const database = { away: false }
  const reports: string[] = []
  const gateway = new HubGateway({
    hubs: {
      find: async (hub) => {
        if (database.away) throw new Error('the database is away')
        return enrolled.get(hub) ?? null
      },
      divergenceOf: async (hub) => divergences.get(hub) ?? null,
      setDivergence: async (hub, divergence) => {
        if (divergence === null) divergences.delete(hub)
        else divergences.set(hub, divergence)
      },
    },
    office: async (code) => (code === '6801' ? office.node : null),
    clock: office.clock,
    report: (message) => void reports.push(message),
  })
  const enrol = (identity: Identity) => {
    enrolled.set(identity.hub, { office: identity.office, publicKey: identity.publicKey, revoked: false })
    return identity
  }
  const identity = enrol(anIdentity())
  const connect = async (
    hub: HubLog,
    who: Identity = identity,
    wire: Wire = {},
    forge?: ConstructorParameters<typeof HubClient>[3],
  ) => {
    const pair = new LinkPair(wire)
    const client = new HubClient(pair.hub, hub, who, forge)
    gateway.accept(pair.server)
    await settle()
    return { pair, client }
  }
  const revoke = (hub: string) => {
    const known = enrolled.get(hub)
    if (known !== undefined) known.revoked = true
    gateway.revoked(hub)
  }
  return {
    ...office,
    gateway,
    enrolled,
    divergences,
    database,
    identity,
    connect,
    enrol,
    revoke,
    gatewayReports: reports,
  }
}

/** A place somebody books; who and when comes on top. */
export const booking = { date: tomorrow, service: 'permit', language: 'uk' } as const

/** Something only the hub knows. */
export function events(count: number): QueueEvent[] {
  return Array.from({ length: count }, (_, i) => ({ type: 'clock-step-seen', stepMs: 3_000 + i }))
}

/** The code a hub was refused with. */
export function code(client: HubClient): string | null {
  return client.welcome === null || client.welcome.ok ? null : client.welcome.code
}

type Server = Awaited<ReturnType<typeof aServer>>

export function expectEqual({ node }: Server, hub: HubLog): void {
  expect(node.copyHead).toEqual(hub.log.head())
  expect(hub.state.inbox).toEqual(node.inboxHead)
  expect(node.stateHash()).toBe(hashJson(hub.state))
}
