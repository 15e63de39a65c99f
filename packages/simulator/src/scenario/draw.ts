import { createRandom, type Random } from '../random.ts'
import { perfectLink } from '../world/link.ts'
import { drawFaults, night } from './faults.ts'
import { drawHours, drawOffice, type Hours, minuteMs, wallClock } from './office.ts'
import type { ClerkPlan, DisplayPlan, Scenario, VisitorPlan } from './scenario.ts'

/** The scenario of a seed: the same one for ever, until this folder changes. */
export function drawScenario(seed: number, faults: 'all' | 'none'): Scenario {
  const random = createRandom(`scenario ${seed}`)
  const hours = drawHours(random)
  const config = drawOffice(random, hours)
  const all = faults === 'all'
  const scenario = {
    seed,
    config,
    dates: hours.dates,
    startsAt: hours.startsAt,
    endsAt: hours.endsAt,
    snapshotEvery: random.int(60, 400),
    terminals: ['terminal-1', 'terminal-2'].map((device) => ({ device, printerFails: all ? random.next() * 0.2 : 0 })),
    displays: drawDisplays(random.fork('displays'), all),
    clerks: drawClerks(random.fork('clerks'), config.windows.length, hours, all),
    lead: { login: 'lead', accepts: random.pick([0, 0.5, 1]) },
    visitors: drawVisitors(random.fork('visitors'), hours, all),
  }
  const fate = random.fork('faults')
  return {
    ...scenario,
    net: all
      ? { drop: fate.pick([0, 0.01, 0.05]), duplicate: fate.pick([0, 0.02, 0.1]), slow: fate.pick([0, 0.02, 0.1]) }
      : perfectLink,
    faults: [...(all ? drawFaults(fate, hours) : []), ...(hours.offAtNight ? [night(hours)] : [])],
  }
}

export function drawDisplays(random: Random, faults: boolean): DisplayPlan[] {
  const manner = () =>
    faults ? random.pick(['prompt', 'prompt', 'prompt', 'late', 'mute', 'dead'] as const) : 'prompt'
  const one: DisplayPlan = { device: 'display-1', manner: manner() }
  return random.chance(0.6) ? [one, { device: 'display-2', manner: manner() }] : [one]
}

export function drawClerks(random: Random, windows: number, { receptions }: Hours, faults: boolean): ClerkPlan[] {
  const logins = ['olena', 'taras', 'iryna']
  const cheater = faults && random.chance(0.5) ? random.int(0, windows - 1) : -1
  return receptions.flatMap(({ from, until }) =>
    logins.slice(0, windows).map((login, index) => ({
      login,
      window: `w${index + 1}`,
      manner: random.pick(['quick', 'slow', 'forgetful'] as const),
      cheats: index === cheater ? random.pick([0.1, 0.4]) : 0,
      from: from + random.int(-5, 8) * minuteMs,
      until: until + random.int(0, 20) * minuteMs,
    })),
  )
}

function drawVisitors(random: Random, { receptions }: Hours, faults: boolean): VisitorPlan[] {
  const visitors: VisitorPlan[] = []
  receptions.forEach((reception, day) => {
    const count = day === 0 ? random.int(16, 26) : random.int(4, 8)
    for (let n = 0; n < count; n += 1) {
      visitors.push(drawVisitor(random, visitors.length, reception, receptions[day + 1] ?? null, faults))
    }
  })
  return visitors
}

type Reception = Hours['receptions'][number]

export function drawVisitor(
  random: Random,
  id: number,
  reception: Reception,
  later: Reception | null,
  faults: boolean,
): VisitorPlan {
  const { from, until } = reception
  const wants =
    later !== null && random.chance(0.25)
      ? 'advance'
      : random.pick(['nearest', 'nearest', 'nearest', 'nearest', 'time', 'time', 'priority'] as const)
  // most come early on, as they do: there is a queue
  const share = random.next() * (random.chance(0.6) ? 0.5 : 1)
  const day = wants === 'advance' && later !== null ? later : reception
  const minutes = random.int(0, Math.floor((day.until - day.from) / minuteMs / 5) - 2) * 5
  return {
    id,
    arrivesAt: Math.floor(from - 12 * minuteMs + share * (until - from + 12 * minuteMs)),
    service: random.pick(['passport', 'passport', 'permit']),
    wants,
    time: wallClock(day.date, day.from + minutes * minuteMs),
    date: wants === 'advance' ? (later?.date ?? null) : null,
    comesAt:
      wants === 'advance' && later !== null && random.chance(0.8) ? later.from + random.int(-15, 30) * minuteMs : null,
    manner: random.pick(['prompt', 'prompt', 'prompt', 'prompt', 'slow', 'absent'] as const),
    withdraws: random.chance(0.1),
    wrong: faults && random.chance(0.25) ? random.pick(['name', 'twice', 'code', 'service'] as const) : 'nothing',
    reprints: random.chance(0.08),
  }
}
