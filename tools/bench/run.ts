import type { MeasureId } from './measures.ts'
import type { Figure } from './report.ts'

export interface Setting {
  /** For everything that is written; removed afterwards. */
  readonly folder: string
  readonly rounds: number
  /** Progress, for the person who waits. */
  readonly say: (line: string) => void
}

type Figures = Readonly<Partial<Record<MeasureId, Figure>>>

interface Group {
  readonly ids: readonly MeasureId[]
  readonly doing: string
  /** @param only what of the group is wanted: the rest need not be measured */
  readonly run: (setting: Setting, only: readonly MeasureId[]) => Promise<Figures>
}

/** Measures that share their rounds. Each loads only what it needs. */
const groups: readonly Group[] = [
  {
    ids: ['P1', 'P2'],
    doing: 'registrations beside raw inserts',
    run: async (setting) => (await import('./registrations.ts')).registrations(setting),
  },
  {
    ids: ['P3', 'P3b'],
    doing: 'calls to 1, 20 and 50 displays',
    run: async (setting) => (await import('./displays.ts')).displays(setting),
  },
  {
    ids: ['P4'],
    doing: 'clicks at a desk in Chromium',
    run: async (setting) => ({ P4: await (await import('./click-to-paint.ts')).clickToPaint(setting) }),
  },
  {
    ids: ['P6'],
    doing: 'restarts of a hub with 50 devices',
    run: async (setting) => ({ P6: await (await import('./devices-back.ts')).devicesBack(setting) }),
  },
  {
    ids: ['P7', 'P7b'],
    doing: 'a hub that catches up with a server',
    run: async (setting) => (await import('./catch-up.ts')).catchUps(setting),
  },
  {
    ids: ['P8'],
    doing: 'events of a thousand offices into PostgreSQL',
    run: async (setting) => ({ P8: await (await import('./ingest.ts')).ingest(setting) }),
  },
  {
    ids: ['P9', 'P10'],
    doing: 'places held beside bare counters in PostgreSQL',
    run: async (setting, only) => (await import('./bookings.ts')).bookingFigures(setting, only),
  },
  {
    ids: ['P11'],
    doing: 'a rush of 50,000 visitors in ten seconds for 2,000 online places',
    run: async (setting) => ({ P11: await (await import('./rush/figures.ts')).rushFigure(setting) }),
  },
  {
    ids: ['P12', 'P12b'],
    doing: 'logs of a thousand and a million events',
    run: async (setting) => (await import('./long-log.ts')).longLog(setting),
  },
  {
    ids: ['P13'],
    doing: 'decisions with 2,000 waiting',
    run: async ({ rounds }) => ({ P13: (await import('./next-ticket.ts')).nextTicketTime(rounds) }),
  },
  {
    ids: ['P14', 'P14b', 'P14c', 'P14d'],
    doing: 'cases, deadlines and task lists in PostgreSQL',
    run: async (setting, only) => (await import('./cases.ts')).caseFigures(setting, only),
  },
  {
    ids: ['P15', 'P15b'],
    doing: 'touches until a ticket is at a network printer, and tickets over a serial line',
    run: async (setting, only) => (await import('./printing.ts')).printing(setting, only),
  },
  {
    ids: ['P16'],
    doing: 'touches at a terminal in Chromium',
    run: async (setting) => ({ P16: await (await import('./touch-to-paint.ts')).touchToPaint(setting) }),
  },
  {
    ids: ['P17', 'P17b'],
    doing: 'the first question of booking over a slow line, in Chromium',
    run: async (setting) => (await import('./first-question.ts')).firstQuestion(setting),
  },
]

/** Runs what is wanted, one group after the other, and reports each figure as it is known. */
export async function runMeasures(
  only: readonly MeasureId[],
  setting: Setting,
  report: (id: MeasureId, figure: Figure) => void,
): Promise<void> {
  for (const { ids, doing, run } of groups) {
    const wanted = ids.filter((id) => only.includes(id))
    if (wanted.length === 0) continue
    setting.say(`${wanted.join(', ')}: ${doing} …`)
    const figures = await run(setting, wanted)
    for (const id of wanted) {
      const figure = figures[id]
      if (figure === undefined) throw new Error(`${id} was not measured`)
      if ('skipped' in figure) setting.say(`${id} is skipped: ${figure.skipped}`)
      report(id, figure)
    }
  }
}
