import { asEvent, type LogRecord } from '@cherha/event-log'
import { HubStatus } from '@cherha/shared/protocol'
import { initialState, type QueueEvent, type QueueState } from '@cherha/shared/queue'
import { expect, test } from 'vitest'
import { CallConfirmations } from '../src/uplink/call-confirmations.ts'
import { newsOf } from '../src/uplink/hub-status.ts'
import { aServer, UplinkUnderTest } from './uplink-under-test.ts'

/** Commits one after another, a second apart; calls are live from `ticket-called` until they are taken away. */
class Office {
  readonly state: QueueState = initialState()
  readonly calls: CallConfirmations
  seconds = 0
  #commit: (records: readonly LogRecord[], state: QueueState) => void = () => {}

  constructor(displays: Readonly<Record<string, string[]>>) {
    this.calls = new CallConfirmations({
      onCommit: (listener) => {
        this.#commit = listener
      },
    })
    for (const [id, windows] of Object.entries(displays)) this.state.devices[id] = { role: 'display', windows }
    this.state.devices['terminal-1'] = { role: 'terminal', windows: [] }
  }

  commit(event: QueueEvent, secondsLater = 1): this {
    this.seconds += secondsLater
    const ms = this.seconds * 1000
    this.#commit([{ seq: 1, at: ms, mono: ms, event: asEvent(event), prev: '', hash: '' }], this.state)
    return this
  }

  call(call: string, window = 'w1'): this {
    // what a call is like does not matter here, only whether it is there
    this.state.calls[call] = {} as QueueState['calls'][string]
    return this.commit({ type: 'ticket-called', window, number: 'А-001', call, early: false })
  }

  over(call: string, secondsLater = 60): this {
    delete this.state.calls[call]
    return this.commit({ type: 'service-started', window: 'w1', number: 'А-001' }, secondsLater)
  }

  shown(call: string, device: string): this {
    return this.commit({ type: 'call-shown', call, device })
  }

  announced(call: string, device: string, silent = false): this {
    return this.commit({ type: 'call-announced', call, by: 'display', silent, device })
  }
}

test('what a display showed and announced last is known, and since when it plays no sound', () => {
  const office = new Office({ lobby: [] })
  office.call('1').shown('1', 'lobby').announced('1', 'lobby').over('1')
  expect(office.calls.of('lobby')).toEqual({
    shownAt: 2_000,
    announcedAt: 3_000,
    silentSince: null,
    missed: 0,
    missedSince: null,
  })
  office.call('2').shown('2', 'lobby').announced('2', 'lobby', true).over('2')
  office.call('3').shown('3', 'lobby').announced('3', 'lobby', true).over('3')
  expect(office.calls.of('lobby')).toMatchObject({ announcedAt: 129_000, silentSince: 66_000, missed: 0 })
  office.call('4').announced('4', 'lobby')
  expect(office.calls.of('lobby').silentSince).toBeNull()
})

test('A18 calls in a row that a display did not announce are counted, until it announces one', () => {
  const office = new Office({ lobby: [], hall: [] })
  office.call('1').announced('1', 'hall').over('1')
  office.call('2').commit({ type: 'call-announced', call: '2', by: 'timeout', silent: true }, 90).over('2')
  expect(office.calls.of('lobby')).toMatchObject({ missed: 2, missedSince: 1_000, announcedAt: null })
  expect(office.calls.of('hall')).toMatchObject({ missed: 1, missedSince: 63_000 })
  office.call('3').announced('3', 'lobby').commit({ type: 'call-announced', call: '3', by: 'voice', silent: false })
  expect(office.calls.of('lobby')).toMatchObject({ missed: 0, missedSince: null })
  expect(office.calls.of('hall').missed).toBe(2)
})

test('nothing is counted that a display need not announce', () => {
  const office = new Office({ lobby: ['w1'] })
  // of another window; over at once; stopped by an alert; while it was not connected
  office.call('1', 'w2').over('1')
  office.call('2').over('2', 5)
  office.call('3').commit({ type: 'office-suspended', reason: 'alert', staff: null }).over('3')
  office.call('4')
  delete office.state.devices['lobby']
  office.over('4')
  expect(office.calls.of('lobby').missed).toBe(0)
  expect(office.calls.of('terminal-1').missed).toBe(0)
})

test('the server is told of each display’s calls and of the log’s head, and is not rung up for each call', async () => {
  const { server } = aServer(0)
  const hub = await new UplinkUnderTest({ server }).start()
  hub.credentials.addDevice({ id: 'lobby', role: 'display', windows: null })
  hub.credentials.addDevice({ id: 'terminal-7', role: 'terminal', windows: null })
  await hub.until(() => server.statuses.at(-1)?.head?.hash === hub.disk.log.head().hash)
  await hub.until(() => server.statuses.at(-1)?.devices.length === 2)
  const last = HubStatus.parse(server.statuses.at(-1))
  expect(last.devices.map(({ id, calls }) => [id, calls?.missed])).toEqual([
    ['lobby', 0],
    ['terminal-7', undefined],
  ])

  const calls = { shownAt: 1, announcedAt: 2, silentSince: null, missed: 0, missedSince: null }
  const told = (change: Partial<typeof calls> | { silentSince: number }) =>
    newsOf({ ...last, devices: last.devices.map((device) => ({ ...device, calls: { ...calls, ...change } })) })
  expect(told({ shownAt: 9, announcedAt: 10 })).toBe(told({}))
  expect(newsOf({ ...last, at: 0, head: { seq: 1, hash: '0'.repeat(64) } })).toBe(newsOf(last))
  expect(told({ missed: 1 })).not.toBe(told({}))
  expect(told({ silentSince: 10 })).not.toBe(told({}))
})

test('a status of a hub of an earlier version is taken as before', async () => {
  const { server } = aServer(0)
  const hub = await new UplinkUnderTest({ server }).start()
  await hub.until(() => server.statuses.length > 0)
  const { head: _head, ...old } = server.statuses[0] ?? {}
  expect(HubStatus.safeParse(old).success).toBe(true)
  expect(HubStatus.safeParse({ ...old, head: { seq: 1 } }).success).toBe(false)
})
