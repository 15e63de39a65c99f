import { expect, it } from 'vitest'
import { KnownBookings } from '../../src/booking/memory/known-bookings.ts'

it('everybody may have bookings until all of them have been read', () => {
  const known = new KnownBookings()
  expect(known.mayHave('a', 'b')).toBe(true)
  known.complete()
  expect(known.mayHave('a', 'b')).toBe(false)
})

it('who has a booking is found by its id and by the phone number, and nearly nobody else is', () => {
  const known = new KnownBookings()
  known.complete()
  const hashOf = (n: number) => (n * 7_919).toString(16).padStart(64, '0')
  for (let n = 0; n < 2_000; n += 1) known.add(`id ${n}`, n % 2 === 0 ? hashOf(n) : null)
  for (let n = 0; n < 2_000; n += 1) {
    expect(known.mayHave(`id ${n}`, 'nobody')).toBe(true)
    if (n % 2 === 0) expect(known.mayHave('no booking', hashOf(n))).toBe(true)
  }
  const strangers = Array.from({ length: 2_000 }, (_, n) => known.mayHave(`other ${n}`, hashOf(n + 10_000)))
  expect(strangers.filter(Boolean).length).toBeLessThan(10)
})
