import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rush, RushServer } from '../bench/rush/rush.ts'
import { Booker, type Outcome } from '../bench/rush/visitor.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cherha-rush-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))

const placesOf = (outcomes: readonly Outcome[]) =>
  outcomes.flatMap((outcome) => (outcome.is === 'booked' ? [outcome.place] : [])).sort()

test('B7 5,000 people for 200 places: exactly those are sold, no number twice, all others hear “sold out” or “wait”', async () => {
  const { outcomes, books } = await rush({ folder, users: 5_000, places: 200, seconds: 2 })
  expect(outcomes).toHaveLength(5_000)
  const sold = placesOf(outcomes)
  expect([sold.length, new Set(sold).size]).toEqual([200, 200])
  // what the visitors were told is what the office has
  expect([...books.inbox].sort()).toEqual(sold)
  expect(books.free).toBe(0)
  expect(outcomes.filter(({ is }) => is === 'refused')).toEqual([])
})

test('B14 50 bots with ten phones, each from an address of its own, end with five bookings per phone and no more', async () => {
  const server = await RushServer.start(folder, 400)
  const wire = await server.wire()
  try {
    const booker = new Booker(wire, server.gateway, () => {})
    const [day] = await booker.days({ from: '203.0.113.0' })
    const date = day?.date ?? ''
    const phones = Array.from({ length: 10 }, (_, n) => `+38050${7_000_000 + n}`)
    const bot = (n: number, turn: number) => ({
      from: `203.0.113.${n}`,
      phone: phones[n % 10] ?? '',
      digits: String(n * 100 + turn).padStart(4, '0'),
    })
    // five bots share a phone and take turns, because only one of them can read its messages at a time
    const booked = await Promise.all(
      phones.map(async (_, first) => {
        const outcomes: Outcome[] = []
        for (let turn = 0; turn < 8; turn += 1) outcomes.push(await booker.book(bot(first + (turn % 5) * 10, turn)))
        return outcomes
      }),
    )
    for (const outcomes of booked) {
      expect(outcomes.slice(0, 5).map(({ is }) => is)).toEqual(Array.from({ length: 5 }, () => 'booked'))
      // B19 comes sixth: one more code than that no number gets in an hour
      for (const outcome of outcomes.slice(5))
        expect(['too-many-open', 'too-many']).toContain('code' in outcome && outcome.code)
    }
    // all at once, with other documents and at every time there is
    const flood = Array.from({ length: 50 }, (_, n) => n).flatMap((n) =>
      Array.from({ length: 8 }, (_, turn) =>
        booker.hold(bot(n, 50 + turn), date, `09:${turn % 2 === 0 ? '00' : '15'}`),
      ),
    )
    const answers = await Promise.all(flood)
    expect(answers.filter(({ reply }) => reply.status === 200)).toEqual([])
    expect((await server.books()).inbox).toHaveLength(50)
  } finally {
    wire.close()
    await server.stop()
  }
})

test('B14 one phone from fifty browsers at once holds five places', async () => {
  const server = await RushServer.start(folder, 400)
  const wire = await server.wire()
  try {
    const booker = new Booker(wire, server.gateway, () => {})
    const [day] = await booker.days({ from: '203.0.113.0' })
    const holds = Array.from({ length: 50 }, (_, n) => {
      const visitor = { from: `203.0.113.${n}`, phone: '+380507000000', digits: String(n).padStart(4, '0') }
      return booker.hold(visitor, day?.date ?? '', n % 2 === 0 ? '09:00' : '09:15')
    })
    const statuses = (await Promise.all(holds)).map(({ reply }) => reply.status).sort((a, b) => a - b)
    expect(statuses).toEqual([...Array.from({ length: 5 }, () => 200), ...Array.from({ length: 45 }, () => 409)])
  } finally {
    wire.close()
    await server.stop()
  }
})
