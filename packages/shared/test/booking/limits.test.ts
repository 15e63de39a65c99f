import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codeTries,
  type CountedBooking,
  isOver,
  limitRefusal,
  type LimitSettings,
  maskedPhone,
  mostCodes,
  newCodeRefusal,
  resendSeconds,
  returnDelayMs,
} from '../../src/booking/index.ts'

const today = '2026-03-02'
const usual: LimitSettings = { open: 5, month: 10, block: null }
const booked = (date: string, pair: string, state: Exclude<CountedBooking['state'], 'held'> = 'booked') =>
  ({ date, pair, state }) as const
const held = (date: string, pair: string, until: number) => ({ date, pair, state: 'held', until }) as const
const pairs = (count: number) => Array.from({ length: count }, (_, n) => `pair ${n}`)

describe('limits of a phone number', () => {
  it('B14 a phone number has at most five open registrations, holds among them', () => {
    const known = [...pairs(4).map((pair) => booked('2026-03-03', pair)), booked('2026-03-04', 'x')]
    expect(limitRefusal(known, { date: '2026-04-01', pair: 'new' }, usual, today)).toEqual({ code: 'too-many-open' })
    expect(limitRefusal(known.slice(1), { date: '2026-04-01', pair: 'new' }, usual, today)).toBeNull()
    expect(limitRefusal(known, { date: '2026-04-01', pair: 'new' }, { ...usual, open: 6 }, today)).toBeNull()
    const withHold = [...known.slice(1), held('2026-03-05', 'y', 300_000)]
    expect(limitRefusal(withHold, { date: '2026-04-01', pair: 'new' }, usual, today)).not.toBeNull()
    expect(limitRefusal(withHold, { date: '2026-04-01', pair: 'new' }, { ...usual, open: 6 }, today)).toBeNull()
  })

  it('B14 what has ended is not open, nor what the office never told the end of', () => {
    const ended = pairs(5).map((pair) => booked('2026-03-03', pair, 'cancelled'))
    const forgotten = pairs(5).map((pair) => booked('2026-03-01', pair))
    expect(limitRefusal([...ended, ...forgotten], { date: '2026-04-01', pair: 'new' }, usual, today)).toBeNull()
  })

  it('B15 a phone number gets at most ten bookings in a month of its visit days, cancelled ones among them', () => {
    const known = pairs(10).map((pair, n) => booked(`2026-03-${String(3 + n).padStart(2, '0')}`, pair, 'cancelled'))
    expect(limitRefusal(known, { date: '2026-03-31', pair: 'new' }, usual, today)).toEqual({ code: 'too-many-month' })
    expect(limitRefusal(known, { date: '2026-04-01', pair: 'new' }, usual, today)).toBeNull()
    expect(limitRefusal(known, { date: '2026-03-31', pair: 'new' }, { ...usual, month: 11 }, today)).toBeNull()
  })

  it('B16 a phone number, four digits and a service have one open registration together', () => {
    const wanted = { date: '2026-03-05', pair: 'mother' }
    const refusal = (...known: CountedBooking[]) => limitRefusal(known, wanted, usual, today)
    expect(refusal(booked('2026-03-03', 'mother'))).toEqual({ code: 'already-booked' })
    expect(refusal(booked('2026-03-03', 'mother', 'asked'))).toEqual({ code: 'already-booked' })
    expect(refusal(held('2026-03-03', 'mother', 300_000))).not.toBeNull()
    expect(limitRefusal([booked('2026-03-03', 'mother', 'cancelled')], wanted, usual, today)).toBeNull()
    expect(limitRefusal([booked('2026-03-03', 'child')], wanted, usual, today)).toBeNull()
  })

  it('B56 what only a hold forbids is told as that, with the time it is over', () => {
    const wanted = { date: '2026-03-05', pair: 'mother' }
    const refusal = (...known: CountedBooking[]) => limitRefusal(known, wanted, usual, today)
    expect(refusal(held('2026-03-03', 'mother', 300_000))).toEqual({ code: 'place-held', until: 300_000 })
    const both = [held('2026-03-03', 'mother', 300_000), booked('2026-03-04', 'mother')]
    expect(refusal(...both)).toEqual({ code: 'already-booked' })
    const holds = [held('2026-03-05', 'x', 200_000), held('2026-03-05', 'y', 100_000)]
    const three = pairs(3).map((pair) => booked('2026-03-03', pair))
    // with one of the two over there is room; with four bookings neither may stand
    expect(refusal(...three, ...holds)).toEqual({ code: 'too-many-held', until: 100_000 })
    expect(refusal(...three, booked('2026-03-04', 'z'), ...holds)).toEqual({ code: 'too-many-held', until: 200_000 })
    const ended = pairs(9).map((pair) => booked('2026-03-03', pair, 'cancelled'))
    expect(refusal(...ended, held('2026-03-30', 'x', 100_000))).toEqual({ code: 'too-many-held', until: 100_000 })
    expect(refusal(...ended, held('2026-04-01', 'x', 100_000))).toBeNull()
  })

  it('B21 after missed visits a phone number is blocked for a number of days, when the setting is on', () => {
    const block = { noShows: 2, withinDays: 10, days: 5 }
    const known = [booked('2026-02-20', 'a', 'missed'), booked('2026-02-28', 'b', 'missed')]
    const wanted = { date: '2026-03-20', pair: 'new' }
    const refusal = (date: string, more: Partial<LimitSettings> = { block }) =>
      limitRefusal(known, wanted, { ...usual, ...more }, date)
    expect(refusal('2026-03-02')).toEqual({ code: 'blocked' })
    expect(refusal('2026-03-05')).toEqual({ code: 'blocked' })
    expect(refusal('2026-03-06')).toBeNull()
    expect(refusal('2026-03-02', { block: null })).toBeNull()
    expect(refusal('2026-03-02', { block: { ...block, noShows: 3 } })).toBeNull()
    expect(refusal('2026-03-02', { block: { ...block, withinDays: 7 } })).toBeNull()
  })

  it('B14 in whatever order holds, bookings and cancellations come, no limit is ever exceeded', () => {
    const day = fc.integer({ min: 3, max: 60 }).map((n) => new Date(Date.UTC(2026, 2, n)).toISOString().slice(0, 10))
    const step = fc.oneof(
      fc.record({ type: fc.constant('hold' as const), date: day, pair: fc.integer({ min: 0, max: 12 }).map(String) }),
      fc.record({ type: fc.constantFrom('book' as const, 'cancel' as const, 'expire' as const), nth: fc.nat(40) }),
    )
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 120 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 8 }),
        (steps, open, month) => {
          let known: CountedBooking[] = []
          for (const one of steps) {
            if (one.type === 'hold') {
              const { date, pair } = one
              if (limitRefusal(known, { date, pair }, { open, month, block: null }, today) !== null) continue
              known = [...known, held(date, pair, 300_000)]
            } else if (one.type === 'expire') {
              known = known.filter((each, index) => index !== one.nth || each.state !== 'held')
            } else {
              const done = one.type
              known = known.map((each, index) => (index === one.nth ? stepped(each, done) : each))
            }
            const standing = known.filter(({ state }) => state === 'held' || state === 'booked')
            expect(standing.length).toBeLessThanOrEqual(open)
            expect(new Set(standing.map(({ pair }) => pair)).size).toBe(standing.length)
            for (const inMonth of Map.groupBy(known, ({ date }) => date.slice(0, 7)).values())
              expect(inMonth.length).toBeLessThanOrEqual(month)
          }
        },
      ),
    )
  })
})

function stepped(one: CountedBooking, type: 'book' | 'cancel'): CountedBooking {
  if (type === 'book' && one.state === 'held') return booked(one.date, one.pair)
  return type === 'cancel' && one.state === 'booked' ? { ...one, state: 'cancelled' } : one
}

describe('codes', () => {
  const state = { until: 300_000, tries: 0, codes: 1, codeAt: 0 }

  it('B8 a code is good for its time and for three tries', () => {
    expect(isOver(state, 299_999)).toBe(false)
    expect(isOver(state, 300_000)).toBe(true)
    expect(isOver({ ...state, tries: codeTries - 1 }, 0)).toBe(false)
    expect(isOver({ ...state, tries: codeTries }, 0)).toBe(true)
  })

  it('B9 a new code may be asked for after 60 s, twice at most', () => {
    expect(newCodeRefusal(state, 0)).toEqual({ code: 'resend-early', retrySeconds: 60 })
    expect(newCodeRefusal(state, 59_001)).toEqual({ code: 'resend-early', retrySeconds: 1 })
    expect(newCodeRefusal(state, 60_000)).toBeNull()
    expect(newCodeRefusal({ ...state, codes: mostCodes }, 200_000)).toEqual({ code: 'no-more-codes' })
    expect(newCodeRefusal(state, 300_000)).toEqual({ code: 'hold-gone' })
    expect(resendSeconds(state, 1_000)).toBe(59)
    expect(resendSeconds({ ...state, codes: mostCodes }, 1_000)).toBeNull()
  })

  it('B22 a cancelled place comes back after a chance delay within the limits', () => {
    const minutes = { least: 5, most: 60 }
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (chance) => {
        const ms = returnDelayMs(minutes, chance)
        expect(ms).toBeGreaterThanOrEqual(300_000)
        expect(ms).toBeLessThanOrEqual(3_600_000)
      }),
    )
    expect(returnDelayMs({ least: 60, most: 5 }, 0)).toBe(300_000)
  })

  it('of a phone number only the operator and the end are shown', () => {
    expect(maskedPhone('+380671234567')).toBe('+380 67 ***-**-67')
  })
})
