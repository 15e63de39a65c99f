import type { Random } from '../random.ts'
import { type Hours, minuteMs } from './office.ts'
import type { CrashMoment, Fault } from './scenario.ts'

const dayMs = 24 * 60 * minuteMs
const tenYearsMs = 3_652 * dayMs
const boundaries = [
  'before append',
  'after append',
  'after append',
  'before snapshot',
  'after snapshot',
  'after alive',
  null,
]

/** What befalls an office on the days of a run. */
export function drawFaults(random: Random, hours: Hours): Fault[] {
  const faults: Fault[] = []
  const moment = (): number => {
    const { from, until } = random.pick(hours.receptions)
    // half of them right after the opening, when there is most to break
    return Math.floor(
      from - 15 * minuteMs + random.next() * (until - from + 40 * minuteMs) * (random.chance(0.5) ? 0.4 : 1),
    )
  }
  const some = (most: number, draw: () => Fault): void => {
    const count = random.int(0, most)
    for (let n = 0; n < count; n += 1) faults.push(draw())
  }
  some(4, () => ({
    at: moment(),
    kind: 'crash',
    when: drawCrash(random),
    downMs: spread(random, 1_000, 20 * minuteMs),
  }))
  some(3, () => ({ at: moment(), kind: 'cut', link: random.int(0, 7), ms: spread(random, 2_000, 8 * minuteMs) }))
  if (random.chance(0.3))
    faults.push({
      at: moment(),
      kind: 'disk-full',
      ms: spread(random, 1_000, 3 * minuteMs),
      doubtful: random.chance(0.5),
    })
  if (random.chance(0.15)) faults.push({ at: moment(), kind: 'restart', downMs: spread(random, 500, minuteMs) })
  if (random.chance(0.2)) faults.push({ at: moment(), kind: 'alert', ms: spread(random, 20_000, 10 * minuteMs) })
  if (random.chance(0.15)) faults.push({ at: moment(), kind: 'change-places' })
  if (random.chance(0.08)) faults.push(...thereAndBack(random, moment()))
  if (random.chance(0.35)) some(2, () => ({ at: moment(), kind: 'clock-step', ms: drawStep(random) }))
  return faults.sort((a, b) => a.at - b.at)
}

/** Off from an hour after the reception until shortly before the end of the run: nobody has closed the day. */
export function night({ receptions, endsAt }: Hours): Fault {
  const at = (receptions.at(-1)?.until ?? endsAt) + 60 * minuteMs
  return { at, kind: 'restart', downMs: endsAt - 4 * minuteMs - at }
}

function drawCrash(random: Random): CrashMoment {
  switch (random.int(0, 3)) {
    case 0:
      return { is: 'now' }
    case 1:
      return { is: 'await', rounds: random.int(1, 40) }
    default:
      return { is: 'boundary', at: random.pick(boundaries), count: random.int(0, 3) }
  }
}

/** Somebody sets the wrong date and sees it: days that were not meant may open and close in between. */
function thereAndBack(random: Random, at: number): Fault[] {
  const ms = random.int(1, 3) * dayMs
  return [
    { at, kind: 'clock-step', ms },
    { at: at + random.int(5, 30) * minuteMs, kind: 'clock-step', ms: -ms },
  ]
}

/** One second to ten years, forward or back; mostly what people and time servers do. */
function drawStep(random: Random): number {
  const ms = random.chance(0.2) ? spread(random, dayMs, tenYearsMs) : spread(random, 1_000, 3 * 60 * minuteMs)
  return random.chance(0.5) ? ms : -ms
}

/** As likely between 1 and 10 as between 100 and 1,000. */
function spread(random: Random, from: number, to: number): number {
  return Math.round(from * (to / from) ** random.next())
}
