import { describe, expect, it } from 'vitest'
import { boardView, deskView, displayView } from '../../src/queue/index.ts'
import { OfficeConfig } from '../../src/protocol/index.ts'
import { canonicalJson, expectOk, office, refusalOf, Scenario, ticketOf } from './scenario.ts'

const seconds = 1_000

/** One visitor, called at window 1; with a display that has shown the call when `shown`. */
function aCall(options: { display?: boolean; shown?: boolean } = {}): { s: Scenario; ticket: string; call: string } {
  const s = new Scenario()
  if (options.display !== false) s.connectDisplay()
  const ticket = ticketOf(s.register('Хтось'))
  s.openWindow('olena', '1')
  const call = String(expectOk(s.desk('olena', { type: 'call-next', window: '1' }))['call'])
  if (options.shown === true) expectOk(s.shown(call))
  return { s, ticket, call }
}

const remaining = (s: Scenario): number | null =>
  displayView(s.state, s.now, []).board.called[0]?.remainingSeconds ?? null

describe('the no-show clock', () => {
  it('Q12 starts at the announcement, not at the call', () => {
    const { s, ticket, call } = aCall({ shown: true })
    s.pass(30 * seconds)
    expect(remaining(s)).toBeNull()
    s.announced(call)
    expect(remaining(s)).toBe(120)
    s.pass(119 * seconds)
    expect(s.status(ticket)).toBe('called')
  })

  it('Q14 cancels at 125 s after the announcement, not at 119 s, and never early', () => {
    const { s, ticket, call } = aCall({ shown: true })
    s.announced(call)
    s.pass(119 * seconds)
    expect(s.status(ticket)).toBe('called')
    s.pass(5_999)
    expect(s.status(ticket)).toBe('called')
    expect(remaining(s)).toBe(0)
    s.pass(1)
    expect(s.status(ticket)).toBe('no-show')
    expect(s.events('no-show')).toHaveLength(1)
  })

  it('Q14 Q50 no command brings a no-show back', () => {
    const { s, ticket, call } = aCall({ shown: true })
    s.announced(call)
    s.pass(125 * seconds)
    expect(refusalOf(s.checkIn(ticket))).toBe('ticket-ended')
    expect(refusalOf(s.withdraw(ticket))).toBe('ticket-ended')
    expect(refusalOf(s.announced(call))).toBe('unknown-call')
    for (const type of ['recall', 'start-service', 'confirm-voice-call'] as const) {
      expect(refusalOf(s.desk('olena', { type, window: '1' }))).toBe('nothing-called')
    }
    expect(refusalOf(s.desk('olena', { type: 'resume-held', window: '1' }))).toBe('nothing-held')
    expect(refusalOf(s.desk('olena', { type: 'call-next', window: '1' }))).toBe('nobody-waiting')
    expect(s.status(ticket)).toBe('no-show')
  })

  it('Q7 A5 a recall does not restart the no-show clock and keeps the call id', () => {
    const { s, ticket, call } = aCall({ shown: true })
    s.announced(call)
    s.pass(60 * seconds)
    expect(expectOk(s.desk('olena', { type: 'recall', window: '1' }))['call']).toBe(call)
    expect(remaining(s)).toBe(60)
    s.pass(65 * seconds)
    expect(s.status(ticket)).toBe('no-show')
  })

  it('Q13 runs only while the desk is connected', () => {
    const { s, ticket, call } = aCall({ shown: true })
    s.announced(call)
    s.pass(50 * seconds)
    s.tell({ type: 'disconnect-desk', session: 's-olena' })
    s.pass(100 * seconds)
    expect(remaining(s)).toBeNull()
    s.tell({ type: 'connect-desk', session: 's-olena' })
    expect(remaining(s)).toBe(70)
    s.pass(74_999)
    expect(s.status(ticket)).toBe('called')
    s.pass(1)
    expect(s.status(ticket)).toBe('no-show')
  })

  it('Q13 leaves at least 15 s after the desk comes back', () => {
    const { s, call } = aCall({ shown: true })
    s.announced(call)
    s.pass(118 * seconds)
    s.tell({ type: 'disconnect-desk', session: 's-olena' })
    s.pass(10 * seconds)
    s.tell({ type: 'connect-desk', session: 's-olena' })
    expect(remaining(s)).toBe(15)
  })

  it('Q13 does not start while the desk is away at the announcement', () => {
    const { s, call, ticket } = aCall({ shown: true })
    s.tell({ type: 'disconnect-desk', session: 's-olena' })
    s.announced(call)
    s.pass(170 * seconds)
    expect(s.status(ticket)).toBe('called')
  })

  it('Q15 gives an early call back to waiting when nobody comes', () => {
    const s = new Scenario()
    const ticket = ticketOf(s.register('Рання', 'permanent', { time: '11:00' }))
    s.checkIn(ticket)
    s.openWindow('olena', '1').call('olena', '1')
    s.pass(125 * seconds)
    expect(s.status(ticket)).toBe('waiting')
    expect(s.events('no-show')).toEqual([])
  })

  it('Q15 a call made early stays early although the printed time comes meanwhile', () => {
    const s = new Scenario()
    const ticket = ticketOf(s.register('Рання', 'permanent', { time: '11:00' }))
    s.checkIn(ticket)
    s.openWindow('olena', '1').passTo('10:59:30')
    s.call('olena', '1')
    s.pass(125 * seconds)
    expect(s.status(ticket)).toBe('waiting')
    expect(s.call('olena', '1')).toBe(ticket)
  })

  it('Q16 can be longer, never shorter', () => {
    expect(OfficeConfig.safeParse({ ...office, rules: { ...office.rules, noShowSeconds: 119 } }).success).toBe(false)
    const long = OfficeConfig.parse({ ...office, rules: { ...office.rules, noShowSeconds: 180 } })
    const s = new Scenario(long)
    const ticket = ticketOf(s.register('Хтось'))
    s.openWindow('olena', '1').call('olena', '1')
    s.pass(184_999)
    expect(s.status(ticket)).toBe('called')
    s.pass(1)
    expect(s.status(ticket)).toBe('no-show')
  })
})

describe('the announcement', () => {
  it('A1 Q12 a display that could not play the sound announces silently, and the clock starts', () => {
    const { s, call } = aCall()
    expectOk(s.shown(call))
    expectOk(s.announced(call, true))
    expect(remaining(s)).toBe(120)
    expect(s.events('call-announced')).toMatchObject([{ by: 'display', silent: true, device: 'display-1' }])
  })

  it('A2 the voice is accepted at once without a display of the window', () => {
    const s = new Scenario().connectDisplay(['3'])
    s.register('Хтось')
    s.openWindow('olena', '1')
    expectOk(s.desk('olena', { type: 'call-next', window: '1' }))
    expectOk(s.desk('olena', { type: 'confirm-voice-call', window: '1' }))
    expect(remaining(s)).toBe(120)
  })

  it('A2 with a display the voice has to wait 3 s, and is not needed once the call is shown', () => {
    const { s, call } = aCall()
    expect(refusalOf(s.desk('olena', { type: 'confirm-voice-call', window: '1' }))).toBe('display-announcing')
    s.pass(2_999)
    expect(refusalOf(s.desk('olena', { type: 'confirm-voice-call', window: '1' }))).toBe('display-announcing')
    s.pass(1)
    expect(deskView(s.state, s.now, 's-olena', 'olena', () => null).ticket?.voiceAllowed).toBe(true)
    expectOk(s.shown(call))
    expect(refusalOf(s.desk('olena', { type: 'confirm-voice-call', window: '1' }))).toBe('display-announcing')
  })

  it('A3 a call shown and never announced counts as announced after 90 s', () => {
    const { s, ticket, call } = aCall()
    s.pass(10 * seconds)
    s.shown(call)
    s.pass(89_999)
    expect(s.events('call-announced')).toEqual([])
    s.pass(1)
    expect(s.events('call-announced')).toMatchObject([{ by: 'timeout' }])
    s.pass(125 * seconds)
    expect(s.status(ticket)).toBe('no-show')
  })

  it('A3 a call nobody has shown waits for the voice, however long', () => {
    const { s, ticket } = aCall()
    s.minutes(20)
    expect(s.status(ticket)).toBe('called')
    expect(s.events('call-announced')).toEqual([])
  })

  it('A4 only the first announcement counts', () => {
    const { s, call } = aCall({ shown: true })
    s.announced(call)
    s.pass(60 * seconds)
    expectOk(s.announced(call))
    expect(remaining(s)).toBe(60)
    expect(refusalOf(s.desk('olena', { type: 'confirm-voice-call', window: '1' }))).toBe('already-announced')
  })

  it('A5 at most three recalls, 15 s apart', () => {
    const { s, call } = aCall({ shown: true })
    s.announced(call)
    const recall = (): ReturnType<Scenario['desk']> => s.desk('olena', { type: 'recall', window: '1' })
    expect(refusalOf(recall())).toBe('recall-too-soon')
    for (let n = 0; n < 3; n += 1) {
      s.pass(14_999)
      expect(refusalOf(recall())).toBe('recall-too-soon')
      s.pass(1)
      expectOk(recall())
    }
    s.pass(20 * seconds)
    expect(refusalOf(recall())).toBe('recall-limit')
  })

  it('A6 the short form is used with more than three calls waiting', () => {
    const config = structuredClone(office)
    config.windows = ['1', '2', '3', '4'].map((id) => ({ id, label: id, services: ['permanent'] }))
    config.staff = [...config.staff, { login: 'other', name: 'Інший', role: 'clerk' }]
    const s = new Scenario(config)
    for (const n of ['а', 'б', 'в', 'г']) s.register(n)
    const windows = ['1', '2', '3', '4']
    for (const window of windows) {
      const actor = { kind: 'desk', session: `s-${window}`, staff: 'olena', role: 'clerk' } as const
      s.tell({ type: 'connect-desk', session: actor.session })
      expectOk(s.tell({ type: 'open-window', window, actor }))
      expect(displayView(s.state, s.now, []).shortForm).toBe(false)
      expectOk(s.tell({ type: 'call-next', window, actor }))
    }
    expect(displayView(s.state, s.now, []).shortForm).toBe(true)
  })

  it('A7 calls are announced and renewed in the order they were made, also by a state from a snapshot', () => {
    const s = new Scenario()
    for (const name of ['а', 'б', 'в', 'г', 'ґ']) s.register(name)
    s.openWindow('taras', '2').openWindow('olena', '1')
    while (s.state.seq < 97) s.tell({ type: 'see-clock-step', stepMs: 0 })
    const first = s.call('taras', '2')
    const second = s.call('olena', '1')
    const called = (): string[] => displayView(s.state, s.now, []).calls.map(({ ticket }) => ticket)
    // a snapshot is canonical JSON: its keys come back sorted, call-0-100 before call-0-98
    s.state = JSON.parse(canonicalJson(s.state))
    expect(Object.keys(s.state.calls)).toEqual(['call-0-100', 'call-0-98'])
    expect(called()).toEqual([first, second])
    expect(boardView(s.state, s.now).called.map(({ ticket }) => ticket)).toEqual([first, second])
    s.restart(1_000)
    expect(called()).toEqual([first, second])
  })

  it('A8 a display reports only calls of its own windows', () => {
    const s = new Scenario().connectDisplay(['3'])
    s.register('Хтось')
    s.openWindow('olena', '1')
    const call = String(expectOk(s.desk('olena', { type: 'call-next', window: '1' }))['call'])
    expect(refusalOf(s.shown(call))).toBe('not-this-display')
    expect(displayView(s.state, s.now, ['3']).calls).toEqual([])
    expect(refusalOf(s.announced('call-0-999'))).toBe('unknown-call')
  })

  it('A8 a display that is not connected reports only calls of the windows it is configured for', () => {
    const devices = [{ id: 'display-1', role: 'display' as const, windows: ['2'] }]
    const s = new Scenario({ ...office, devices }).openWindow('olena', '1')
    s.register('Ганна')
    const call = String(expectOk(s.desk('olena', { type: 'call-next', window: '1' }))['call'])
    expect(refusalOf(s.shown(call))).toBe('not-this-display')
    expect(refusalOf(s.announced(call))).toBe('not-this-display')
  })

  it('A9 the views of display and terminal carry nothing of the sealed data', () => {
    const { s } = aCall()
    const text = JSON.stringify(displayView(s.state, s.now, []))
    expect(text).not.toContain('sealed:')
    expect(text).not.toContain('Хтось')
    expect(text).toContain('А-0')
  })
})
