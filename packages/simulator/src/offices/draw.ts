import { addDays } from '@cherha/shared/calendar'
import { anOffice, everyDay } from '@cherha/testing'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { createRandom, type Random } from '../random.ts'
import { drawClerks, drawDisplays, drawVisitor } from '../scenario/draw.ts'
import { drawFaults } from '../scenario/faults.ts'
import { dates, type Hours, minuteMs, timeOf } from '../scenario/office.ts'
import { perfectLink } from '../world/link.ts'
import type { OfficesScenario, ServerFault, SiteFault, SitePlan, WebPlan, ChangePlan } from './scenario.ts'

/** The scenario of a seed: the same one for ever, until this folder or the one it takes from changes. */
export function drawOffices(seed: number, faults: 'all' | 'none'): OfficesScenario {
  const random = createRandom(`offices ${seed}`)
  const first = random.pick(dates)
  const nights = random.chance(0.06) ? 2 : 1
  const all = faults === 'all'
  const sites = ['6801', '6802', '6803'].map((code) => drawSite(random.fork(code), code, first, nights, all))
  const startsAt = timeOf(first, '23:14')
  const last = addDays(first, nights)
  const healsAt = timeOf(last, '00:46')
  const fate = random.fork('server faults')
  return { seed, startsAt, healsAt, sites, serverFaults: all ? drawServerFaults(fate, startsAt, healsAt) : [] }
}

/** An evening and the beginning of the next day, or of two: the midnights are what matters. */
function drawHours(random: Random, first: string, nights: number): Hours {
  const receptions: [string, string, string][] = [[first, random.pick(['23:20', '23:25']), '23:45']]
  for (let night = 1; night <= nights; night += 1) {
    receptions.push([addDays(first, night), random.pick(['00:10', '00:20']), random.pick(['00:30', '00:40'])])
  }
  return {
    dates: receptions.map(([date]) => date),
    startsAt: timeOf(first, '23:14'),
    endsAt: timeOf(addDays(first, nights), '00:46'),
    receptions: receptions.map(([date, from, until]) => ({
      date,
      from: timeOf(date, from),
      until: timeOf(date, until),
    })),
    exceptions: receptions.map(([date, from, until]) => ({ date, intervals: [[from, until]] })),
    offAtNight: false,
  }
}

function drawConfig(random: Random, code: string, { exceptions }: Hours): OfficeConfig {
  return anOffice()
    .withService('А', { id: 'passport', minutes: 10, lanes: random.int(1, 3) })
    .withService('К', { id: 'permit', minutes: random.pick([10, 15]), lanes: random.int(1, 2) })
    .withWindow('w1')
    .withWindow('w2', { services: random.pick([['passport'], ['permit'], ['passport', 'permit']]) })
    .withStaff('olena', 'clerk')
    .withStaff('taras', 'clerk')
    .withStaff('lead', 'lead')
    .withDevice('terminal-1', 'terminal')
    .withDevice('terminal-2', 'terminal')
    .withDevice('display-1', 'display')
    .withDevice('display-2', 'display', ['w1'])
    .withDevice('desk-1', 'desk')
    .openAt(everyDay(['11:00', '11:40']))
    .withPlaces({ online: random.int(1, 2), terminal: 1, current: random.int(1, 2) })
    .with({
      code,
      channels: { online: true, terminal: true },
      exceptions,
      horizons: { online: random.int(1, 2), terminal: 1 },
      rules: { noShowSeconds: 120, returnMinutes: random.pick([0, 1]), outageMinutes: random.pick([1, 5]) },
    })
    .config()
}

function drawSite(random: Random, code: string, first: string, nights: number, all: boolean): SitePlan {
  const hours = drawHours(random.fork('hours'), first, nights)
  const config = drawConfig(random.fork('config'), code, hours)
  const people = random.fork('visitors')
  const visitors = hours.receptions.flatMap((reception, day) =>
    Array.from({ length: people.int(1, 3) }, (_, n) =>
      drawVisitor(people, day * 10 + n, reception, hours.receptions[day + 1] ?? null, all),
    ),
  )
  const fate = random.fork('faults')
  return {
    config,
    dates: hours.dates,
    snapshotEvery: random.int(60, 400),
    net: all
      ? { drop: fate.pick([0, 0, 0.01]), duplicate: fate.pick([0, 0.02]), slow: fate.pick([0, 0.02]) }
      : perfectLink,
    line: all
      ? {
          delayMs: fate.pick([5, 40, 300]),
          rate: fate.pick([20_000, 100_000, 1_000_000]),
          breaks: fate.pick([0, 0, 0.01, 0.05]),
        }
      : { delayMs: 20, rate: 1_000_000, breaks: 0 },
    terminals: ['terminal-1', 'terminal-2'].map((device) => ({ device, printerFails: all ? random.next() * 0.1 : 0 })),
    displays: drawDisplays(random.fork('displays'), all).slice(0, 1),
    clerks: drawClerks(random.fork('clerks'), random.int(1, 2), hours, all),
    lead: { login: 'lead', accepts: random.pick([0, 1]) },
    visitors,
    web: drawWeb(random.fork('web'), hours),
    faults: all ? drawSiteFaults(fate, hours) : [],
    changes: drawChanges(random.fork('changes'), hours),
  }
}

function drawWeb(random: Random, { receptions, startsAt }: Hours): WebPlan[] {
  return receptions.slice(1).flatMap(({ date, from, until }, day) =>
    Array.from({ length: random.int(2, 5) }, (_, n) => {
      // most book in the last hour before the day begins, some in its last minute
      const midnight = timeOf(date, '00:00')
      const back = random.chance(0.2) ? random.int(-30, 90) * 1_000 : random.int(1, 40) * minuteMs
      const impostor = random.chance(0.2)
      const cancels = random.next()
      return {
        id: 100 + day * 20 + n,
        service: random.pick(['passport', 'permit']),
        date,
        booksAt: Math.max(startsAt + 20_000, midnight - back),
        named: random.chance(0.5),
        cancelsAt:
          cancels < 0.15
            ? midnight - random.int(0, 20) * minuteMs
            : cancels < 0.35
              ? midnight + random.int(0, 30) * minuteMs
              : null,
        comesAt:
          impostor || random.chance(0.75)
            ? from + random.int(-8, Math.floor((until - from) / minuteMs)) * minuteMs
            : null,
        proof: random.pick(['code', 'digits']),
        impostor,
      }
    }),
  )
}

function drawChanges(random: Random, { dates: days, startsAt, endsAt }: Hours): ChangePlan[] {
  const moment = (): number => Math.floor(startsAt + random.next() * (endsAt - startsAt))
  const some = (probability: number, draw: () => ChangePlan): ChangePlan[] =>
    random.chance(probability) ? [draw()] : []
  const date = (): string => random.pick(days)
  return [
    ...some(0.4, () => ({ at: moment(), kind: 'places', date: date() })),
    ...some(0.4, () => ({ at: moment(), kind: 'places', date: date() })),
    ...some(0.2, () => ({ at: moment(), kind: 'configure', date: date(), lanes: random.int(1, 3) })),
    ...some(0.06, () => ({ at: moment(), kind: 'cancel-day', date: date() })),
    ...some(0.2, () => ({
      at: moment(),
      kind: 'staff',
      login: random.pick(['olena', 'taras']),
      works: random.chance(0.3),
    })),
  ]
}

/** A day of a year is over before anybody sees it; a second is less than the drift of two clocks. */
const yearMs = 365 * 24 * 60 * minuteMs

function drawSiteFaults(random: Random, hours: Hours): SiteFault[] {
  const { startsAt, endsAt } = hours
  const moment = (): number => Math.floor(startsAt + random.next() * (endsAt - startsAt - 3 * minuteMs))
  const some = (probability: number, draw: () => SiteFault): SiteFault[] => (random.chance(probability) ? [draw()] : [])
  const spread = (from: number, to: number): number => Math.round(from * (to / from) ** random.next())
  const local = drawFaults(random, hours).flatMap((fault) =>
    fault.kind === 'change-places' || fault.kind === 'clock-step' || random.chance(0.4) ? [] : [fault],
  )
  const midnight = timeOf(random.pick(hours.dates.slice(1)), '00:00')
  return [
    ...local,
    ...some(0.5, () => ({ at: moment(), kind: 'line-cut', ms: spread(5_000, 100 * minuteMs) })),
    ...some(0.4, () => ({
      at: midnight - random.int(0, 15) * minuteMs,
      kind: 'line-cut',
      ms: spread(minuteMs, 60 * minuteMs),
    })),
    ...some(0.4, () => ({ at: moment(), kind: 'line-break' })),
    ...some(0.2, () => ({
      at: moment(),
      kind: 'clock-step',
      ms: (random.chance(0.3) ? yearMs : spread(1_000, 180 * minuteMs)) * random.pick([1, -1]),
    })),
    ...some(0.15, () => ({ at: moment(), kind: 'lost-disk', downMs: spread(10_000, 10 * minuteMs) })),
    ...some(0.15, () => ({
      at: moment(),
      kind: 'old-backup',
      ageMs: spread(10_000, 40 * minuteMs),
      downMs: spread(5_000, 10 * minuteMs),
      byTheBook: random.chance(0.5),
    })),
    ...some(0.08, () => ({
      at: moment(),
      kind: 'twin',
      ageMs: spread(1_000, 20 * minuteMs),
      ms: spread(minuteMs, 10 * minuteMs),
    })),
    ...some(0.05, () => ({ at: moment(), kind: 'revoke' })),
  ].toSorted((a, b) => a.at - b.at)
}

function drawServerFaults(random: Random, startsAt: number, endsAt: number): ServerFault[] {
  const moment = (): number => Math.floor(startsAt + random.next() * (endsAt - startsAt - 3 * minuteMs))
  const faults: ServerFault[] = []
  for (let n = random.int(0, 2); n > 0; n -= 1)
    faults.push({ at: moment(), kind: 'crash', downMs: random.int(1, 300) * 1_000 })
  for (let n = random.int(0, 2); n > 0; n -= 1)
    faults.push({
      at: moment(),
      kind: 'trouble',
      trouble: random.pick(['full', 'doubtful']),
      ms: random.int(1, 120) * 1_000,
    })
  return faults.sort((a, b) => a.at - b.at)
}
