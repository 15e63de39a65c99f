import type { DeskView } from '@cherha/shared/protocol'
import { aCalledView, aServingView, aView, lead } from '../views.ts'
import type { Scene } from './scenes.ts'
import { every } from './with-post.ts'

type Printing = NonNullable<DeskView['printing']>
type Display = NonNullable<DeskView['displays']>[number]

const works: Printing = { answers: true, trouble: null, paperLow: false, jobs: [] }
const heard: Display = { id: 'display-1', sound: 'ok', voice: 'ok' }
const board = (changes: Partial<Display>): Partial<DeskView> => ({ displays: [{ ...heard, ...changes }] })
const printer = (changes: Partial<Printing>): Partial<DeskView> => ({ printing: { ...works, ...changes } })

/** What a desk of an office depends on, all well. */
export const allWell: Pick<DeskView, 'displays' | 'windowDisplays' | 'server' | 'terminals'> & { printing: Printing } =
  {
    printing: works,
    displays: [heard],
    windowDisplays: ['display-1'],
    server: { state: 'connected', lastContact: null, lagEvents: 0 },
    terminals: [{ id: 'terminal-1', connected: true }],
  }

const states: Readonly<Record<string, Partial<DeskView>>> = {
  'paper-out': printer({ trouble: 'paper-out' }),
  'cover-open': printer({ trouble: 'cover-open' }),
  'printer-offline': printer({ trouble: 'offline' }),
  'printer-error': printer({ trouble: 'error' }),
  'printer-unreachable': printer({ trouble: 'unreachable', answers: false }),
  'paper-low': printer({ paperLow: true }),
  'printer-silent': printer({ answers: false }),
  'terminal-away': { terminals: [{ id: 'terminal-1', connected: false }] },
  'terminal-one-away': {
    terminals: [
      { id: 'terminal-1', connected: true },
      { id: 'terminal-2', connected: false },
    ],
  },
  'no-display': { windowDisplays: [], displays: [] },
  'display-blocked': board({ sound: 'blocked' }),
  'display-no-device': board({ sound: 'no-device' }),
  'display-failed': board({ sound: 'failed' }),
  'display-muted': board({ sound: 'muted' }),
  'display-voice': board({ voice: 'incomplete' }),
  'server-away': { server: { state: 'away', lastContact: '2026-03-05T09:58:00+02:00', lagEvents: 12 } },
  'server-stopped': { server: { state: 'refused', lastContact: null, lagEvents: 0 } },
}

/** Everything in trouble at once. */
const worst: Partial<DeskView> = {
  terminals: [{ id: 'terminal-1', connected: false }],
  ...printer({ trouble: 'unreachable', answers: false }),
  ...board({ voice: 'incomplete' }),
  server: { state: 'away', lastContact: '2026-03-05T09:58:00+02:00', lagEvents: 12 },
}
const helpElsewhere: DeskView['help'] = [{ window: 'w1', label: '1', since: '2026-03-05T10:20:00+02:00', mine: false }]
const longest = {
  surname: 'Їжакевич-Задунайська',
  givenName: 'Єлизавета-Вікторія',
  patronymic: 'Всеволодівна',
  guardian: '+380 67 123 45 67',
}
const child = (changes: Partial<DeskView>) =>
  aServingView(
    { priority: 'disability', person: longest },
    { held: { number: 'А-014', service: 'permanent', time: '10:00' }, ...changes },
  )

/** Every state of the health line, and the longest pages with the worst of it. */
export function healthScenes(): Scene[] {
  return [
    ...Object.entries(states).map(([name, change]) => ({ name: `health-${name}`, view: aView(change) })),
    ...Object.entries(states).map(([name, change]) => ({
      name: `health-${name}-english`,
      view: aView(change),
      english: true,
    })),
    { name: 'health-worst', view: aView(worst), sizes: every },
    { name: 'health-worst-contrast', view: aView(worst), contrast: true },
    { name: 'health-worst-called', view: aCalledView({ remainingSeconds: 13, early: true }, worst), sizes: every },
    { name: 'health-worst-serving', view: child(worst), sizes: every },
    { name: 'health-worst-serving-english', view: child(worst), english: true, sizes: every },
    { name: 'health-serving-help', view: child({ help: helpElsewhere }), sizes: every },
    { name: 'health-lead-clock', view: aView({ ...worst, staff: lead, clockStepMs: 312_000 }), sizes: every },
  ]
}
