import { CaseAccess, LinkLostError } from '@cherha/shared/protocol'
import { expect, it } from 'vitest'
import { caseAccessMs, CaseTokens } from '../src/hub-gateway/case-access.ts'
import { HubGateway } from '../src/hub-gateway/hub-gateway.ts'
import type { EnrolledHub } from '../src/hub-gateway/ports.ts'
import { monday, openOffice } from './support/an-office.ts'
import { anIdentity, HubClient } from './support/hub-client.ts'
import { HubLog } from './support/hub-log.ts'
import { LinkPair } from './support/link-pair.ts'
import { settle } from './support/test-clock.ts'

/** A server that gives tokens, and a hub enrolled at it. */
async function aServer({ withCases = true } = {}) {
  const { node, clock } = await openOffice()
  const tokens = new CaseTokens(clock)
  const identity = anIdentity()
  const enrolled: EnrolledHub = { office: '6801', publicKey: identity.publicKey, revoked: false }
  const gateway = new HubGateway({
    hubs: {
      find: async (hub) => (hub === identity.hub ? enrolled : null),
      divergenceOf: async () => null,
      setDivergence: async () => {},
    },
    office: async () => node,
    clock,
    report: () => {},
    ...(withCases ? { caseTokens: tokens } : {}),
  })
  const connect = async (who = identity) => {
    const pair = new LinkPair()
    const client = new HubClient(pair.hub, new HubLog(monday), who)
    gateway.accept(pair.server)
    await settle()
    return { pair, client, ask: async () => CaseAccess.parse(await pair.hub.ask('case-access', {})) }
  }
  return { gateway, clock, tokens, identity, connect }
}

it('S58 a hub gets a token of 256 bits for its own office, and each another', async () => {
  const { connect, tokens, identity, clock } = await aServer()
  const hub = await connect()
  const first = await hub.ask()
  const second = await hub.ask()
  expect(Buffer.from(first.token, 'base64url')).toHaveLength(32)
  expect(second.token).not.toBe(first.token)
  expect(first.expiresAt).toBe(clock.now() + caseAccessMs)
  expect(tokens.find(first.token)).toEqual({ hub: identity.hub, office: '6801' })
  expect(tokens.find(second.token)).toEqual({ hub: identity.hub, office: '6801' })
  expect(tokens.find(`${first.token}A`)).toBeNull()
  expect(tokens.find('')).toBeNull()
})

it('S58 a token is good for ten minutes', async () => {
  const { connect, tokens, clock } = await aServer()
  const { token } = await (await connect()).ask()
  clock.set(clock.now() + caseAccessMs - 1)
  expect(tokens.find(token)).not.toBeNull()
  clock.set(clock.now() + 1)
  expect(tokens.find(token)).toBeNull()
})

it('S58 a token ends with the connection it was asked over, and the next connection asks for its own', async () => {
  const { connect, tokens } = await aServer()
  const hub = await connect()
  const { token } = await hub.ask()
  hub.pair.hub.close()
  await settle()
  expect(tokens.find(token)).toBeNull()
  const again = await connect()
  expect(tokens.find((await again.ask()).token)).not.toBeNull()
  expect(tokens.find(token)).toBeNull()
})

it('S58 a token ends when its hub is revoked, and when the server stops', async () => {
  const revoked = await aServer()
  const { token } = await (await revoked.connect()).ask()
  revoked.gateway.revoked(revoked.identity.hub)
  expect(revoked.tokens.find(token)).toBeNull()

  const stopped = await aServer()
  const other = await (await stopped.connect()).ask()
  stopped.gateway.close()
  expect(stopped.tokens.find(other.token)).toBeNull()
})

it('S58 a hub whose history is another one has no token any more', async () => {
  const { connect, tokens } = await aServer()
  const hub = await connect()
  const { token } = await hub.ask()
  hub.pair.hub.ring('diverged', { message: 'the inbox does not fit', seq: 3 })
  await settle()
  expect(tokens.find(token)).toBeNull()
  await expect(hub.ask()).rejects.toThrow('ended')
})

it('S58 nobody gets a token before proving who it is', async () => {
  const { connect, identity } = await aServer()
  const stranger = await connect({ ...anIdentity(), hub: identity.hub })
  expect(stranger.client.welcome).toMatchObject({ ok: false, code: 'wrong-signature' })
  await expect(stranger.ask()).rejects.toThrow('not welcomed')
})

it('S58 a hub that asks again and again keeps its newest tokens only', async () => {
  const { connect, tokens } = await aServer()
  const hub = await connect()
  const all: string[] = []
  for (let i = 0; i < 20; i += 1) all.push((await hub.ask()).token)
  expect(all.map((token) => tokens.find(token) !== null)).toEqual(all.map((_, i) => i >= 12))
})

it('a server without cases gives no token, and the connection goes on', async () => {
  const { connect } = await aServer({ withCases: false })
  const hub = await connect()
  const error = await hub.ask().catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(Error)
  expect(error).not.toBeInstanceOf(LinkLostError)
  expect(hub.client.closed).toBe(false)
})
