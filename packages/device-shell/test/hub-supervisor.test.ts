import { describe, expect, it } from 'vitest'
import { HubSupervisor, type HubChild, type HubState, waitAfter } from '../src/hub-process/supervisor.ts'
import type { StartHub, ToHub } from '../src/hub-process/messages.ts'
import { StandingClock } from './standing-clock.ts'

const options: StartHub = { type: 'start', configFile: '/o.yaml', dataDir: '/d', port: 0, printer: null, listen: null }

/** A process that does what the test tells it to. */
class StandIn implements HubChild {
  readonly heard: ToHub[] = []
  killed = false
  say: (message: unknown) => void = () => undefined
  end: (code: number | null) => void = () => undefined

  send(message: ToHub): void {
    this.heard.push(message)
  }
  onMessage(listener: (message: unknown) => void): void {
    this.say = listener
  }
  onExit(listener: (code: number | null) => void): void {
    this.end = listener
  }
  kill(): void {
    this.killed = true
    this.end(null)
  }
}

function supervised() {
  const clock = new StandingClock()
  const children: StandIn[] = []
  const states: HubState[] = []
  const supervisor = new HubSupervisor({
    clock,
    options: () => options,
    onState: (state) => states.push(state),
    fork() {
      const child = new StandIn()
      children.push(child)
      return child
    },
  })
  const last = (): StandIn => {
    const child = children.at(-1)
    if (child === undefined) throw new Error('nothing was started')
    return child
  }
  return { supervisor, clock, children, states, last }
}

describe('the hub’s supervisor', () => {
  it('starts the hub and says where it is', () => {
    const { supervisor, last, states } = supervised()
    supervisor.start()
    expect(last().heard).toEqual([options])
    last().say({ type: 'ready', url: 'http://127.0.0.1:4700' })
    expect(states.map(({ is }) => is)).toEqual(['starting', 'running'])
    supervisor.start()
    expect(supervisor.state).toEqual({ is: 'running', url: 'http://127.0.0.1:4700', restarts: 0 })
  })

  it('starts it again when it dies, soon at first, then less and less often, and never gives up', () => {
    const { supervisor, clock, children, last } = supervised()
    supervisor.start()
    const waits: number[] = []
    for (let i = 0; i < 12; i += 1) {
      const died = clock.now()
      const before = children.length
      last().end(1)
      while (children.length === before) clock.pass(500)
      waits.push(clock.now() - died)
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, ...Array<number>(6).fill(30_000)])
    expect(waitAfter(10_000)).toBe(30_000)
  })

  it('begins with the short wait again after a minute of health', () => {
    const { supervisor, clock, children, last } = supervised()
    supervisor.start()
    for (let i = 0; i < 6; i += 1) {
      last().end(1)
      clock.pass(30_000)
    }
    last().say({ type: 'ready', url: 'http://127.0.0.1:4700' })
    clock.pass(60_000)
    const before = children.length
    last().end(null)
    expect(supervisor.state).toMatchObject({ is: 'waiting', restarts: 7 })
    clock.pass(500)
    expect(children.length).toBe(before + 1)
  })

  it('tells why it does not start, and does not hurry with a wrong configuration', () => {
    const { supervisor, clock, children, last } = supervised()
    supervisor.start()
    last().say({ type: 'failed', message: 'There is no window w9.', exitCode: 2 })
    last().end(2)
    expect(supervisor.state).toMatchObject({ is: 'waiting', problem: 'There is no window w9.' })
    clock.pass(29_000)
    expect(children).toHaveLength(1)
    clock.pass(1_000)
    expect(children).toHaveLength(2)
  })

  it('kills a hub that does not come up within a minute', () => {
    const { supervisor, clock, children } = supervised()
    supervisor.start()
    clock.pass(60_000)
    expect(children[0]?.killed).toBe(true)
    clock.pass(500)
    expect(children).toHaveLength(2)
  })

  it('stops it when told to, kills it when it takes too long, and starts nothing afterwards', async () => {
    const { supervisor, clock, children, last } = supervised()
    supervisor.start()
    last().say({ type: 'ready', url: 'http://127.0.0.1:4700' })
    const stopped = supervisor.stop()
    expect(last().heard.at(-1)).toEqual({ type: 'stop' })
    last().end(0)
    await stopped
    clock.pass(600_000)
    expect(children).toHaveLength(1)
    supervisor.start()
    const forced = supervisor.stop()
    clock.pass(10_000)
    await forced
    expect(last().killed).toBe(true)
    await supervisor.stop()
    expect(supervisor.state).toEqual({ is: 'stopped' })
  })

  it('stops waiting for the next start, too', async () => {
    const { supervisor, clock, children, last } = supervised()
    supervisor.start()
    last().end(1)
    await supervisor.stop()
    clock.pass(600_000)
    expect(children).toHaveLength(1)
  })

  it('brings questions to the hub and answers back; a hub that dies, refuses or is silent leaves nobody waiting', async () => {
    const { supervisor, clock, last } = supervised()
    await expect(supervisor.ask({ type: 'print-test' })).rejects.toThrow('not running')
    supervisor.start()
    last().say({ type: 'ready', url: 'http://127.0.0.1:4700' })
    const answered = supervisor.ask({ type: 'pair', role: 'display' })
    const refused = supervisor.ask({ type: 'print-test' })
    last().say({ type: 'refused', ask: 2, message: 'The printer is off.' })
    last().say({ type: 'answer', ask: 1, value: { code: 'AAAA1111' } })
    expect(await answered).toEqual({ code: 'AAAA1111' })
    await expect(refused).rejects.toThrow('The printer is off.')
    const silent = supervisor.ask({ type: 'print-test' })
    clock.pass(15_000)
    await expect(silent).rejects.toThrow('did not answer')
    const orphaned = supervisor.ask({ type: 'print-test' })
    last().end(null)
    await expect(orphaned).rejects.toThrow('has ended')
  })

  it('hears nothing that is no message of a hub', () => {
    const { supervisor, last } = supervised()
    supervisor.start()
    for (const message of [null, 'ready', { type: 'ready' }, { type: 'else' }, { type: 'ready', url: 5 }])
      last().say(message)
    expect(supervisor.state.is).toBe('starting')
  })
})
