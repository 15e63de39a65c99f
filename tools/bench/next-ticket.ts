import { decide, evolve, initialState, type QueueCommand, type QueueEvent, type QueueState } from '@cherha/shared/queue'
import { dayClock } from '@cherha/office-hub'
import { planDay } from '@cherha/shared/calendar'
import { anOffice, everyDay } from '@cherha/testing'
import { type Spread, spreadOf } from './rounds.ts'

const date = '2060-03-02'
const waiting = 2_000
const windows = 50
const perRound = 20
const letters = ['А', 'К', 'Р', 'У']

/** Milliseconds of one `call-next`: the decision alone, with 2,000 tickets waiting for 50 windows. Per round the mean of all windows. */
export function nextTicketTime(rounds: number): Spread {
  const { state, at } = crowdedOffice()
  const commands = Array.from({ length: windows }, (_, index) => callNext(index, at))
  const values: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const start = performance.now()
    for (let n = 0; n < perRound; n += 1) {
      for (const command of commands) {
        if (!decide(state, command).ok) throw new Error('a call was refused')
      }
    }
    const ms = (performance.now() - start) / (perRound * windows)
    if (round > 0) values.push(ms)
  }
  return spreadOf(values)
}

function callNext(index: number, at: number) {
  const actor = { kind: 'desk', session: `s${index}`, staff: `clerk${index}`, role: 'clerk' } as const
  return { type: 'call-next', window: `w${index}`, actor, now: { at, mono: at } } as const
}

/** An open day with 2,000 visitors waiting, each tenth with priority, and 50 open windows that serve all of them. */
function crowdedOffice(): { state: QueueState; at: number } {
  const office = anOffice()
    .withPlaces({ current: 1 })
    .openAt(everyDay(['09:00', '18:00']))
  letters.forEach((letter, index) => office.withService(letter, { id: `service-${index}`, lanes: 10, minutes: 10 }))
  for (let n = 0; n < windows; n += 1) office.withWindow(`w${n}`, { label: String(n + 1) })
  const config = office.config()
  const clock = dayClock(date, config.timeZone)
  const plan = planDay(config, clock)
  if (!plan.ok) throw new Error(`no plan: ${JSON.stringify(plan.problem)}`)
  const state = initialState()
  const at = clock.midnight + 13 * 3_600_000
  const happen = (event: QueueEvent) => evolve(state, { seq: state.seq + 1, time: { at, mono: at }, event })
  happen({ type: 'office-configured', config })
  happen({ type: 'plan-published', date, clock, services: plan.services })
  happen({ type: 'day-opened', date })
  for (let n = 0; n < windows; n += 1) {
    happen({ type: 'desk-connected', session: `s${n}` })
    happen({ type: 'window-opened', window: `w${n}`, session: `s${n}`, staff: `clerk${n}` })
  }
  for (let n = 0; n < waiting; n += 1) {
    const command: QueueCommand = {
      type: 'register-current',
      service: `service-${n % letters.length}`,
      language: 'uk',
      actor: { kind: 'device', device: 'terminal-1' },
      sealed: { box: '', fingerprint: String(n) },
      ...(n % 10 === 0 ? { priority: 'disability' } : {}),
    }
    const early = clock.midnight + 9 * 3_600_000
    const decision = decide(state, { ...command, now: { at: early, mono: early } })
    if (!decision.ok) throw new Error(`registration ${n} was refused: ${decision.refusal.code}`)
    for (const event of decision.events) happen(event)
  }
  return { state, at }
}
