import { refusalMessage, type Answer, type ErrorBody, type RefusalCode } from '@cherha/shared/protocol'
import { expect, test } from 'vitest'
import { documentHasTicket, notThatBooking, tooManyTries } from '../src/renderer/flow/messages.ts'
import { freshFlow, isSending, type Flow } from '../src/renderer/flow/flow.ts'
import { reduce, type FlowAction } from '../src/renderer/flow/reducer.ts'
import { today, toOnline, toVisit, typeName } from './steps.ts'

const session = '00000000-0000-4000-8000-000000000001'
const next = '00000000-0000-4000-8000-000000000002'

function after(...actions: FlowAction[]): Flow {
  return actions.reduce(reduce, freshFlow(session))
}
function refused(code: RefusalCode, field?: string): Answer {
  return { ok: false, refusal: { code, message: refusalMessage(code), ...(field === undefined ? {} : { field }) } }
}
const ticket = { ticket: 'А-015', date: today, time: '10:20', service: 'permanent', code: 'K7QF2M9D', printedSeq: 41 }
const accepted: Answer = { ok: true, seq: 41, result: ticket }
const malformed: ErrorBody = { ok: false, error: { code: 'malformed', message: 'no' } }

const chooseToday: FlowAction[] = [
  { do: 'take-ticket', path: 'today' },
  { do: 'choose-service', service: 'permanent' },
  { do: 'pick-time', time: '10:20' },
  { do: 'choose-place', path: 'today', date: today, time: '10:20' },
]
const toCheck = [...chooseToday, ...typeName]

test('a visitor goes from the start over service, time and name to the check', () => {
  expect(after(...chooseToday).screen).toMatchObject({ is: 'name', order: { service: 'permanent', time: '10:20' } })
  expect(after(...toCheck).screen).toMatchObject({ is: 'check', sending: false, order: { path: 'today', date: today } })
})

test('E17 whoever has a ticket begins with nothing of what was begun before, and sees it as before', () => {
  const begun = after(
    { do: 'set-language', language: 'en' },
    { do: 'toggle-contrast' },
    ...toCheck,
    { do: 'add-guardian' },
    { do: 'type-guardian', guardian: { by: 'phone', value: '0671234567' } },
  )
  // paper runs out, the first visitor leaves, and the next one presses «I have a ticket» on the screen that says so
  const found = [...toVisit].reduce(reduce, begun)
  expect(found).toMatchObject({ language: 'en', contrast: true, session })
  expect(found.person).toEqual({ surname: '', givenName: '', patronymic: '' })
  expect(found.guardian).toBeNull()
  const asked = reduce(found, { do: 'sending', what: 'reprint' })
  const printed = reduce(asked, { do: 'answered', what: 'reprint', answer: accepted })
  expect(printed.screen).toMatchObject({ is: 'ticket', ticket: { ticket: 'А-015' } })
  expect(JSON.stringify(printed)).not.toMatch(/Їжак|0671234567/)
})

test('a priority ticket asks for the category and never for a time', () => {
  const flow = after(
    { do: 'take-ticket', path: 'priority' },
    { do: 'declare-priority', category: 'disability' },
    { do: 'choose-service', service: 'permanent' },
  )
  expect(flow.screen).toMatchObject({ is: 'name', order: { path: 'priority', priority: 'disability', time: null } })
})

test('another day picked forgets the time of the day before', () => {
  const flow = after(
    { do: 'take-ticket', path: 'later' },
    { do: 'choose-service', service: 'permanent' },
    { do: 'pick-date', date: '2026-03-16' },
    { do: 'pick-time', time: '10:20' },
    { do: 'pick-date', date: '2026-03-17' },
  )
  expect(flow.screen).toMatchObject({ is: 'when', order: { date: '2026-03-17', time: null } })
})

test('a service without places today leads to the nearest later place or to the calendar', () => {
  const full = [
    { do: 'take-ticket', path: 'today' },
    { do: 'choose-service', service: 'permanent' },
  ] as const
  expect(after(...full, { do: 'choose-place', path: 'later', date: '2026-03-06', time: '09:20' }).screen).toMatchObject(
    { is: 'name', order: { path: 'later', date: '2026-03-06', time: '09:20' } },
  )
  expect(after(...full, { do: 'other-day' }).screen).toMatchObject({ is: 'when', order: { path: 'later', date: null } })
})

test('an empty or impossible name is complained about at its field, and typing takes the complaint away', () => {
  const empty = after(...chooseToday, { do: 'type-name', field: 'surname', value: 'Їжак' }, { do: 'check-name' })
  expect(empty.screen).toMatchObject({ is: 'name', wrong: { field: 'givenName' } })
  const typed = reduce(empty, { do: 'type-name', field: 'givenName', value: 'І' })
  expect(typed.screen).toMatchObject({ is: 'name', wrong: null })
  const digits = after(...chooseToday, { do: 'type-name', field: 'surname', value: 'R2D2' }, { do: 'check-name' })
  expect(digits.screen).toMatchObject({ wrong: { field: 'surname', message: refusalMessage('name-characters') } })
})

test('a patronymic may be left out', () => {
  expect(after(...toCheck).screen.is).toBe('check')
  expect(
    after(...chooseToday, { do: 'type-name', field: 'patronymic', value: '123' }, ...typeName).screen,
  ).toMatchObject({ is: 'name', wrong: { field: 'patronymic' } })
})

test('a child’s ticket takes a whole phone number or four digits of a document', () => {
  const adding = [...toCheck, { do: 'add-guardian' }] as const
  const done = { do: 'check-guardian' } as const
  const phone = (value: string): FlowAction => ({ do: 'type-guardian', guardian: { by: 'phone', value } })
  const digits = (value: string): FlowAction => ({ do: 'type-guardian', guardian: { by: 'documentDigits', value } })
  expect(after(...adding, done).screen).toMatchObject({ is: 'guardian', wrong: refusalMessage('guardian-phone') })
  expect(after(...adding, phone('067 123'), done).screen).toMatchObject({
    is: 'guardian',
    wrong: { uk: expect.any(String) },
  })
  expect(after(...adding, phone('067 123 45 67'), done)).toMatchObject({
    screen: { is: 'check' },
    guardian: { by: 'phone' },
  })
  expect(after(...adding, digits('123'), done).screen.is).toBe('guardian')
  expect(after(...adding, digits('1234'), done)).toMatchObject({ screen: { is: 'check' }, guardian: { value: '1234' } })
})

test('a contact that was not finished is not kept', () => {
  const flow = after(
    ...toCheck,
    { do: 'add-guardian' },
    { do: 'type-guardian', guardian: { by: 'phone', value: '067' } },
    { do: 'back', session: next },
  )
  expect(flow).toMatchObject({ screen: { is: 'check' }, guardian: null })
})

test('going back keeps what was said until the start screen, which forgets it and begins a new session', () => {
  const back: FlowAction = { do: 'back', session: next }
  const checked = after({ do: 'set-language', language: 'en' }, ...toCheck)
  const name = reduce(checked, back)
  expect(name).toMatchObject({ screen: { is: 'name' }, person: { surname: 'Їжак' }, session })
  const when = reduce(name, back)
  expect(when.screen).toMatchObject({ is: 'when', order: { time: '10:20' } })
  const start = reduce(reduce(when, back), back)
  expect(start).toEqual({ ...freshFlow(next), language: 'en' })
})

test('nothing can be taken back while a command is under way', () => {
  const sending = after(...toCheck, { do: 'sending', what: 'register' })
  expect(isSending(sending.screen)).toBe(true)
  expect(reduce(sending, { do: 'back', session: next })).toEqual(sending)
})

test('an accepted registration shows the ticket', () => {
  const flow = after(
    ...toCheck,
    { do: 'sending', what: 'register' },
    { do: 'answered', what: 'register', answer: accepted },
  )
  expect(flow.screen).toEqual({ is: 'ticket', path: 'today', ticket, sending: false, problem: null })
})

test('a refused name leads back to its field with the sentence of the hub', () => {
  const flow = after(
    ...toCheck,
    { do: 'sending', what: 'register' },
    { do: 'answered', what: 'register', answer: refused('name-characters', 'person.givenName') },
  )
  expect(flow.screen).toMatchObject({
    is: 'name',
    wrong: { field: 'givenName', message: refusalMessage('name-characters') },
  })
  expect(flow.person.givenName).toBe('Ія')
})

test('a refused phone of a guardian leads back to its field', () => {
  const flow = after(...toCheck, {
    do: 'answered',
    what: 'register',
    answer: refused('guardian-phone', 'guardian.phone'),
  })
  expect(flow.screen).toMatchObject({ is: 'guardian', wrong: refusalMessage('guardian-phone') })
})

test('a place that is gone leads back to the times, the day stays chosen', () => {
  const flow = after(...toCheck, { do: 'answered', what: 'register', answer: refused('place-taken') })
  expect(flow.screen).toMatchObject({
    is: 'when',
    order: { date: today, time: null },
    problem: refusalMessage('place-taken'),
  })
})

test('other refusals are said where the visitor is, and another try is possible', () => {
  const flow = after(
    ...toCheck,
    { do: 'sending', what: 'register' },
    { do: 'answered', what: 'register', answer: refused('already-registered') },
  )
  expect(flow.screen).toMatchObject({ is: 'check', sending: false, problem: refusalMessage('already-registered') })
  expect(after(...toCheck, { do: 'answered', what: 'register', answer: malformed }).screen).toMatchObject({
    is: 'check',
    problem: 'technical',
  })
})

test('another ticket keeps the session and forgets the person', () => {
  const flow = after(...toCheck, { do: 'answered', what: 'register', answer: accepted }, { do: 'another-ticket' })
  expect(flow).toMatchObject({
    session,
    screen: { is: 'services', path: 'today' },
    person: { surname: '', givenName: '' },
  })
})

test('forgetting leaves nothing of the visitor, language and contrast included', () => {
  const flow = after({ do: 'set-language', language: 'en' }, { do: 'toggle-contrast' }, ...toCheck, {
    do: 'forget',
    session: next,
  })
  expect(flow).toEqual(freshFlow(next))
})

test('printing again keeps the ticket on the screen, whatever the answer', () => {
  const shown = after(
    ...toCheck,
    { do: 'answered', what: 'register', answer: accepted },
    { do: 'sending', what: 'reprint' },
  )
  expect(shown.screen).toMatchObject({ is: 'ticket', sending: true })
  expect(reduce(shown, { do: 'answered', what: 'reprint', answer: accepted }).screen).toMatchObject({
    is: 'ticket',
    ticket,
    sending: false,
    problem: null,
  })
  expect(reduce(shown, { do: 'answered', what: 'reprint', answer: malformed }).screen).toMatchObject({
    is: 'ticket',
    ticket,
    sending: false,
    problem: 'technical',
  })
})

test('a ticket is looked up only with a whole number, a real day and a whole code', () => {
  expect(after(...toVisit).screen.is).toBe('visit-actions')
  const with_ = (field: 'date' | 'code', value: string) =>
    after(...toVisit.slice(0, -1), { do: 'type-visit', field, value }, { do: 'find-ticket', today }).screen
  const number = { do: 'type-visit', field: 'number', value: 'А' } as const
  expect(after({ do: 'have-ticket' }, number, { do: 'name-ticket' }).screen).toMatchObject({
    is: 'visit',
    wrong: { field: 'number' },
  })
  expect(with_('date', '31.02')).toMatchObject({ is: 'visit-code', wrong: { field: 'date' } })
  expect(with_('code', 'K7QF')).toMatchObject({ is: 'visit-code', wrong: { field: 'code' } })
})

test('an online booking is looked up only with a whole time and four digits', () => {
  expect(after(...toOnline).screen.is).toBe('visit-actions')
  const with_ = (field: 'time' | 'digits', value: string) =>
    after(...toOnline.slice(0, -1), { do: 'type-visit', field, value }, { do: 'find-ticket', today }).screen
  for (const time of ['', '10:2', '24:00', '10:60'])
    expect(with_('time', time)).toMatchObject({ is: 'visit-online', wrong: { field: 'time' } })
  for (const digits of ['', '041', '041А'])
    expect(with_('digits', digits)).toMatchObject({ is: 'visit-online', wrong: { field: 'digits' } })
})

test('who turns from one proof to the other leaves nothing typed for the first', () => {
  const turned = after(...toVisit, { do: 'back', session }, { do: 'back', session }, { do: 'prove-by', by: 'digits' })
  expect(turned.screen).toEqual({ is: 'visit-online', wrong: null })
  expect(turned.visit).toEqual({ number: 'А-015', date: '', code: '', time: '', digits: '', by: 'digits' })
})

test('back leads from what can be done over the proof and the question to the number', () => {
  const screens = (start: readonly FlowAction[]) =>
    [1, 2, 3, 4].map((times) => {
      const back = Array.from({ length: times }, () => ({ do: 'back', session }) as const)
      return after(...start, ...back).screen.is
    })
  expect(screens(toVisit)).toEqual(['visit-code', 'visit-how', 'visit', 'welcome'])
  expect(screens(toOnline)).toEqual(['visit-online', 'visit-how', 'visit', 'welcome'])
})

test('check-in, withdrawal and reprint end on their own screens', () => {
  const answered = (what: 'check-in' | 'withdraw' | 'reprint') =>
    after(...toVisit, { do: 'sending', what }, { do: 'answered', what, answer: accepted }).screen
  expect(answered('check-in')).toEqual({ is: 'checked-in', number: 'А-015', time: ticket.time, readmitted: false })
  expect(answered('withdraw')).toEqual({ is: 'withdrawn', number: 'А-015' })
  expect(answered('reprint')).toMatchObject({ is: 'ticket', ticket })
})

const checkIn = (start: readonly FlowAction[], answer: Answer) =>
  after(...start, { do: 'sending', what: 'check-in' }, { do: 'answered', what: 'check-in', answer }).screen

test('Q27 a booking whose place was claimed is answered with its new ticket, to be printed', () => {
  const result = { ...ticket, ticket: 'А-1001', booked: 'А-015' }
  expect(checkIn(toOnline, { ok: true, seq: 9, result })).toMatchObject({
    is: 'ticket',
    ticket: { ...ticket, ticket: 'А-1001' },
    instead: 'А-015',
  })
})

test('Q28 a ticket that came back by its code is told so, with the time it has now', () => {
  const result = { ticket: 'А-1001', date: today, time: '11:05', service: 'permanent', readmitted: true }
  expect(checkIn(toVisit, { ok: true, seq: 9, result })).toEqual({
    is: 'checked-in',
    number: 'А-1001',
    time: '11:05',
    readmitted: true,
  })
})

test('a refused visit command is said at the field it is about, others at the actions', () => {
  const answered = (code: RefusalCode) => checkIn(toVisit, refused(code))
  expect(answered('wrong-code')).toMatchObject({ is: 'visit-code', wrong: { field: 'code' } })
  expect(answered('unknown-ticket')).toMatchObject({ is: 'visit', wrong: { field: 'number' } })
  expect(answered('not-today')).toMatchObject({ is: 'visit-code', wrong: { field: 'date' } })
  for (const code of ['already-called', 'code-locked', 'day-not-open', 'suspended'] as const)
    expect(answered(code)).toEqual({ is: 'visit-actions', sending: null, problem: refusalMessage(code) })
  expect(answered('service-required')).toEqual({ is: 'visit-service', page: 0, priority: null, sending: null })
})

test('refusals of time and digits speak of time and digits, and the same whichever is wrong', () => {
  const answered = (code: RefusalCode) => checkIn(toOnline, refused(code))
  expect(answered('wrong-code')).toEqual({ is: 'visit-online', wrong: { field: 'digits', message: notThatBooking } })
  expect(answered('code-locked')).toEqual({ is: 'visit-actions', sending: null, problem: tooManyTries })
  expect(answered('already-registered')).toEqual({ is: 'visit-actions', sending: null, problem: documentHasTicket })
  expect(answered('unknown-ticket')).toMatchObject({ is: 'visit', wrong: { field: 'number' } })
  // a ticket of the terminal has no digits: its code is asked for
  expect(answered('code-required')).toMatchObject({ is: 'visit-code', wrong: { field: 'code' } })
  const withCode: FlowAction[] = [
    { do: 'sending', what: 'check-in' },
    { do: 'answered', what: 'check-in', answer: refused('code-required') },
    { do: 'type-visit', field: 'date', value: '05.03' },
    { do: 'type-visit', field: 'code', value: 'K7QF-2M9D' },
    { do: 'find-ticket', today },
  ]
  expect(after(...toOnline, ...withCode)).toMatchObject({ screen: { is: 'visit-actions' }, visit: { by: 'code' } })
  for (const code of ['not-today', 'day-not-open', 'suspended', 'ticket-ended', 'already-called'] as const)
    expect(answered(code)).toEqual({ is: 'visit-actions', sending: null, problem: refusalMessage(code) })
})

test('priority declared at check-in waits on its category', () => {
  const flow = after(...toVisit, { do: 'ask-priority' }, { do: 'sending', what: 'check-in', priority: 'disability' })
  expect(flow.screen).toMatchObject({ is: 'priority', at: 'check-in', sending: 'disability' })
  expect(reduce(flow, { do: 'answered', what: 'check-in', answer: accepted }).screen).toMatchObject({
    is: 'checked-in',
    number: 'А-015',
  })
})

test('an action that does not belong to the screen changes nothing', () => {
  const start = freshFlow(session)
  const strays: FlowAction[] = [
    { do: 'choose-service', service: 'x' },
    { do: 'pick-time', time: '10:00' },
    { do: 'check-name' },
    { do: 'another-ticket' },
    { do: 'ask-withdraw' },
    { do: 'name-ticket' },
    { do: 'prove-by', by: 'digits' },
    { do: 'find-ticket', today },
    { do: 'sending', what: 'register' },
    { do: 'answered', what: 'register', answer: accepted },
  ]
  for (const stray of strays) expect(reduce(start, stray)).toEqual(start)
})
