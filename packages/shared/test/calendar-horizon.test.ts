import {
  addDays,
  hasOpened,
  horizonDates,
  instantOf,
  isReceptionDay,
  planHorizon,
  receptionSpan,
  weekday,
} from '@cherha/shared/calendar'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anOffice, aService, clockOf, everyDay, springDay } from './calendar-fixture.ts'

const monday = '2026-11-23'
const tuesday = '2026-11-24'
const friday = '2026-11-27'
const saturday = '2026-11-28'
const office = (online: number, terminal: number, over: Parameters<typeof anOffice>[0] = {}) =>
  anOffice({ horizons: { online, terminal }, ...over })

describe('reception days', () => {
  it('C13 are the dates on which a service has opening hours', () => {
    expect(isReceptionDay(anOffice(), friday)).toBe(true)
    expect(isReceptionDay(anOffice(), saturday)).toBe(false)
    const closed = anOffice({ exceptions: [{ date: friday, intervals: [] }] })
    expect(isReceptionDay(closed, friday)).toBe(false)
    const open = anOffice({ exceptions: [{ date: saturday, intervals: [['10:00', '12:00']] }] })
    expect(isReceptionDay(open, saturday)).toBe(true)
    const own = anOffice({
      services: [aService('permit', 'А'), aService('passport', 'К', { hours: everyDay(['10:00', '12:00']) })],
    })
    expect(isReceptionDay(own, saturday)).toBe(true)
  })
})

describe('the horizon', () => {
  it('C14 counts reception days and not today', () => {
    expect(horizonDates(office(3, 1), 'online', friday, true)).toEqual(['2026-11-30', '2026-12-01', '2026-12-02'])
    const closed = office(3, 1, {
      exceptions: [
        { date: '2026-12-01', intervals: [] },
        { date: saturday, intervals: [['10:00', '11:00']] },
      ],
    })
    expect(horizonDates(closed, 'online', friday, true)).toEqual([saturday, '2026-11-30', '2026-12-02'])
  })

  it('C14 is by default 14 reception days online and 35 at the terminal', () => {
    expect(horizonDates(anOffice(), 'online', monday, true).length).toBe(14)
    // Seven working weeks from a Monday: the last date is the Monday seven weeks later.
    expect(horizonDates(anOffice(), 'terminal', monday, true).at(-1)).toBe('2027-01-11')
    expect(horizonDates(anOffice(), 'terminal', monday, true).length).toBe(35)
  })

  it('C14 is empty for a channel that cannot sell, for no days, and for an office without hours', () => {
    expect(horizonDates(anOffice({ channels: { online: false, terminal: true } }), 'online', monday, true)).toEqual([])
    expect(horizonDates(office(0, 0), 'terminal', monday, true)).toEqual([])
    expect(horizonDates(office(0, 0), 'terminal', monday, false)).toEqual([])
    expect(horizonDates(anOffice({ hours: everyDay() }), 'terminal', monday, true)).toEqual([])
  })

  it('C15 opens its newest day at 00:00 online and at the start of the working day at the terminal', () => {
    const config = office(2, 2)
    expect(horizonDates(config, 'online', monday, true)).toEqual([tuesday, '2026-11-25'])
    expect(horizonDates(config, 'terminal', monday, true)).toEqual([tuesday, '2026-11-25'])
    expect(horizonDates(config, 'online', tuesday, false)).toEqual(['2026-11-25', '2026-11-26'])
    expect(horizonDates(config, 'terminal', tuesday, false)).toEqual(['2026-11-25'])
    expect(horizonDates(config, 'terminal', tuesday, true)).toEqual(['2026-11-25', '2026-11-26'])
  })

  it('C15 opens nothing new on a day without reception', () => {
    const config = office(2, 2)
    const evening = horizonDates(config, 'terminal', friday, true)
    expect(evening).toEqual(['2026-11-30', '2026-12-01'])
    expect(horizonDates(config, 'terminal', saturday, false)).toEqual(evening)
    expect(horizonDates(config, 'terminal', saturday, true)).toEqual(evening)
  })

  it('C15 the working day starts with the first opening interval of any service', () => {
    const config = anOffice({
      services: [aService('permit', 'А'), aService('passport', 'К', { hours: everyDay(['08:30', '19:00']) })],
    })
    const clock = clockOf(monday)
    const at = (time: string) => instantOf(clock, time) as number
    expect(receptionSpan(config, clock)).toEqual({ opens: at('08:30'), closes: at('19:00') })
    expect(hasOpened(config, clock, at('08:30') - 1)).toBe(false)
    expect(hasOpened(config, clock, at('08:30'))).toBe(true)
    expect(hasOpened(config, clock, at('23:00'))).toBe(true)
    expect(receptionSpan(anOffice(), clockOf(saturday))).toBeNull()
    expect(hasOpened(anOffice(), clockOf(saturday), clockOf(saturday).midnight)).toBe(false)
  })

  it('C4 C15 a working day that would start in a skipped hour starts at the moment of the change', () => {
    const config = anOffice({ hours: everyDay(['03:30', '06:00']) })
    const clock = clockOf(springDay)
    expect(receptionSpan(config, clock)?.opens).toBe(instantOf(clock, '04:00'))
  })

  it('C14 C15 a date that is open for registration stays open until it comes', () => {
    const someDates = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 12 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), someDates, fc.integer({ min: 0, max: 30 }), (days, closed, day) => {
        const config = office(days, days, {
          exceptions: closed.map((n) => ({ date: addDays(monday, n), intervals: [] })),
        })
        const today = addDays(monday, day)
        const tomorrow = addDays(today, 1)
        for (const channel of ['online', 'terminal'] as const) {
          const before = horizonDates(config, channel, today, true).filter((date) => date > tomorrow)
          const closedMorning = horizonDates(config, channel, tomorrow, false)
          expect(closedMorning).toEqual(expect.arrayContaining(before))
          expect(horizonDates(config, channel, tomorrow, true).slice(0, closedMorning.length)).toEqual(closedMorning)
          // At the terminal the night brings no date that was not open the day before, online at most one.
          const opened = closedMorning.filter((date) => !before.includes(date))
          expect(opened.length).toBeLessThanOrEqual(channel === 'terminal' ? 0 : 1)
        }
      }),
    )
  })
})

describe('the plans to publish', () => {
  it('C16 are today and the longest horizon of the channels that sell', () => {
    const dates = planHorizon(office(2, 4), monday)
    expect(dates).toEqual([monday, tuesday, '2026-11-25', '2026-11-26', friday])
    expect(planHorizon(office(9, 1, { channels: { online: false, terminal: true } }), monday)).toEqual([
      monday,
      tuesday,
    ])
    expect(planHorizon(office(1, 1), saturday)).toEqual(['2026-11-30'])
  })

  it('C16 hold the next reception day where no channel sells in advance', () => {
    expect(planHorizon(office(14, 35, { channels: { online: false, terminal: false } }), friday)).toEqual([
      friday,
      '2026-11-30',
    ])
    expect(planHorizon(office(0, 0), friday)).toEqual([friday, '2026-11-30'])
  })

  it('C14 C16 cover every date that is open for registration', () => {
    fc.assert(
      fc.property(fc.nat(90), fc.nat(90), fc.integer({ min: 0, max: 13 }), (online, terminal, day) => {
        const config = office(online, terminal)
        const today = addDays(monday, day)
        const planned = planHorizon(config, today)
        for (const channel of ['online', 'terminal'] as const) {
          expect(planned).toEqual(expect.arrayContaining(horizonDates(config, channel, today, true)))
        }
        expect(planned.every((date) => !['sat', 'sun'].includes(weekday(date)))).toBe(true)
      }),
      { numRuns: 40 },
    )
  })
})
