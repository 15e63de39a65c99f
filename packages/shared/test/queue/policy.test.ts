import { describe, expect, it } from 'vitest'
import { boardView } from '../../src/queue/index.ts'
import { commandSchemas } from '../../src/protocol/index.ts'
import { addDays } from '../../src/calendar/index.ts'
import { atTime, expectOk, refusalOf, Scenario, ticketOf, today } from './scenario.ts'

const priority = { priority: 'disability' }

/** Two windows open, nobody waiting yet. */
function anOpenOffice(): Scenario {
  return new Scenario().openWindow('olena', '1').openWindow('taras', '2')
}

describe('next ticket', () => {
  it('Q1 Q10 priority that is present goes before everybody, in the order of declaration', () => {
    const s = anOpenOffice()
    ticketOf(s.register('Перша'))
    const second = ticketOf(s.register('Друга', 'permanent', priority))
    const third = ticketOf(s.register('Третя', 'immigration', priority))
    expect([second, third]).toEqual(['П-001', 'П-002'])
    expect(s.call('olena', '1')).toBe('П-001')
    s.desk('olena', { type: 'start-service', window: '1' })
    s.desk('olena', { type: 'finish-service', window: '1' })
    expect(s.call('olena', '1')).toBe('П-002')
  })

  it('Q2 a ticket whose time has come goes before one that is present early, by time, lane and letter', () => {
    const s = new Scenario()
    const early = ticketOf(s.register('Рання', 'permanent', { time: '09:20' }))
    expectOk(s.checkIn(early))
    const later = ticketOf(s.register('Пізня', 'immigration', { time: '10:00' }))
    expectOk(s.checkIn(later))
    const now = ticketOf(s.register('Теперішня', 'permanent'))
    s.openWindow('olena', '1').passTo('09:10')
    expect(s.call('olena', '1')).toBe(now)
    s.desk('olena', { type: 'start-service', window: '1' })
    s.passTo('09:25').desk('olena', { type: 'finish-service', window: '1' })
    expect(s.call('olena', '1')).toBe(early)
    s.desk('olena', { type: 'start-service', window: '1' })
    s.desk('olena', { type: 'finish-service', window: '1' })
    expect(s.call('olena', '1')).toBe(later)
  })

  it('Q2 tickets of the same time go by lane, then by letter', () => {
    const s = new Scenario()
    // 10:00: А in the lanes 1 and 2 (one of them sold at the terminal in advance), К in lane 1
    const k = ticketOf(s.register('К', 'immigration', { time: '10:00' }))
    const a = ticketOf(s.register('А', 'permanent', { time: '10:00' }))
    s.openWindow('olena', '1').passTo('10:00')
    const lanes = [a, k].map((number) => s.state.days[today]?.tickets[number]?.lane)
    const first = lanes[0] === lanes[1] ? a : (lanes[0] ?? 0) < (lanes[1] ?? 0) ? a : k
    expect(s.call('olena', '1')).toBe(first)
  })

  it('Q3 Q8 a visitor who is present is called before the printed time when nobody else is due', () => {
    const s = new Scenario()
    const chosen = ticketOf(s.register('Свідома', 'permanent', { time: '11:00' }))
    s.openWindow('olena', '1')
    expect(refusalOf(s.desk('olena', { type: 'call-next', window: '1' }))).toBe('nobody-waiting')
    expectOk(s.checkIn(chosen))
    const called = expectOk(s.desk('olena', { type: 'call-next', window: '1' }))
    expect(called['ticket']).toBe(chosen)
    expect(s.events('ticket-called')).toMatchObject([{ early: true }])
  })

  it('Q8 the nearest place of the current queue makes its visitor present, a later one does not', () => {
    const s = new Scenario()
    const nearest = ticketOf(s.register('Ближча'))
    const later = ticketOf(s.register('Дальша', 'permanent', { time: '12:00' }))
    expect(s.state.days[today]?.tickets[nearest]?.present).toBe(true)
    expect(s.state.days[today]?.tickets[later]?.present).toBe(false)
  })

  it('Q4 nobody absent is called before the printed time, and at that very minute is', () => {
    const s = new Scenario()
    const chosen = ticketOf(s.register('Відсутня', 'permanent', { time: '11:00' }))
    s.openWindow('olena', '1').passTo('10:59')
    expect(refusalOf(s.desk('olena', { type: 'call-next', window: '1' }))).toBe('nobody-waiting')
    s.passTo('11:00')
    expect(s.call('olena', '1')).toBe(chosen)
  })

  it('Q5 a window calls only services of its configuration', () => {
    const s = anOpenOffice()
    const k = ticketOf(s.register('К', 'immigration'))
    expect(refusalOf(s.desk('taras', { type: 'call-next', window: '2' }))).toBe('nobody-waiting')
    expect(s.call('olena', '1')).toBe(k)
  })

  it('Q5 Q6 no desk command has a field for a ticket or a choice of services', () => {
    const desk = [
      'open-window',
      'close-window',
      'call-next',
      'recall',
      'start-service',
      'hold',
      'resume-held',
      'finish-service',
      'transfer',
      'cancel-mismatch',
      'confirm-voice-call',
      'outside-queue',
    ] as const
    for (const type of desk) {
      const base = {
        commandId: '7f1d1b5e-58a3-4b0a-9d5e-0a8a3f0c6d11',
        type,
        window: '1',
        reason: 'other',
        toWindow: '2',
      }
      for (const field of ['ticket', 'number', 'services', 'time', 'position']) {
        expect(commandSchemas[type].safeParse({ ...base, [field]: 'А-001' }).success, `${type} takes ${field}`).toBe(
          false,
        )
      }
    }
  })

  it('Q6 the same log gives the same next ticket, whoever asks and however often', () => {
    const s = anOpenOffice()
    for (const name of ['а', 'б', 'в', 'г']) s.register(name)
    const before = JSON.stringify(s.state)
    const next = boardView(s.state, s.now).next
    expect(boardView(s.state, s.now).next).toEqual(next)
    expect(JSON.stringify(s.state)).toBe(before)
    expect(s.call('olena', '1')).toBe(next[0]?.ticket)
  })

  it('Q9 one unanswered early call ends presence, and check-in restores it', () => {
    const s = new Scenario()
    const chosen = ticketOf(s.register('Рання', 'permanent', { time: '11:00' }))
    s.openWindow('olena', '1')
    s.checkIn(chosen)
    s.call('olena', '1')
    s.pass(125_000)
    expect(s.status(chosen)).toBe('waiting')
    expect(refusalOf(s.desk('olena', { type: 'call-next', window: '1' }))).toBe('nobody-waiting')
    expectOk(s.checkIn(chosen))
    expect(s.call('olena', '1')).toBe(chosen)
  })

  it('Q10 a category the office has not enabled is refused at its field', () => {
    const s = anOpenOffice()
    expect(refusalOf(s.register('Х', 'permanent', { priority: 'veteran' }))).toBe('unknown-priority')
    expect(refusalOf(s.register('Х', 'permanent', { priority: 'friend' }))).toBe('unknown-priority')
    expect(s.events('registered')).toEqual([])
  })

  it('Q11 Q1 a booked ticket keeps its number when priority is declared at check-in, and goes first', () => {
    const tomorrow = addDays(today, 1)
    const s = new Scenario()
    const booked = ticketOf(s.book('Заздалегідь', tomorrow, '11:00'))
    s.passTo('09:00', tomorrow).openWindow('olena', '1')
    ticketOf(
      s.tell({
        type: 'register-current',
        service: 'permanent',
        language: 'uk',
        actor: { kind: 'device', device: 't' },
        sealed: { box: '', fingerprint: 'інша' },
      }),
    )
    expectOk(s.checkIn(booked, priority))
    expect(s.call('olena', '1')).toBe(booked)
    expect(booked).toMatch(/^А-\d{3}$/)
  })

  it('N9 the board lists at most ten, called order first, then absent ones by printed time', () => {
    const s = new Scenario()
    const absent = ticketOf(s.register('Відсутня', 'permanent', { time: '12:40' }))
    const absentFirst = ticketOf(s.register('Відсутня', 'immigration', { time: '12:00' }))
    const present = ticketOf(s.register('Є'))
    const first = ticketOf(s.register('Перша', 'permanent', priority))
    s.openWindow('olena', '1')
    const view = boardView(s.state, s.now)
    expect(view.next.map(({ ticket }) => ticket)).toEqual([first, present, absentFirst, absent])
    expect(view.next.at(-1)?.time).toBe('12:40')
    for (let n = 0; n < 12; n += 1) s.register(`інша ${n}`)
    expect(boardView(s.state, s.now).next).toHaveLength(10)
  })
})

describe('places and numbers of the day', () => {
  it('N3 on the day a withdrawn place comes back under a new number, and the old number stays a gap', () => {
    const s = new Scenario()
    const ticket = ticketOf(s.register('Перша', 'permanent', { time: '10:00' }))
    expectOk(s.withdraw(ticket))
    expect(s.status(ticket)).toBe('withdrawn')
    const again = ticketOf(s.register('Друга', 'permanent', { time: '10:00' }))
    expect(again).toBe('А-1001')
    expect(s.state.days[today]?.places[ticket]?.state).toBe('freed')
  })

  it('N3 before its day a withdrawn number is sold again under the same number, as its second sale', () => {
    const tomorrow = addDays(today, 1)
    const s = new Scenario()
    const first = ticketOf(s.book('Перша', tomorrow, '11:00'))
    expectOk(s.withdraw(first, tomorrow))
    const second = s.book('Друга', tomorrow, '11:00')
    expect(ticketOf(second)).toBe(first)
    expect(s.state.days[tomorrow]?.tickets[first]?.sold).toBe(2)
    expect(Object.values(s.state.days[tomorrow]?.tickets ?? {}).filter((t) => t.status.is === 'waiting')).toHaveLength(
      1,
    )
  })

  it('N3 a no-show and a mismatch free nothing', () => {
    const s = new Scenario().openWindow('olena', '1')
    const places = (): number => Object.keys(s.state.days[today]?.places ?? {}).length
    const before = places()
    s.register('Нема')
    s.register('Не та')
    s.call('olena', '1')
    s.pass(125_000)
    s.serve('olena', '1')
    expectOk(s.desk('olena', { type: 'cancel-mismatch', window: '1', reason: 'name' }))
    expect(places()).toBe(before)
  })

  it('N4 places the hub adds are numbered from 1001 in the first epoch, published ones stay below 800', () => {
    const s = new Scenario()
    s.tell({
      type: 'add-places',
      date: today,
      places: [
        { service: 'permanent', minutes: 20, time: '18:00', at: atTime('18:00'), lane: 1 },
        { service: 'permanent', minutes: 20, time: '18:20', at: atTime('18:20'), lane: 1 },
      ],
    })
    const added = Object.values(s.state.days[today]?.places ?? {}).filter((place) => place.because === 'extension')
    expect(added.map((place) => place.number)).toEqual(['А-1001', 'А-1002'])
  })

  it('N4 the hub refuses when its series is used up', () => {
    const s = new Scenario()
    const day = s.state.days[today]
    if (day === undefined) throw new Error('no day')
    day.added['А'] = 1999
    const ticket = ticketOf(s.register('Перша', 'permanent', { time: '10:00' }))
    expectOk(s.withdraw(ticket))
    expect(s.events('place-added')).toEqual([])
  })

  it('N5 the priority series is its own, П-001 and on, for all services of the office', () => {
    const s = new Scenario()
    expect(ticketOf(s.register('а', 'permanent', priority))).toBe('П-001')
    expect(ticketOf(s.register('б', 'passport', priority))).toBe('П-002')
    expect(s.state.days[today]?.tickets['П-002']?.time).toBe('09:00')
  })

  it('N5 at lunch a priority ticket stands at the end of the break, after hours it is refused', () => {
    const s = new Scenario().passTo('13:10')
    expect(expectOk(s.register('а', 'permanent', priority))['time']).toBe('13:45')
    s.passTo('17:55')
    expect(refusalOf(s.register('б', 'permanent', priority))).toBe('outside-hours')
  })

  it('N8 transfer and hold keep the number', () => {
    const s = new Scenario().openWindow('olena', '1').openWindow('taras', '2')
    const ticket = ticketOf(s.register('Хтось'))
    s.serve('olena', '1')
    expectOk(s.desk('olena', { type: 'hold', window: '1', reason: 'documents' }))
    expectOk(s.desk('olena', { type: 'resume-held', window: '1' }))
    expectOk(s.desk('olena', { type: 'transfer', window: '1', toService: 'immigration', reason: 'wrong-service' }))
    expect(s.state.days[today]?.tickets[ticket]).toMatchObject({ number: ticket, service: 'immigration' })
    expect(s.call('olena', '1')).toBe(ticket)
  })

  it('N8 Q50 a number that has ended is not called again, even after its visitor registers anew', () => {
    const s = new Scenario().openWindow('olena', '1')
    const first = ticketOf(s.register('Хтось'))
    s.call('olena', '1')
    s.pass(125_000)
    expect(s.status(first)).toBe('no-show')
    const again = ticketOf(s.register('Хтось'))
    expect(again).not.toBe(first)
    expect(s.call('olena', '1')).toBe(again)
  })
})
