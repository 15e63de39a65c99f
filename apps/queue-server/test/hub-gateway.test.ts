import { describe, expect, it } from 'vitest'
import { HubAwayError } from '../src/hub-gateway/hub-gateway.ts'
import { monday } from './support/an-office.ts'
import { aServer } from './support/gateway-under-test.ts'
import { HubLog } from './support/hub-log.ts'
import { settle } from './support/test-clock.ts'

describe('orders and health', () => {
  it('an order reaches the hub that is connected; without one it has its own error', async () => {
    const server = await aServer()
    await expect(server.gateway.order('6801', { type: 'revoke-device', id: 'd1' })).rejects.toThrow(HubAwayError)
    const { client } = await server.connect(new HubLog(monday))
    expect(await server.gateway.order('6801', { type: 'revoke-device', id: 'd1' })).toEqual({ ok: true, id: 'd1' })
    expect(client.orders).toEqual([{ type: 'revoke-device', id: 'd1' }])
  })

  it('R24 the server knows when it heard of the hub last, what it lacks, and what the hub says of itself', async () => {
    const server = await aServer()
    const hub = new HubLog(monday)
    const { pair } = await server.connect(hub)
    expect(server.node.lag).toEqual({ inbox: 0, events: 0 })
    const status = {
      at: monday,
      version: '0.1.1',
      epoch: 0,
      writable: true,
      clockStepMs: null,
      printer: 'ok',
      devices: [],
    }
    await server.clock.advance(15_000)
    expect(await pair.hub.ask('status', status)).toEqual({ at: monday + 15_000 })
    expect(server.gateway.connected('6801')).toMatchObject({ status, statusAt: monday + 15_000, since: monday })
    expect(server.node.lastContact).toBe(monday + 15_000)
    await expect(pair.hub.ask('status', { ...status, printer: 'on fire' })).rejects.toThrow('printer')
    pair.hub.ring('office-news', { head: { seq: hub.log.head().seq + 7, hash: 'a'.repeat(64) } })
    await new Promise((resolve) => setImmediate(resolve))
    expect(server.node.lag.events).toBe(7)
  })

  it('R22 secrets travel beside the logs, and the hub is told when they change', async () => {
    const server = await aServer()
    const rings: unknown[] = []
    const { pair } = await server.connect(new HubLog(monday), server.identity, {
      tamper: (message) => {
        if (message.name === 'inbox-news') rings.push(message.body)
        return [message]
      },
    })
    expect(await pair.hub.ask('pull-secrets', {})).toEqual(server.node.secrets)
    const { version } = server.node.secrets
    const pin = { login: 'olena', salt: 'c2FsdA==', hash: 'aGFzaA==' }
    await server.node.changeSecrets((secrets) => ({ ...secrets, staff: [pin] }))
    await settle()
    expect(rings.at(-1)).toMatchObject({ secrets: version + 1 })
    const device = { id: 'display-1', role: 'display', windows: null, tokenHash: 'aGFzaA==' } as const
    await pair.hub.ask('keep-devices', { devices: [device] })
    expect(server.node.secrets).toMatchObject({ version: version + 1, devices: [device] })
    expect(server.secrets.stored?.devices).toEqual([device])
  })
})
