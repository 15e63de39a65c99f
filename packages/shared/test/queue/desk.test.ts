import { describe, expect, it } from 'vitest'
import { deskView, freePlacesNow } from '../../src/queue/index.ts'
import { expectOk, refusalOf, Scenario, ticketOf, today } from './scenario.ts'

const at1 = { window: '1' }

describe('windows and sessions', () => {
  it('Q30 a second session on a window is refused, and so is a second window of a session', () => {
    const s = new Scenario().openWindow('olena', '1')
    expect(refusalOf(s.desk('taras', { type: 'open-window', window: '1' }))).toBe('window-in-use')
    expect(refusalOf(s.desk('olena', { type: 'open-window', window: '2' }))).toBe('session-has-window')
    expect(refusalOf(s.desk('olena', { type: 'open-window', window: '9' }))).toBe('unknown-window')
  })

  it('Q30 the same clerk gets the own window back with its ticket once the old desk is gone', () => {
    const s = new Scenario().openWindow('olena', '1')
    const ticket = ticketOf(s.register('Хтось'))
    s.call('olena', '1')
    const again = { kind: 'desk', session: 's-new', staff: 'olena', role: 'clerk' } as const
    s.tell({ type: 'connect-desk', session: 's-new' })
    expect(refusalOf(s.tell({ type: 'open-window', window: '1', actor: again }))).toBe('window-in-use')
    s.tell({ type: 'disconnect-desk', session: 's-olena' })
    expect(refusalOf(s.desk('taras', { type: 'open-window', window: '1' }))).toBe('window-in-use')
    expectOk(s.tell({ type: 'open-window', window: '1', actor: again }))
    expect(s.status(ticket)).toBe('called')
    expectOk(s.tell({ type: 'start-service', window: '1', actor: again }))
    expect(refusalOf(s.desk('olena', { type: 'finish-service', ...at1 }))).toBe('not-your-window')
  })

  it("Q39 another desk's window and a closed window are refused for every desk command", () => {
    const s = new Scenario().openWindow('olena', '1')
    s.register('Хтось')
    const commands = [
      { type: 'call-next' },
      { type: 'recall' },
      { type: 'confirm-voice-call' },
      { type: 'start-service' },
      { type: 'hold', reason: 'other' },
      { type: 'resume-held' },
      { type: 'finish-service' },
      { type: 'close-window' },
      { type: 'outside-queue' },
      { type: 'cancel-mismatch', reason: 'name' },
      { type: 'transfer', toService: 'immigration', reason: 'specialist' },
    ] as const
    for (const command of commands) {
      expect(refusalOf(s.desk('taras', { ...command, ...at1 })), command.type).toBe('not-your-window')
      expect(refusalOf(s.desk('taras', { ...command, window: '2' })), command.type).toBe('window-closed')
    }
  })

  it('Q31 a second call while one is at hand is refused, called and serving alike', () => {
    const s = new Scenario().openWindow('olena', '1')
    s.register('а')
    s.register('б')
    s.call('olena', '1')
    expect(refusalOf(s.desk('olena', { type: 'call-next', ...at1 }))).toBe('window-busy')
    expectOk(s.desk('olena', { type: 'start-service', ...at1 }))
    expect(refusalOf(s.desk('olena', { type: 'call-next', ...at1 }))).toBe('window-busy')
  })

  it('Q31 hold-and-pick: one held ticket, and the held one cannot be swapped with the one at hand', () => {
    const s = new Scenario().openWindow('olena', '1')
    for (const name of ['а', 'б', 'в']) s.register(name)
    const first = s.serve('olena', '1')
    expectOk(s.desk('olena', { type: 'hold', reason: 'documents', ...at1 }))
    const second = s.serve('olena', '1')
    expect(refusalOf(s.desk('olena', { type: 'hold', reason: 'documents', ...at1 }))).toBe('already-held')
    expect(refusalOf(s.desk('olena', { type: 'resume-held', ...at1 }))).toBe('window-busy')
    expectOk(s.desk('olena', { type: 'finish-service', ...at1 }))
    expect(expectOk(s.desk('olena', { type: 'resume-held', ...at1 }))['ticket']).toBe(first)
    expect(s.status(second)).toBe('finished')
  })
})

describe('at the window', () => {
  it('Q35 hold, transfer, mismatch and finish need a ticket in service', () => {
    const s = new Scenario().openWindow('olena', '1')
    s.register('Хтось')
    s.call('olena', '1')
    for (const command of [
      { type: 'hold', reason: 'other' },
      { type: 'finish-service' },
      { type: 'cancel-mismatch', reason: 'name' },
      { type: 'transfer', toService: 'immigration', reason: 'specialist' },
    ] as const)
      expect(refusalOf(s.desk('olena', { ...command, ...at1 })), command.type).toBe('not-serving')
  })

  it('Q39 the name is opened for the own ticket in serving only', () => {
    const s = new Scenario().openWindow('olena', '1').openWindow('taras', '2')
    s.register('Хтось')
    const person = { surname: 'Їжакевич', givenName: 'Єва', patronymic: null, guardian: null }
    const view = (login: 'olena' | 'taras'): ReturnType<typeof deskView> =>
      deskView(s.state, s.now, `s-${login}`, login, () => person)
    s.call('olena', '1')
    expect(view('olena').ticket).not.toHaveProperty('person')
    expectOk(s.desk('olena', { type: 'start-service', ...at1 }))
    expect(view('olena').ticket?.person).toEqual(person)
    expect(JSON.stringify(view('taras'))).not.toContain('Їжакевич')
    expectOk(s.desk('olena', { type: 'hold', reason: 'other', ...at1 }))
    expect(JSON.stringify(view('olena'))).not.toContain('Їжакевич')
  })

  it('Q33 a transfer takes the nearest free place of the other service and its time', () => {
    const s = new Scenario().openWindow('olena', '1')
    const ticket = ticketOf(s.register('Хтось'))
    s.serve('olena', '1')
    const free = Object.values(s.state.days[today]?.places ?? {})
      .filter((place) => place.service === 'immigration' && place.channel === 'current')
      .sort((a, b) => a.at - b.at)[0]
    const result = expectOk(
      s.desk('olena', { type: 'transfer', toService: 'immigration', reason: 'wrong-service', ...at1 }),
    )
    expect(result).toMatchObject({ ticket, time: free?.time })
    expect(s.state.days[today]?.places[free?.number ?? '']?.state).toBe('taken')
  })

  it('Q33 transfer through an empty service is refused without a place, although an idle window would have one', () => {
    const s = new Scenario().openWindow('olena', '1').openWindow('iryna', '3')
    const ticket = ticketOf(s.register('Хтось'))
    s.serve('olena', '1')
    for (const place of Object.values(s.state.days[today]?.places ?? {})) {
      if (place.service === 'passport' && place.state === 'free') {
        s.tell({ type: 'withdraw-place', date: today, number: place.number })
      }
    }
    expect(freePlacesNow(s.state, 'passport', s.at)).toBe(1)
    const move = { type: 'transfer', toService: 'passport', reason: 'wrong-service', ...at1 } as const
    expect(refusalOf(s.desk('olena', move))).toBe('no-places')
    expect(refusalOf(s.desk('olena', { ...move, toService: 'permanent' }))).toBe('same-service')
    expect(refusalOf(s.desk('olena', { ...move, toService: 'nothing' }))).toBe('unknown-service')
    expect(s.status(ticket)).toBe('serving')
  })

  it('Q32 a transfer to a window keeps the time and binds the ticket until that window closes', () => {
    const s = new Scenario().openWindow('olena', '1').openWindow('taras', '2')
    const ticket = ticketOf(s.register('Хтось'))
    s.serve('olena', '1')
    const move = { type: 'transfer', reason: 'specialist', ...at1 } as const
    expect(refusalOf(s.desk('olena', { ...move, toWindow: '1' }))).toBe('same-window')
    expect(refusalOf(s.desk('olena', { ...move, toWindow: '3' }))).toBe('window-closed')
    expect(refusalOf(s.desk('olena', { ...move, toWindow: '9' }))).toBe('unknown-window')
    s.openWindow('iryna', '3')
    expect(refusalOf(s.desk('olena', { ...move, toWindow: '3' }))).toBe('service-not-at-window')
    expectOk(s.desk('olena', { ...move, toWindow: '2' }))
    expect(refusalOf(s.desk('olena', { type: 'call-next', ...at1 }))).toBe('nobody-waiting')
    expectOk(s.desk('taras', { type: 'close-window', window: '2' }))
    expect(s.call('olena', '1')).toBe(ticket)
  })

  it('Q34 a mismatch needs its reason to fit and ends the registration', () => {
    const s = new Scenario().openWindow('olena', '1')
    const ticket = ticketOf(s.register('Хтось'))
    s.serve('olena', '1')
    expect(refusalOf(s.desk('olena', { type: 'cancel-mismatch', reason: 'priority-unproven', ...at1 }))).toBe(
      'not-priority',
    )
    expectOk(s.desk('olena', { type: 'cancel-mismatch', reason: 'name', ...at1 }))
    expect(s.status(ticket)).toBe('mismatch')
    const priority = ticketOf(s.register('Пільгова', 'permanent', { priority: 'disability' }))
    s.serve('olena', '1')
    expectOk(s.desk('olena', { type: 'cancel-mismatch', reason: 'priority-unproven', ...at1 }))
    expect(s.status(priority)).toBe('mismatch')
  })

  it('Q36 self-organised visitors are served apart from calls', () => {
    const s = new Scenario().openWindow('olena', '1')
    s.register('Хтось')
    expectOk(s.desk('olena', { type: 'outside-queue', ...at1 }))
    expect(refusalOf(s.desk('olena', { type: 'call-next', ...at1 }))).toBe('window-busy')
    expect(refusalOf(s.desk('olena', { type: 'outside-queue', ...at1 }))).toBe('window-busy')
    expectOk(s.desk('olena', { type: 'finish-service', ...at1 }))
    s.call('olena', '1')
    expect(refusalOf(s.desk('olena', { type: 'outside-queue', ...at1 }))).toBe('window-busy')
  })

  it('Q37 a window does not close on a visitor, and gives its held ticket back as present with its old time', () => {
    const s = new Scenario().openWindow('olena', '1').openWindow('taras', '2')
    const ticket = ticketOf(s.register('Хтось'))
    const time = s.state.days[today]?.tickets[ticket]?.time
    s.call('olena', '1')
    expect(refusalOf(s.desk('olena', { type: 'close-window', ...at1 }))).toBe('window-busy')
    expectOk(s.desk('olena', { type: 'start-service', ...at1 }))
    expect(refusalOf(s.desk('olena', { type: 'close-window', ...at1 }))).toBe('window-busy')
    expectOk(s.desk('olena', { type: 'hold', reason: 'copy', ...at1 }))
    expectOk(s.desk('olena', { type: 'close-window', ...at1 }))
    expect(s.state.days[today]?.tickets[ticket]).toMatchObject({ present: true, time, status: { is: 'waiting' } })
    expect(s.call('taras', '2')).toBe(ticket)
  })

  it('Q38 a desk silent for 3 minutes gives back the called ticket and its window closes', () => {
    const s = new Scenario().openWindow('olena', '1')
    const ticket = ticketOf(s.register('Хтось'))
    s.call('olena', '1')
    s.tell({ type: 'disconnect-desk', session: 's-olena' })
    s.pass(179_999)
    expect(s.status(ticket)).toBe('called')
    s.pass(1)
    expect(s.status(ticket)).toBe('waiting')
    expect(s.state.windows['1']?.session).toBeNull()
    expect(s.events('no-show')).toEqual([])
    expect(s.state.days[today]?.tickets[ticket]?.present).toBe(true)
  })

  it('Q38 whom a silent desk serves or holds stays', () => {
    const s = new Scenario().openWindow('olena', '1').openWindow('taras', '2')
    const serving = ticketOf(s.register('а'))
    const held = ticketOf(s.register('б'))
    s.serve('olena', '1')
    s.serve('taras', '2')
    expectOk(s.desk('taras', { type: 'hold', reason: 'other', window: '2' }))
    for (const login of ['olena', 'taras']) s.tell({ type: 'disconnect-desk', session: `s-${login}` })
    s.minutes(10)
    expect([s.status(serving), s.status(held)]).toEqual(['serving', 'held'])
    expect(s.state.windows['1']?.session).toBe('s-olena')
  })

  it('Q38 a silent desk with a called and a held ticket gives both back', () => {
    const s = new Scenario().openWindow('olena', '1')
    const held = ticketOf(s.register('а'))
    const called = ticketOf(s.register('б'))
    s.serve('olena', '1')
    expectOk(s.desk('olena', { type: 'hold', reason: 'other', ...at1 }))
    s.call('olena', '1')
    s.tell({ type: 'disconnect-desk', session: 's-olena' })
    s.minutes(3)
    expect([s.status(held), s.status(called)]).toEqual(['waiting', 'waiting'])
    expect(s.state.windows['1']?.session).toBeNull()
  })

  it('Q45 help is asked for at the own window once, seen at every desk, and ended by the clerk or by whoever comes', () => {
    const s = new Scenario().openWindow('olena', '1').openWindow('taras', '2')
    const seen = (login: string) => deskView(s.state, s.now, `s-${login}`, login, () => null).help
    expect(refusalOf(s.desk('taras', { type: 'ask-help', ...at1 }))).toBe('not-your-window')
    expect(refusalOf(s.desk('taras', { type: 'end-help', ...at1 }))).toBe('no-help-asked')
    expectOk(s.desk('olena', { type: 'ask-help', ...at1 }))
    expect(refusalOf(s.desk('olena', { type: 'ask-help', ...at1 }))).toBe('help-asked')
    expect(seen('olena')).toEqual([expect.objectContaining({ window: '1', mine: true })])
    expect(seen('taras')).toEqual([expect.objectContaining({ window: '1', mine: false })])
    expectOk(s.desk('taras', { type: 'end-help', ...at1 }))
    expect([seen('olena'), seen('taras')]).toEqual([[], []])
    expect([...s.events('help-asked'), ...s.events('help-ended')]).toEqual([
      { type: 'help-asked', window: '1', staff: 'olena' },
      { type: 'help-ended', window: '1', staff: 'taras' },
    ])
  })

  it('Q45 a call for help leaves the queue as it is, and ends when the window closes', () => {
    const s = new Scenario().openWindow('olena', '1')
    s.register('а')
    s.call('olena', '1')
    const before = JSON.stringify({ days: s.state.days, calls: s.state.calls })
    expectOk(s.desk('olena', { type: 'ask-help', ...at1 }))
    expect(JSON.stringify({ days: s.state.days, calls: s.state.calls })).toBe(before)
    expectOk(s.desk('olena', { type: 'start-service', ...at1 }))
    expectOk(s.desk('olena', { type: 'finish-service', ...at1 }))
    expectOk(s.desk('olena', { type: 'close-window', ...at1 }))
    expect(s.state.windows['1']?.helpSince).toBeNull()
    expect(refusalOf(s.desk('olena', { type: 'ask-help', ...at1 }))).toBe('window-closed')
  })

  it('a clerk’s tally is the own one, at whatever window, with the minutes of service on average', () => {
    const s = new Scenario().openWindow('olena', '1')
    const tally = (login: string) => deskView(s.state, s.now, `s-${login}`, login, () => null).tally
    expect(tally('olena')).toEqual({ finished: 0, noShow: 0, mismatch: 0, averageMinutes: null })
    for (const [name, minutes] of [
      ['а', 10],
      ['б', 20],
    ] as const) {
      s.register(name)
      s.serve('olena', '1')
      s.minutes(minutes)
      expectOk(s.desk('olena', { type: 'finish-service', ...at1 }))
    }
    expectOk(s.desk('olena', { type: 'close-window', ...at1 }))
    s.openWindow('olena', '2').openWindow('taras', '1')
    expect(tally('olena')).toEqual({ finished: 2, noShow: 0, mismatch: 0, averageMinutes: 15 })
    expect(tally('taras')).toEqual({ finished: 0, noShow: 0, mismatch: 0, averageMinutes: null })
  })
})
