import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Actor, evolve, initialState } from '../../src/queue/index.ts'
import { addDays } from '../../src/calendar/index.ts'
import { check, follow, sellOut } from './against-ledger.ts'
import { Ledger } from './ledger.ts'
import { atTime, canonicalJson, office, Scenario, today } from './scenario.ts'

const yesterday = addDays(today, -1)
const tomorrow = addDays(today, 1)
const windows = ['1', '2', '3']
const services = office.services.map(({ id }) => id)
const actors: Actor[] = ['olena', 'taras', 'iryna'].map((staff) => ({
  kind: 'desk',
  session: `s-${staff}`,
  staff,
  role: 'clerk',
}))

/** What anybody may try at any moment, sensible or not. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('register' as const),
      who: fc.nat(40),
      service: fc.constantFrom(...services),
      time: fc.option(fc.constantFrom('09:00', '09:20', '10:00', '10:30', '11:00', '15:05'), { nil: undefined }),
      priority: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('book' as const),
      who: fc.nat(20),
      service: fc.constantFrom(...services),
      time: fc.constantFrom('09:20', '10:00', '10:30', '11:00'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('check-in' as const, 'withdraw' as const),
      pick: fc.nat(60),
      late: fc.boolean(),
      priority: fc.boolean(),
    }),
  },
  {
    // what a clerk does next at the own window
    weight: 20,
    arbitrary: fc.record({ do: fc.constant('work' as const), actor: fc.nat(2), pick: fc.nat(11), other: fc.nat(2) }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('desk' as const),
      actor: fc.nat(2),
      window: fc.constantFrom(...windows),
      type: fc.constantFrom(
        'open-window',
        'close-window',
        'call-next',
        'call-next',
        'call-next',
        'confirm-voice-call',
        'recall',
        'start-service',
        'start-service',
        'hold',
        'resume-held',
        'transfer-service',
        'transfer-window',
        'finish-service',
        'finish-service',
        'cancel-mismatch',
        'outside-queue',
      ),
      other: fc.nat(2),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('presence' as const), actor: fc.nat(2), connected: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('announce' as const), shown: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('display' as const),
      windows: fc.constantFrom<string[] | null>([], ['1'], ['2', '3'], null),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('suspend' as const, 'resume' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('restart' as const), downMs: fc.constantFrom(1_000, 200_000, 400_000) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(500, 3_000, 15_000, 60_000, 125_000, 185_000, 600_000, 1_800_000),
    }),
  },
)
/** A place of the day taken at the terminal the day before. */
const booking = fc.record({
  who: fc.nat(40),
  service: fc.constantFrom(...services),
  time: fc.constantFrom('09:00', '09:20', '09:30', '10:00', '10:30', '11:00', '15:05'),
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
type DeskStep = Extract<Step, { do: 'desk' }>

const nextAtWindow = {
  nothing: ['call-next', 'call-next', 'call-next', 'call-next', 'resume-held', 'close-window'],
  called: ['start-service', 'start-service', 'confirm-voice-call', 'recall'],
  serving: ['finish-service', 'finish-service', 'transfer-service', 'transfer-window', 'hold', 'cancel-mismatch'],
  'outside-queue': ['finish-service'],
} as const

function perform(s: Scenario, ledger: Ledger, what: Step): void {
  switch (what.do) {
    case 'register':
      s.register(`людина ${what.who}`, what.service, {
        ...(what.time === undefined ? {} : { time: what.time }),
        ...(what.priority ? { priority: 'disability' } : {}),
      })
      return
    case 'book':
      s.book(`людина ${what.who}`, tomorrow, what.time, what.service)
      return
    case 'check-in':
    case 'withdraw': {
      const tickets = Object.values(s.state.days[what.late ? tomorrow : today]?.tickets ?? {})
      const waiting = tickets.filter(({ status }) => status.is === 'waiting')
      const numbers = (what.pick % 4 === 0 ? tickets : waiting).map(({ number }) => number)
      const number = numbers[what.pick % Math.max(1, numbers.length)] ?? 'А-001'
      if (what.do === 'check-in') s.checkIn(number, what.priority ? { priority: 'disability' } : {})
      else s.withdraw(number, what.late ? tomorrow : undefined)
      return
    }
    case 'work': {
      const { actor, other } = what
      const window = windows[actor] ?? ''
      const sensible = nextAtWindow[s.state.windows[window]?.doing ?? 'nothing']
      const type = s.state.windows[window]?.session === null ? 'open-window' : sensible[what.pick % sensible.length]
      if (type !== undefined) deskStep(s, ledger, { do: 'desk', actor, window, type, other })
      return
    }
    case 'desk':
      deskStep(s, ledger, what)
      return
    case 'presence':
      s.tell({ type: what.connected ? 'connect-desk' : 'disconnect-desk', session: sessionOf(what.actor) })
      return
    case 'announce':
      for (const id of Object.keys(s.state.calls)) {
        if (what.shown) s.shown(id)
        else s.announced(id)
      }
      return
    case 'display':
      if (what.windows === null) s.tell({ type: 'disconnect-device', device: 'display-1' })
      else s.connectDisplay(what.windows)
      return
    case 'suspend':
      s.desk('olena', { type: 'suspend-office', reason: 'alert' })
      return
    case 'resume':
      s.desk('iryna', { type: 'resume-office' })
      return
    case 'restart':
      s.state = JSON.parse(canonicalJson(s.state))
      s.restart(what.downMs)
      return
    case 'pass':
      s.pass(what.ms)
      return
  }
}

function sessionOf(index: number): string {
  const actor = actors[index]
  return actor?.kind === 'desk' ? actor.session : ''
}

/** Commands that name nothing but the window. */
const plainCommands = {
  'open-window': { type: 'open-window' },
  'close-window': { type: 'close-window' },
  'call-next': { type: 'call-next' },
  'confirm-voice-call': { type: 'confirm-voice-call' },
  recall: { type: 'recall' },
  'start-service': { type: 'start-service' },
  'resume-held': { type: 'resume-held' },
  'finish-service': { type: 'finish-service' },
  'outside-queue': { type: 'outside-queue' },
} as const

function deskCommand(type: DeskStep['type'], other: number) {
  switch (type) {
    case 'transfer-service':
      return { type: 'transfer', reason: 'specialist', toService: services[other] ?? '' } as const
    case 'transfer-window':
      return { type: 'transfer', reason: 'specialist', toWindow: windows[other] ?? '' } as const
    case 'hold':
      return { type, reason: 'other' } as const
    case 'cancel-mismatch':
      return { type, reason: 'name' } as const
    default:
      return plainCommands[type]
  }
}

function deskStep(s: Scenario, ledger: Ledger, what: DeskStep): void {
  const login = (['olena', 'taras', 'iryna'] as const)[what.actor] ?? 'olena'
  const { type, window } = what
  const expected = type === 'call-next' ? ledger.next(window, s.at) : undefined
  const decision = s.desk(login, { ...deskCommand(type, what.other), window })
  if (type === 'call-next' && !decision.ok && decision.refusal.code === 'nobody-waiting')
    expect(expected).toBeUndefined()
}

describe('random days', () => {
  it('N3 N8 Q1 Q2 Q3 Q6 Q8 Q13 Q14 Q31 Q50 A2 C21 C22 C27 hold whatever visitors, clerks, displays and power cuts do', () => {
    fc.assert(
      fc.property(
        fc.array(booking, { maxLength: 16 }),
        fc.array(step, { minLength: 60, maxLength: 160 }),
        fc.subarray(services),
        (booked, steps, soldOut) => {
          const s = new Scenario(office, atTime('10:00', yesterday))
          s.lookEvery = 10
          const ledger = new Ledger()
          for (const { who, service, time } of booked) s.book(`людина ${who}`, today, time, service)
          s.passTo('09:00')
          for (const service of soldOut) sellOut(s, service)
          for (let n = 0; n < 3; n += 1) {
            s.tell({ type: 'connect-desk', session: sessionOf(n) })
            s.desk((['olena', 'taras', 'iryna'] as const)[n] ?? 'olena', { type: 'open-window', window: String(n + 1) })
          }
          let read = follow(s, ledger, 0)
          for (const what of steps) {
            perform(s, ledger, what)
            s.settle()
            read = follow(s, ledger, read)
            check(s, ledger)
          }
          // C27: the day ends, and every registration with it
          s.passTo('00:05', tomorrow)
          follow(s, ledger, read)
          expect(ledger.today).toBe(tomorrow)
          check(s, ledger)
          // whoever has the log has the office
          const replayed = s.log.reduce((state, recorded) => evolve(state, structuredClone(recorded)), initialState())
          expect(replayed).toEqual(s.state)
        },
      ),
      { numRuns: 100, seed: 20_260_305 },
    )
  })
})
