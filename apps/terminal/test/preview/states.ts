import type { TerminalView } from '@cherha/shared/protocol'
import { refusalMessage } from '@cherha/shared/protocol'
import type { HubState } from '@cherha/ui'
import type { Flow, Order, Screen } from '../../src/renderer/flow/flow.ts'
import { notThatBooking } from '../../src/renderer/flow/messages.ts'
import { mockupView } from '../dev/views.ts'

export interface PreviewState {
  readonly view: TerminalView | null
  readonly flow: Partial<Flow>
  readonly hub?: Partial<HubState<TerminalView>>
}

/** The office of the mockups with the longest texts an office may have. */
const long: TerminalView = {
  ...mockupView,
  office: {
    ...mockupView.office,
    name: {
      uk: 'Центральне міжрегіональне управління ДМС у м. Києві, відділ № 12',
      en: 'Central Interregional Department of the Migration Service, office 12',
    },
    address: {
      uk: 'просп. Академіка Володимира Вернадського, 123/45, корпус 2',
      en: '123/45 Akademika Volodymyra Vernadskoho Ave, building 2',
    },
    phones: ['044 123 45 67', '0 800 123 456', '067 123 45 67', '093 203 07 06'],
    services: [
      ...mockupView.office.services.map((service) => ({
        ...service,
        title: {
          uk: `${service.title.uk} (первинне оформлення, обмін, зміна даних і відновлення)`,
          en: `${service.title.en} (first issue, exchange, change of data and replacement)`,
        },
      })),
      ...['М', 'Ш'].map((letter, index) => ({
        id: `more-${index}`,
        letter,
        minutes: 10,
        title: { uk: 'Довідка про реєстрацію', en: 'Certificate of registration' },
        short: { uk: letter, en: letter },
      })),
    ],
  },
  services: [
    ...mockupView.services,
    ...[0, 1].map((index) => ({
      id: `more-${index}`,
      freeToday: 121,
      nearestToday: '09:30',
      nextDay: { date: '2026-03-11', time: '09:00' },
      lastDate: '2026-04-09',
    })),
  ],
}
const unprinted: TerminalView = { ...long, printer: 'failed' }

const person = {
  surname: 'Їжакевич-Задунайська',
  givenName: 'Єлизавета-Вікторія',
  patronymic: 'Всеволодівна',
}
const widest = { surname: 'Щ'.repeat(60), givenName: 'Ж'.repeat(60), patronymic: 'Ю'.repeat(60) }
const guardian = { by: 'phone', value: '+380 67 123 45 67' } as const
const today: Order = { path: 'today', priority: null, service: 'permanent', date: '2026-03-05', time: '10:20' }
const later: Order = { ...today, path: 'later', date: '2026-03-16', time: '14:25' }
const priority: Order = { ...today, path: 'priority', priority: 'companion', time: null }
const ticket = {
  ticket: 'Ф-8888',
  date: '2026-03-05',
  time: '10:20',
  service: 'temporary',
  code: 'K7QF2M9D',
  printedSeq: 41,
}
const visit = { number: 'Ф-8888', date: '05.03', code: 'K7QF-2M9D', time: '10:20', digits: '0417', by: 'code' } as const
const problem = refusalMessage('place-taken')
const info = {
  latin: 'Згорський-Розгонюк Єлисавета-В’ячеславівна',
  unit: '4801',
  stays: [
    { entry: '2025-12-15', exit: '2026-01-10' },
    { entry: '2026-02-20', exit: null },
  ],
  entry: '20.02.2026',
  exit: '',
  rating: 4,
  comment: 'Швидко і привітно. Дякую.',
}

const at = (screen: Screen, more: Partial<Flow> = {}, view: TerminalView = long): PreviewState => ({
  view,
  flow: { screen, person, visit, info, ...more },
})
const stopped = (change: Partial<TerminalView>): PreviewState => ({ view: { ...long, ...change }, flow: {} })
type Printing = NonNullable<TerminalView['printing']>
const printing = (change: Partial<Printing>): Partial<TerminalView> => ({
  printer: 'failed',
  printing: { answers: true, trouble: null, paperLow: false, jobs: [], ...change },
})

/** Every screen of the terminal in every state it has, with the longest texts. */
export const states: Readonly<Record<string, PreviewState>> = {
  welcome: at({ is: 'welcome' }),
  'welcome-helped': at({ is: 'welcome' }, { assistant: 'Олександра Їжакевич-Задунайська' }),
  'welcome-full': {
    view: { ...long, services: long.services.map((one) => ({ ...one, freeToday: 0, nearestToday: null })) },
    flow: {},
  },
  help: at({ is: 'welcome' }, { help: true }),
  'help-helped': at({ is: 'welcome' }, { help: true, assistant: 'Олександра Їжакевич-Задунайська' }),
  assistant: at({ is: 'assistant' }),
  priority: at({ is: 'priority', at: 'registration', sending: null, problem: null }),
  'priority-sending': at({ is: 'priority', at: 'check-in', sending: 'companion', problem: null }),
  'priority-refused': at({
    is: 'priority',
    at: 'check-in',
    sending: null,
    problem: refusalMessage('unknown-priority'),
  }),
  services: at({ is: 'services', path: 'today', priority: null, page: 0 }),
  'services-later': at({ is: 'services', path: 'later', priority: null, page: 0 }),
  'services-priority': at({ is: 'services', path: 'priority', priority: 'companion', page: 1 }),
  'when-today': at({ is: 'when', order: today, problem: null }),
  'when-today-taken': at({ is: 'when', order: { ...today, time: null }, problem }),
  'when-later': at({ is: 'when', order: later, problem: null }),
  'when-later-taken': at({ is: 'when', order: { ...later, time: null }, problem }),
  'no-places': at({ is: 'when', order: { ...today, service: 'immigration', time: null }, problem: null }),
  name: at({ is: 'name', order: today, wrong: null }),
  'name-heard': at({ is: 'name', order: today, wrong: null }, { speech: true }),
  'name-wrong': at({
    is: 'name',
    order: today,
    wrong: { field: 'givenName', message: refusalMessage('name-characters') },
  }),
  guardian: at({ is: 'guardian', order: today, wrong: null }, { guardian }),
  'guardian-wrong': at(
    { is: 'guardian', order: today, wrong: refusalMessage('guardian-phone') },
    { guardian: { by: 'phone', value: '067' } },
  ),
  'guardian-digits': at(
    { is: 'guardian', order: today, wrong: null },
    { guardian: { by: 'documentDigits', value: '0417' } },
  ),
  check: at({ is: 'check', order: today, sending: false, problem: null }),
  'check-child': at({ is: 'check', order: later, sending: false, problem: null }, { guardian }),
  'check-widest': at({ is: 'check', order: today, sending: false, problem: null }, { person: widest }),
  'check-priority': at({ is: 'check', order: priority, sending: false, problem: null }, { guardian }),
  'check-sending': at({ is: 'check', order: today, sending: true, problem: null }),
  'check-refused': at({
    is: 'check',
    order: today,
    sending: false,
    problem: refusalMessage('already-registered'),
  }),
  ticket: at({ is: 'ticket', path: 'today', ticket, sending: false, problem: null }),
  'ticket-heard': at({ is: 'ticket', path: 'today', ticket, sending: false, problem: null }, { speech: true }),
  'ticket-widest': at({ is: 'ticket', path: 'today', ticket, sending: false, problem: null }, { person: widest }),
  'ticket-instead': at({ is: 'ticket', path: 'today', ticket, instead: 'А-015', sending: false, problem: null }),
  'ticket-unprinted': at({ is: 'ticket', path: 'today', ticket, sending: false, problem: null }, {}, unprinted),
  'ticket-reprinting': at({ is: 'ticket', path: 'today', ticket, sending: true, problem: null }, {}, unprinted),
  'ticket-unconfirmed': at(
    { is: 'ticket', path: 'today', ticket, sending: false, problem: null },
    {},
    { ...long, ...printing({ jobs: [{ ticket: ticket.ticket, date: ticket.date, status: 'unconfirmed' }] }) },
  ),
  'ticket-printing': at(
    { is: 'ticket', path: 'today', ticket, sending: false, problem: null },
    {},
    { ...long, ...printing({ jobs: [{ ticket: ticket.ticket, date: ticket.date, status: 'printing' }] }) },
  ),
  visit: at({ is: 'visit', wrong: null }),
  'visit-unknown': at({ is: 'visit', wrong: { field: 'number', message: refusalMessage('unknown-ticket') } }),
  'visit-how': at({ is: 'visit-how' }),
  'visit-code': at({ is: 'visit-code', wrong: null }),
  'visit-code-wrong': at({ is: 'visit-code', wrong: { field: 'code', message: refusalMessage('wrong-code') } }),
  'visit-online': at({ is: 'visit-online', wrong: null }),
  'visit-online-wrong': at({ is: 'visit-online', wrong: { field: 'digits', message: notThatBooking } }),
  'visit-actions': at({ is: 'visit-actions', sending: null, problem: null }),
  'visit-actions-sending': at({ is: 'visit-actions', sending: 'check-in', problem: null }),
  'visit-actions-refused': at({ is: 'visit-actions', sending: null, problem: refusalMessage('code-locked') }),
  'visit-actions-later': at(
    { is: 'visit-actions', sending: null, problem: null },
    { visit: { ...visit, date: '16.03' } },
  ),
  'visit-service': at({ is: 'visit-service', page: 0, priority: null, sending: null }),
  where: at({ is: 'where' }),
  withdraw: at({ is: 'withdraw', sending: false, problem: null }),
  withdrawn: at({ is: 'withdrawn', number: 'Ф-8888' }),
  'checked-in': at({ is: 'checked-in', number: 'Ф-8888', time: '10:20', readmitted: true }),
  info: at({ is: 'info' }),
  'info-services': at({ is: 'info-services', page: 0 }),
  'info-documents': at({ is: 'info-service', service: 'temporary', sheet: 'documents', page: 0 }),
  'info-fees': at({ is: 'info-service', service: 'temporary', sheet: 'fees', page: 0 }),
  'info-none': at({ is: 'info-service', service: 'none', sheet: 'documents', page: 0 }),
  latin: at({ is: 'latin' }),
  'latin-wrong': at({ is: 'latin' }, { info: { ...info, latin: 'Cергій' } }),
  stay: at({ is: 'stay', wrong: null }),
  'stay-empty': at({ is: 'stay', wrong: null }, { info: { ...info, stays: [], entry: '' } }),
  'stay-wrong': at(
    {
      is: 'stay',
      wrong: {
        field: 'entry',
        message: { uk: 'Введіть дату повністю: день, місяць, рік.', en: 'Enter the whole date: day, month, year.' },
      },
    },
    { info: { ...info, stays: [{ entry: '2026-03-01', exit: '2026-02-01' }] } },
  ),
  unit: at({ is: 'unit' }),
  'unit-unknown': at({ is: 'unit' }, { info: { ...info, unit: '9999' } }),
  'e-services': at({ is: 'e-services' }),
  feedback: at({ is: 'feedback', sending: false, problem: null }),
  'feedback-refused': at({ is: 'feedback', sending: false, problem: refusalMessage('feedback-too-soon') }),
  'feedback-done': at({ is: 'feedback-done' }),
  closed: stopped({ dayOpen: false }),
  alert: stopped({ suspended: { reason: 'alert', since: '2026-03-05T07:20:00Z', until: null } }),
  returning: stopped({ suspended: { reason: 'power', since: '2026-03-05T07:20:00Z', until: '2026-03-05T09:40:00Z' } }),
  'no-paper': stopped(printing({ trouble: 'paper-out' })),
  'no-paper-check': at(
    { is: 'check', order: today, sending: false, problem: null },
    {},
    { ...long, ...printing({ trouble: 'paper-out' }) },
  ),
  'cover-open': stopped(printing({ trouble: 'cover-open' })),
  'printer-stopped': stopped(printing({ trouble: 'error' })),
  lost: { view: long, flow: {}, hub: { connected: false, lostAt: 1 } },
  unpaired: { view: null, flow: {}, hub: { unauthorised: true } },
}
