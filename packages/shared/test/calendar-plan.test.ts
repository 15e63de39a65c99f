import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { planDay, type DayPlan } from '@cherha/shared/calendar'
import { formatNumber } from '@cherha/shared/text'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { anOffice, aService, autumnDay, clockOf, everyDay, nightOffice, springDay } from './calendar-fixture.ts'

const monday = '2026-11-23'
const friday = '2026-11-27'
const saturday = '2026-11-28'
const minuteMs = 60_000

function servicesOf(plan: DayPlan) {
  if (!plan.ok) throw new Error(`refused: ${JSON.stringify(plan.problem)}`)
  return plan.services
}
function placesOf(plan: DayPlan, index = 0) {
  return servicesOf(plan)[index]?.places ?? []
}
const timesOf = (plan: DayPlan, index = 0) => placesOf(plan, index).map((place) => place.time)

/** The hand-written list of a date: the table under its heading in docs/spec/calendar.md. */
function listedPlaces(date: string): { number: string; time: string; at: number }[] {
  const spec = readFileSync(new URL('../../../docs/spec/calendar.md', import.meta.url), 'utf8')
  const section = spec.split(/^### /m).find((part) => part.startsWith(`${date}:`)) ?? ''
  return [...section.matchAll(/^\| (\S+) \| (\d\d:\d\d) \| (\S+Z) \|$/gm)].map(([, number, time, instant]) => ({
    number: number as string,
    time: time as string,
    at: Temporal.Instant.from(instant as string).epochMilliseconds,
  }))
}
function numbered(plan: DayPlan) {
  return servicesOf(plan).flatMap(({ letter, places }) =>
    places.map(({ time, at }, index) => ({ number: formatNumber(letter, index + 1), time, at })),
  )
}

describe('opening hours', () => {
  it('C1 takes the exception of the date, else the hours of the service, else those of the office', () => {
    const config = anOffice({
      services: [aService('permit', 'А'), aService('passport', 'К', { hours: everyDay(['10:00', '11:00']) })],
      exceptions: [
        { date: '2026-11-24', intervals: [['15:00', '16:00']] },
        { date: '2026-11-25', intervals: [] },
      ],
    })
    expect(timesOf(planDay(config, clockOf(monday)), 0)[0]).toBe('09:00')
    expect(timesOf(planDay(config, clockOf(monday)), 1)).toEqual(['10:00', '10:30'])
    for (const index of [0, 1]) {
      expect(timesOf(planDay(config, clockOf('2026-11-24')), index)).toEqual(['15:00', '15:30'])
      expect(timesOf(planDay(config, clockOf('2026-11-25')), index)).toEqual([])
    }
  })

  it('C1 has no places on a closed weekday and still names every service', () => {
    const services = servicesOf(planDay(anOffice(), clockOf(saturday)))
    expect(services).toEqual([{ service: 'permit', letter: 'А', minutes: 30, places: [] }])
  })

  it('C7 refuses intervals that end before they begin, overlap, or stand out of order', () => {
    for (const intervals of [
      [['13:00', '09:00']],
      [['09:00', '09:00']],
      [
        ['09:00', '13:00'],
        ['12:59', '18:00'],
      ],
      [
        ['14:00', '18:00'],
        ['09:00', '13:00'],
      ],
    ] as [string, string][][]) {
      expect(planDay(anOffice({ hours: everyDay(...intervals) }), clockOf(monday))).toEqual({
        ok: false,
        problem: { code: 'intervals', service: 'permit' },
      })
    }
    const touching = anOffice({ hours: everyDay(['09:00', '10:00'], ['10:00', '11:00']) })
    expect(timesOf(planDay(touching, clockOf(monday)))).toEqual(['09:00', '09:30', '10:00', '10:30'])
  })
})

describe('places', () => {
  it('C2 follow one another from the beginning of each interval, one in every lane', () => {
    const config = anOffice({
      services: [aService('permit', 'А', { minutes: 25, lanes: 2 })],
      hours: everyDay(['09:10', '10:00'], ['12:05', '12:40']),
    })
    expect(placesOf(planDay(config, clockOf(monday))).map(({ time, lane }) => `${time} ${lane}`)).toEqual([
      '09:10 1',
      '09:10 2',
      '09:35 1',
      '09:35 2',
      '12:05 1',
      '12:05 2',
    ])
  })

  it('C3 leave the lunch break free', () => {
    const config = anOffice({ services: [aService('permit', 'А', { minutes: 35 })] })
    const times = timesOf(planDay(config, clockOf(monday)))
    // 12:30 would end at 13:05.
    expect(times.slice(0, 8)).toEqual(['09:00', '09:35', '10:10', '10:45', '11:20', '11:55', '13:45', '14:20'])
  })

  it('C3 end by 18:00 on a Monday and by 16:45 on a Friday', () => {
    expect(timesOf(planDay(anOffice(), clockOf(monday))).at(-1)).toBe('17:15')
    expect(timesOf(planDay(anOffice(), clockOf(friday))).at(-1)).toBe('16:15')
    const short = anOffice({ services: [aService('permit', 'А', { minutes: 20 })] })
    expect(timesOf(planDay(short, clockOf(friday))).slice(-2)).toEqual(['16:05', '16:25'])
  })

  it('C3 the last place of an interval is the last that fits, to the minute', () => {
    const last = (to: string) => timesOf(planDay(anOffice({ hours: everyDay(['09:00', to]) }), clockOf(monday))).at(-1)
    expect(last('10:30')).toBe('10:00')
    expect(last('10:29')).toBe('09:30')
    expect(last('09:29')).toBeUndefined()
    expect(last('24:00')).toBe('23:30')
  })

  it('N2 are numbered 1…n by time and lane', () => {
    const plan = planDay(anOffice({ services: [aService('permit', 'А', { lanes: 3 })] }), clockOf(friday))
    const places = placesOf(plan)
    expect(places.length).toBe(42)
    const order = places.map(({ at, lane }) => at * 100 + lane)
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(new Set(order).size).toBe(42)
    expect(numbered(plan)[0]?.number).toBe('А-001')
    expect(numbered(plan).at(-1)?.number).toBe('А-042')
  })

  it('N2 a plan of 799 places is published and one of 800 is refused', () => {
    const office = (minutes: number, lanes: number) =>
      anOffice({ hours: everyDay(['00:00', '24:00']), services: [aService('permit', 'А', { minutes, lanes })] })
    // 1440 / 18 = 80 starts; 47 starts of 30 minutes from 00:00 to 23:30, 17 lanes make 799.
    const most = anOffice({ hours: everyDay(['00:00', '23:30']), services: [aService('permit', 'А', { lanes: 17 })] })
    expect(placesOf(planDay(most, clockOf(monday))).length).toBe(799)
    expect(planDay(office(18, 10), clockOf(monday))).toEqual({
      ok: false,
      problem: { code: 'too-many-places', service: 'permit', places: 800, limit: 799 },
    })
  })

  it('N1 a plan with a letter that is not allowed, or that two services have, is refused', () => {
    const twice = anOffice({ services: [aService('permit', 'А'), aService('passport', 'А')] })
    expect(planDay(twice, clockOf(monday))).toEqual({
      ok: false,
      problem: { code: 'letter-repeated', service: 'passport', letter: 'А' },
    })
    const config = anOffice()
    const latin = { ...config, services: config.services.map((service) => ({ ...service, letter: 'A' })) }
    expect(planDay(latin, clockOf(monday))).toEqual({
      ok: false,
      problem: { code: 'letter-not-allowed', service: 'permit', letter: 'A' },
    })
  })
})

describe('a change of the clock', () => {
  it('C4 leaves out the starts it skips: the list written by hand for 29 March 2026', () => {
    const listed = listedPlaces(springDay)
    expect(listed.length).toBe(10)
    expect(numbered(planDay(nightOffice(), clockOf(springDay)))).toEqual(listed)
  })

  it('C5 uses a repeated hour once: the list written by hand for 25 October 2026', () => {
    const listed = listedPlaces(autumnDay)
    expect(listed.length).toBe(12)
    expect(numbered(planDay(nightOffice(), clockOf(autumnDay)))).toEqual(listed)
  })

  const night = (to: string, minutes: number, from = '00:00') =>
    nightOffice({
      hours: { ...everyDay(), sun: [[from, to]] },
      services: [aService('permit', 'А', { minutes })],
    })

  it('C4 begins and ends an interval with a skipped boundary at the moment of the change', () => {
    expect(timesOf(planDay(night('03:30', 30), clockOf(springDay))).at(-1)).toBe('02:30')
    expect(timesOf(planDay(night('03:20', 40), clockOf(springDay))).at(-1)).toBe('02:00')
    expect(timesOf(planDay(night('05:00', 30, '03:30'), clockOf(springDay)))).toEqual(['04:00', '04:30'])
    expect(timesOf(planDay(night('04:00', 30, '03:00'), clockOf(springDay)))).toEqual([])
  })

  it('C5 ends an interval with a repeated boundary at its first pass', () => {
    expect(timesOf(planDay(night('03:50', 30, '03:15'), clockOf(autumnDay)))).toEqual(['03:15'])
  })

  it('C6 in spring a place runs on over the skipped hour and the next one waits for its end', () => {
    const plan = planDay(night('06:00', 50), clockOf(springDay))
    expect(timesOf(plan)).toEqual(['00:00', '00:50', '01:40', '02:30', '05:00'])
    // It ends at 04:20 by the clock: inside an interval to 04:20, not inside one to 04:19.
    expect(timesOf(planDay(night('04:20', 50), clockOf(springDay))).at(-1)).toBe('02:30')
    expect(timesOf(planDay(night('04:19', 50), clockOf(springDay))).at(-1)).toBe('01:40')
  })

  it('C6 in autumn a place ends in the second pass of the repeated hour and no place starts there', () => {
    expect(timesOf(planDay(night('04:00', 30, '02:45'), clockOf(autumnDay)))).toEqual(['02:45', '03:15', '03:45'])
    expect(timesOf(planDay(night('03:50', 30, '02:45'), clockOf(autumnDay)))).toEqual(['02:45', '03:15'])
  })

  it('C2 C3 C6 N2 whatever the hours: places lie inside their interval, do not overlap in a lane, and are in order', () => {
    const minutes = fc.integer({ min: 0, max: 1440 })
    fc.assert(
      fc.property(
        fc.uniqueArray(minutes, { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 5, max: 240 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(springDay, autumnDay, monday),
        (bounds, length, lanes, date) => {
          const text = (n: number) =>
            `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`
          const sorted = [...bounds].sort((a, b) => a - b)
          const pairs: [string, string][] = []
          for (let i = 0; i + 1 < sorted.length; i += 2)
            pairs.push([text(sorted[i] as number), text(sorted[i + 1] as number)])
          const clock = clockOf(date)
          const plan = planDay(
            anOffice({ hours: everyDay(...pairs), services: [aService('permit', 'А', { minutes: length, lanes })] }),
            clock,
          )
          fc.pre(plan.ok)
          const wall = (one: string, later: boolean) =>
            (one === '24:00'
              ? Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime('Europe/Kyiv')
              : Temporal.PlainDateTime.from(`${date}T${one}`).toZonedDateTime('Europe/Kyiv', {
                  disambiguation: later ? 'later' : 'earlier',
                })
            ).epochMilliseconds
          const freeAt = new Map<number, number>()
          let before = -Infinity
          for (const { time, at, lane } of placesOf(plan)) {
            const inside = pairs.some(
              ([from, to]) => time >= from && at + length * minuteMs <= Math.max(wall(to, false), wall(to, true)),
            )
            expect(inside, `${date} ${time}`).toBe(true)
            expect(at).toBeGreaterThanOrEqual(freeAt.get(lane) ?? -Infinity)
            expect(at * 100 + lane).toBeGreaterThan(before)
            before = at * 100 + lane
            freeAt.set(lane, at + length * minuteMs)
          }
        },
      ),
    )
  })

  it('C18 the plan is the same in a process that runs in UTC, in New York and in Kyiv', () => {
    const script = fileURLToPath(new URL('./calendar-print-plans.ts', import.meta.url))
    const printed = ['UTC', 'America/New_York', 'Europe/Kyiv'].map((TZ) =>
      JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8', env: { ...process.env, TZ } })),
    )
    const midnights = printed.map(({ processMidnight }) => processMidnight)
    expect(midnights).toEqual(['2026-01-01T00:00:00.000Z', '2026-01-01T05:00:00.000Z', '2025-12-31T22:00:00.000Z'])
    for (const { processMidnight: _, ...plans } of printed) {
      expect(numbered(plans.spring)).toEqual(listedPlaces(springDay))
      expect(numbered(plans.autumn)).toEqual(listedPlaces(autumnDay))
      expect(timesOf(plans.friday).at(-1)).toBe('16:15')
      expect(plans.horizon.length).toBe(35)
      expect(JSON.stringify(plans)).toBe(JSON.stringify({ ...printed[0], processMidnight: undefined }))
    }
  })
})
