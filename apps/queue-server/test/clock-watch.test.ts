import { expect, test } from 'vitest'
import { watchClock } from '../src/server/clock-watch.ts'
import { HttpUnderTest } from './http-under-test.ts'

const hourMs = 3_600_000
const now = Date.UTC(2026, 2, 2, 7)

/** A server that starts `now` with these newest records. */
async function started({ copies = [] as number[], journal = [] as number[] }) {
  const warned: string[] = []
  const list = async () =>
    journal.map((at, seq) => ({ seq, at, who: 'server', office: null, action: 'keys-erased', detail: {} }))
  const clock = { now: () => now }
  const state = await watchClock({ copies: () => copies, journal: { list }, clock, warn: (text) => warned.push(text) })
  return { state, warned, copies }
}

test('D9 a clock more than 36 hours beyond the newest record is warned of at the start, until a hub’s record is near', async () => {
  const server = await started({ copies: [0, now - 400 * 24 * hourMs], journal: [now - 37 * hourMs] })
  expect(server.state()).toBe('ahead')
  expect(server.warned).toEqual([
    expect.stringMatching(/clock says 2026-03-02T07:00:00.000Z, the newest record is of 2026-02-28T18:00:00.000Z: set/),
  ])
  server.copies.push(now - 36 * hourMs)
  expect(server.state()).toBe('ok')
  server.copies.pop()
  expect(server.state()).toBe('ok')
})

test('D9 a clock near a record of a copy or of the journal, or a server without any record, is not warned of', async () => {
  for (const records of [{ copies: [now - 36 * hourMs] }, { journal: [now - hourMs] }, { copies: [0] }, {}]) {
    const { state, warned } = await started(records)
    expect([state(), warned]).toEqual(['ok', []])
  }
})

test('D9 a clock that seems ahead is told on /health, which stays 200', async () => {
  const http = await HttpUnderTest.start({ clockState: () => 'ahead' })
  try {
    expect(await http.ask('GET', '/health')).toMatchObject({ status: 200, body: { ok: true, clock: 'ahead' } })
  } finally {
    await http.close()
  }
})
