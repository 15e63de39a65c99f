import path from 'node:path'
import { dayClock, type PlanPublisher, readOfficeConfig } from '@cherha/office-hub'
import { instantOf, minuteMs } from '@cherha/shared/calendar'
import { decide, evolve, type HubCommand, initialState, type Place, type QueueState } from '@cherha/shared/queue'
import { expect, it } from 'vitest'
import { demoPublisher, openToday } from '../demo/publisher.ts'

const config = readOfficeConfig(path.resolve(import.meta.dirname, '../../config/demo-office.yaml'))
const saturday = '2026-11-21'
const sunday = '2026-11-22'
const monday = '2026-11-23'

/** A hub without its log: what the publisher wants goes through the rules into the state. */
class Office {
  readonly #publisher: PlanPublisher = demoPublisher(config, (message) => expect.unreachable(message))
  state: QueueState = initialState()

  /** What the hub does at a start, and again when a day has opened. Returns how many places came new. */
  publishAt(date: string, time: string): { published: number; added: number } {
    const at = momentOf(date, time)
    const { config: wanted, publish, add } = this.#publisher.plansFor(this.state, { at, mono: at })
    if (wanted !== undefined) this.tell({ type: 'configure-office', config: wanted }, at)
    const before = this.#count()
    for (const day of publish) this.tell({ type: 'publish-plan', ...day }, at)
    const published = this.#count() - before
    for (const day of add) this.tell({ type: 'add-places', ...day }, at)
    return { published, added: this.#count() - before - published }
  }

  tell(command: HubCommand, at: number): void {
    const decision = decide(this.state, { ...command, now: { at, mono: at } })
    if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision)}`)
    for (const event of decision.events) {
      this.state = evolve(this.state, { seq: this.state.seq + 1, time: { at, mono: at }, event })
    }
  }

  places(date: string, service: string): Place[] {
    const all = Object.values(this.state.days[date]?.places ?? {})
    return all.filter((place) => place.service === service).sort((a, b) => a.at - b.at || a.lane - b.lane)
  }

  #count(): number {
    return Object.values(this.state.days).reduce((sum, day) => sum + Object.keys(day.places).length, 0)
  }
}

function momentOf(date: string, time: string): number {
  const at = instantOf(dayClock(date, config.timeZone), time)
  if (at === null) throw new Error(`${date} has no ${time}`)
  return at
}

/** The times of one lane, in order. */
const times = (places: readonly Place[], lane = 1): string[] =>
  places.filter((place) => place.lane === lane).map(({ time }) => time)

/** Every two places of one lane that are open at the same moment. */
function overlaps(places: readonly Place[]): string[] {
  return places.flatMap((place, index) =>
    places
      .slice(index + 1)
      .filter((other) => other.lane === place.lane && other.at < place.at + place.minutes * minuteMs)
      .map((other) => `${place.number} ${place.time} and ${other.number} ${other.time}`),
  )
}

it('first start on a Saturday evening: today is open from now to 23:55', () => {
  const office = new Office()
  expect(office.publishAt(saturday, '20:00').added).toBe(0)
  const passport = office.places(saturday, 'passport')
  expect(times(passport)[0]).toBe('20:00')
  expect(times(passport).at(-1)).toBe('23:30')
  expect(times(passport)).toHaveLength(15)
  // 23:55 is the end of reception: the last place of 20 minutes ends inside it
  expect(times(office.places(saturday, 'permanent'), 2).at(-1)).toBe('23:20')
})

it('a start in the middle of a minute or of a place begins with the next place', () => {
  const office = new Office()
  office.publishAt(saturday, '20:07')
  expect(times(office.places(saturday, 'passport'))[0]).toBe('20:15')
})

it('a second start on the same day adds nothing, nor does one on the next', () => {
  const office = new Office()
  expect(office.publishAt(saturday, '20:00').published).toBeGreaterThan(0)
  for (const time of ['20:00', '20:41', '23:54', '23:59'])
    expect(office.publishAt(saturday, time)).toEqual({ published: 0, added: 0 })
})

it('later days follow the office’s own hours, and Sunday is a day of rest until it comes', () => {
  const office = new Office()
  office.publishAt(saturday, '20:00')
  expect(office.state.days[sunday]).toBeUndefined()
  const mondays = times(office.places(monday, 'permanent'))
  expect(mondays[0]).toBe('09:00')
  expect(mondays.at(-1)).toBe('17:25')
  expect(mondays.filter((time) => time >= '12:41' && time < '13:45')).toEqual([])
})

it('N4 a weekday published by the office’s hours and then opened is filled before 09:00, at lunch and after 18:00', () => {
  const office = new Office()
  office.publishAt(saturday, '20:00')
  const before = office.places(monday, 'permanent').map(({ number }) => number)
  expect(office.publishAt(monday, '00:00').added).toBeGreaterThan(0)

  const places = office.places(monday, 'permanent')
  const added = places.filter(({ number }) => !before.includes(number))
  expect(places.map(({ number }) => number)).toEqual(expect.arrayContaining(before))
  expect(added.map(({ number }) => number).sort()[0]).toBe('А-1001')
  expect(times(added).filter((time) => time < '09:00')).toHaveLength(27)
  expect(times(added).filter((time) => time >= '09:00' && time < '18:00')).toEqual(['13:00', '13:20'])
  expect(times(added).filter((time) => time >= '18:00')).toHaveLength(17)
  for (const service of config.services) expect(overlaps(office.places(monday, service.id))).toEqual([])
})

it('N4 opened at noon it gets only what is still to come, and at a later start nothing more', () => {
  const office = new Office()
  office.publishAt(saturday, '20:00')
  const before = office.places(monday, 'passport').map(({ number }) => number)
  office.publishAt(monday, '12:00')
  const added = office.places(monday, 'passport').filter(({ number }) => !before.includes(number))
  expect(times(added)[0]).toBe('13:00')
  expect(office.publishAt(monday, '16:00')).toEqual({ published: 0, added: 0 })
})

it('a Sunday opens like any day, with its places up to 23:55', () => {
  const office = new Office()
  office.publishAt(saturday, '20:00')
  const result = office.publishAt(sunday, '00:00')
  expect(result.published).toBeGreaterThan(0)
  expect(times(office.places(sunday, 'passport'))[0]).toBe('00:00')
  expect(times(office.places(sunday, 'passport')).at(-1)).toBe('23:30')
})

it('after 23:55, when the day is closed, today stays closed', () => {
  const office = new Office()
  office.publishAt(saturday, '20:00')
  for (const time of ['20:01', '23:55']) office.tell({ type: 'tick' }, momentOf(saturday, time))
  expect(office.state.closed).toEqual([saturday])
  expect(office.publishAt(saturday, '23:56')).toEqual({ published: 0, added: 0 })
})

it('both days of a clock change are open all day, without overlap', () => {
  for (const date of ['2026-03-29', '2026-10-25']) {
    const office = new Office()
    office.publishAt(date, '00:00')
    expect(times(office.places(date, 'passport')).at(-1)).toBe('23:30')
    for (const service of config.services) expect(overlaps(office.places(date, service.id))).toEqual([])
  }
})

it('opening today leaves the office’s other exceptions and the given configuration as they are', () => {
  const withHoliday = { ...config, exceptions: [{ date: monday, intervals: [] }] }
  expect(openToday(withHoliday, saturday).exceptions).toHaveLength(2)
  expect(openToday(withHoliday, monday).exceptions).toEqual([{ date: monday, intervals: [['00:00', '23:55']] }])
  expect(withHoliday.exceptions).toHaveLength(1)
})
