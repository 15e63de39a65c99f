import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkState, createAuditor } from '../../src/audit/index.ts'
import { addDays } from '../../src/calendar/index.ts'
import { evolve, initialState, ticketOfBooking } from '../../src/queue/index.ts'
import { logOf } from '../audit/bend.ts'
import { check, follow } from './against-ledger.ts'
import { Ledger } from './ledger.ts'
import { atTime, canonicalJson, today } from './scenario.ts'
import { LinkedScenario, onlineOffice, sealedDigits } from './server-side.ts'
import { SmallServer } from './small-server.ts'

const services = onlineOffice.services.map(({ id }) => id)
const logins = ['olena', 'taras', 'iryna'] as const

const serverStep = fc.oneof(
  { weight: 10, arbitrary: fc.record({ do: fc.constant('book' as const), pick: fc.nat(40), digits: fc.nat(9) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'cancel' as const,
        'cancel' as const,
        'withdraw-place' as const,
        'ask-cancel' as const,
        'ask-withdraw' as const,
      ),
      pick: fc.nat(200),
    }),
  },
)
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('server' as const), step: serverStep }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('deliver' as const), count: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('register' as const),
      who: fc.nat(60),
      service: fc.constantFrom(...services),
      priority: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('claim' as const),
      pick: fc.nat(40),
      digits: fc.nat(9),
      honest: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('readmit' as const), pick: fc.nat(200) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('check-in' as const, 'withdraw' as const), pick: fc.nat(60) }),
  },
  { weight: 10, arbitrary: fc.record({ do: fc.constant('work' as const), window: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('epoch' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('cancel-day' as const, 'restart' as const), sure: fc.nat(3) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(1_000, 30_000, 130_000, 600_000, 1_800_000),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function perform(s: LinkedScenario, server: SmallServer, what: Step): void {
  const places = Object.values(s.state.days[today]?.places ?? {})
  switch (what.do) {
    case 'server':
      return server.step(what.step, s)
    case 'deliver':
      return server.deliver(s, what.count)
    case 'close':
      return server.step({ do: 'close' }, s)
    case 'register':
      s.register(`людина ${what.who}`, what.service, what.priority ? { priority: 'disability' } : {})
      return
    case 'claim': {
      const online = places.filter(({ channel }) => channel === 'online')
      const place = online[what.pick % Math.max(1, online.length)]
      if (place === undefined) return
      // an honest visitor comes with the digits of the booking, another with any
      const own = server.sales.get(place.number)?.digits
      s.claim(place.number, place.time, what.honest && own != null ? own : `000${what.digits}`)
      return
    }
    case 'readmit': {
      // only whoever bought a ticket has its code: what the server sold, or what a lost part of the log may have sold
      const place = places[what.pick % Math.max(1, places.length)]
      if (place === undefined) return
      const lost = `${place.service === 'permanent' ? 'А' : 'П'}-${what.pick < 20 ? 1 + what.pick : 1000 + what.pick}`
      if (what.pick % 4 === 3) return void s.readmit(lost, { service: place.service })
      const real = place.state === 'withheld' || (server.sales.get(place.number)?.sold ?? 0) > place.sold
      if (real) s.readmit(place.number)
      return
    }
    case 'check-in':
    case 'withdraw': {
      const numbers = Object.keys(s.state.days[today]?.tickets ?? {})
      const number = numbers[what.pick % Math.max(1, numbers.length)]
      if (number === undefined) return
      if (what.do === 'check-in') s.checkIn(number)
      else s.withdraw(number)
      return
    }
    case 'work':
      return work(s, what.window)
    case 'epoch':
      s.tell({ type: 'begin-epoch', because: 'restored' })
      return
    case 'restart':
      s.restart(1_000)
      for (const login of logins) s.tell({ type: 'connect-desk', session: `s-${login}` })
      return
    case 'cancel-day':
      if (what.sure === 0) server.step({ do: 'cancel-day' }, s)
      return
    case 'pass':
      s.pass(what.ms)
  }
}

/** What a clerk does next at the own window. */
function work(s: LinkedScenario, nth: number): void {
  const login = logins[nth] ?? 'olena'
  const window = String(nth + 1)
  const doing = s.state.windows[window]?.doing
  if (s.state.windows[window]?.session === null) s.openWindow(login, window)
  const next = {
    nothing: 'call-next',
    called: 'start-service',
    serving: 'finish-service',
    'outside-queue': 'finish-service',
  } as const
  s.desk(login, { type: next[doing ?? 'nothing'], window })
}

/** R1, Q27: every live booking the office has heard of has a registration of its own. */
function nobodyLost(s: LinkedScenario, server: SmallServer): void {
  const day = s.state.days[today]
  if (day === undefined || server.cancelled) return
  for (const [number, { digits }] of server.sales) {
    if (digits === null) continue
    const ticket = ticketOfBooking(day, number)
    expect(ticket?.sealed).toEqual(sealedDigits(digits, ticket?.service))
  }
}

describe('random days of a linked office', () => {
  it('R1 R2 R3 R8 R11 R17 C24 C29 N3 N4 Q26 Q27 Q28 hold however late the server is heard', () => {
    fc.assert(
      fc.property(
        fc.array(serverStep, { maxLength: 12 }),
        fc.nat(12),
        fc.array(step, { minLength: 40, maxLength: 110 }),
        (evening, heard, steps) => {
          const s = new LinkedScenario(onlineOffice, atTime('20:00', addDays(today, -1)))
          s.lookEvery = 10
          const server = new SmallServer(s, today)
          for (const each of evening) server.step(each, s)
          server.deliver(s, heard)
          s.passTo('09:00')
          for (const [n, login] of logins.entries()) s.openWindow(login, String(n + 1))
          const ledger = new Ledger()
          let read = follow(s, ledger, 0)
          for (const what of steps) {
            if (s.state.today !== today) break
            perform(s, server, what)
            s.settle()
            read = follow(s, ledger, read)
            check(s, ledger)
          }
          server.deliver(s, server.outbox.length)
          server.step({ do: 'close' }, s)
          server.deliver(s, server.outbox.length)
          if (s.state.today === today) nobodyLost(s, server)
          read = follow(s, ledger, read)
          check(s, ledger)
          expect(ledger.inbox).toBe(s.state.inbox.seq)
          expect(checkState(s.state, s.now)).toEqual([])
          const replayed = s.log.reduce((state, recorded) => evolve(state, structuredClone(recorded)), initialState())
          expect(canonicalJson(replayed)).toBe(canonicalJson(s.state))
          const auditor = createAuditor()
          const found = [...logOf(s).flatMap((recorded) => auditor.see(recorded)), ...auditor.finish()]
          expect(found).toEqual([])
        },
      ),
      { numRuns: 60, seed: 20_261_123 },
    )
  })
})
