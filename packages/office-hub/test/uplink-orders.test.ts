import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { aServer, UplinkUnderTest } from './uplink-under-test.ts'

test('an administrator’s orders: a pairing code, a device revoked, and the sentence for what cannot be done', async () => {
  const { server } = aServer(0)
  const hub = await new UplinkUnderTest({ server }).start()
  await hub.until(() => server.statuses.length > 0)
  const ask = async (order: Parameters<typeof server.order>[0]) => {
    let answer: unknown
    void server.order(order).then((given) => {
      answer = given
    })
    await hub.until(() => answer !== undefined)
    return answer
  }
  expect(await ask({ type: 'pairing-code', role: 'display' })).toMatchObject({ ok: true, id: 'display-1' })
  expect(await ask({ type: 'pairing-code', role: 'display', windows: ['w9'] })).toEqual({
    ok: false,
    message: 'The office has no window w9.',
  })
  hub.credentials.addDevice({ id: 'terminal-7', role: 'terminal', windows: null })
  await hub.until(() => server.secrets.devices.some(({ id }) => id === 'terminal-7'))
  expect(await ask({ type: 'revoke-device', id: 'terminal-7' })).toEqual({ ok: true, id: 'terminal-7' })
  expect(await ask({ type: 'revoke-device', id: 'terminal-7' })).toMatchObject({ ok: false })
  await hub.until(() => server.secrets.devices.length === 0)
  await hub.until(() => server.statuses.at(-1)?.devices.length === 0)
})

test('R23 staff come from the server alone: who is named can sign in, who is not is signed out', async () => {
  const { server } = aServer(0)
  const hub = new UplinkUnderTest({ server })
  const { credentials } = hub
  await credentials.setPin('lead', '111111')
  const desk = credentials.addDevice({ id: 'desk-1', role: 'desk', windows: null })
  const { token } = credentials.startSession('lead', 'desk-1', hub.clock.now().at)
  const other = await clerkHash('222222')
  server.secrets = { ...server.secrets, staff: [{ login: 'clerk', ...other }] }
  await hub.start()
  await hub.until(() => hub.keys.secrets === 1)
  expect(desk).not.toBe('')
  expect(credentials.loginsWithPin()).toEqual(['clerk'])
  expect(credentials.sessionOf(token, hub.clock.now().at)).toBeNull()
  expect(await credentials.checkPin('clerk', '222222', hub.clock.now().at)).toBe('right')
})

test('a replacement hub knows the devices of the lost one, and a device revoked here stays revoked', async () => {
  const { server } = aServer(0)
  const tokenHash = (token: string) => createHash('sha256').update(token).digest('base64')
  const device = { role: 'display' as const, windows: ['w1'] }
  server.secrets = {
    ...server.secrets,
    devices: [
      { id: 'display-1', ...device, tokenHash: tokenHash('one') },
      { id: 'display-2', ...device, tokenHash: tokenHash('two') },
    ],
  }
  const hub = new UplinkUnderTest({ server })
  hub.credentials.addDevice({ id: 'display-2', ...device })
  hub.credentials.revokeDevice('display-2')
  await hub.start()
  await hub.until(() => hub.keys.secrets === 1 && server.secrets.devices.length === 1)
  expect(hub.credentials.deviceOf('one')).toEqual({ id: 'display-1', ...device })
  expect(hub.credentials.deviceOf('two')).toBeNull()
})

/** argon2id as the hub computes it. */
async function clerkHash(pin: string): Promise<{ salt: string; hash: string }> {
  const { hashRaw } = await import('@node-rs/argon2')
  const salt = Buffer.alloc(16, 7)
  const hash = await hashRaw(pin, { salt, parallelism: 1, outputLen: 32, memoryCost: 19_456, timeCost: 2 })
  return { salt: salt.toString('base64'), hash: hash.toString('base64') }
}
