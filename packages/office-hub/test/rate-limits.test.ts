import { anOffice } from '@cherha/testing'
import { expect, test } from 'vitest'
import { Failure } from '../src/gateway/failure.ts'
import { defaultRateLimits, RateLimiter } from '../src/gateway/rate-limits.ts'
import { at, registerCurrent, startedHub } from './hub-under-test.ts'

function refusedBy(limiter: RateLimiter, id: string): Failure | null {
  try {
    limiter.take('terminal', id, 'command')
    return null
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

test('S6 a terminal may send 20 requests at once and 5 a second after that', () => {
  let now = 0
  const limiter = new RateLimiter(defaultRateLimits, () => now)
  for (let i = 0; i < 20; i += 1) expect(refusedBy(limiter, 't1')).toBeNull()
  expect(refusedBy(limiter, 't1')).toMatchObject({ code: 'too-many-requests', retryAfter: 1 })
  now = 1_000
  for (let i = 0; i < 5; i += 1) expect(refusedBy(limiter, 't1')).toBeNull()
  expect(refusedBy(limiter, 't1')).not.toBeNull()
  now = 60_000
  for (let i = 0; i < 20; i += 1) expect(refusedBy(limiter, 't1')).toBeNull()
  expect(refusedBy(limiter, 't1')).not.toBeNull()
})

test('S6 above its limit a terminal gets 429 with Retry-After, and others are not slowed down', async () => {
  const config = anOffice()
    .withDevice('terminal-1', 'terminal')
    .withDevice('terminal-2', 'terminal')
    .withDevice('display-1', 'display')
    .withDevice('desk-1', 'desk')
    .config()
  const office = await startedHub({ config, limits: { terminal: { perSecond: 1, burst: 3 } } })
  const statuses: number[] = []
  for (let i = 0; i < 3; i += 1) statuses.push((await office.get('/api/board', office.token('terminal'))).status)
  const refused = await office.get('/api/board', office.token('terminal'))
  expect(statuses).toEqual([200, 200, 200])
  expect([refused.status, at(refused.body, 'error', 'code')]).toEqual([429, 'too-many-requests'])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  expect((await office.get('/api/board', office.token('terminal', 1))).status).toBe(200)
  expect((await office.get('/api/board')).status).toBe(200)
  // what it reads leaves its commands alone
  expect((await office.command(office.token('terminal'), registerCurrent())).status).toBe(200)
})

test('S6 the limit counts commands over the socket too', async () => {
  const office = await startedHub({ limits: { display: { perSecond: 1, burst: 2 } } })
  const { socket } = await office.connect(office.token('display'))
  const send = (): Promise<unknown> =>
    socket.emitWithAck('command', { commandId: crypto.randomUUID(), type: 'call-shown', call: 'none' })
  expect(at(await send(), 'refusal', 'code')).toBe('unknown-call')
  expect(at(await send(), 'refusal', 'code')).toBe('unknown-call')
  expect(at(await send(), 'error', 'code')).toBe('too-many-requests')
})
