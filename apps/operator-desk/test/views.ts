import type { DeskTicket, DeskView } from '@cherha/shared/protocol'

const closed = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }

/** The office of the drawn screens: three services at window 3, window 2 shares one of them. */
const office: DeskView['office'] = {
  code: '6801',
  name: { uk: 'ЦОВ № 1 у м. Хмельницький', en: 'Service centre no. 1, Khmelnytskyi' },
  address: { uk: 'вул. Зарічанська, 7', en: '7 Zarichanska St' },
  timeZone: 'Europe/Kyiv',
  phones: ['(0382) 00-00-00'],
  shelter: null,
  services: [
    {
      id: 'permanent',
      letter: 'А',
      minutes: 20,
      title: {
        uk: 'Оформлення та видача посвідки на постійне проживання',
        en: 'Issue of a permanent residence permit',
      },
      short: { uk: 'Постійне проживання', en: 'Permanent residence' },
    },
    {
      id: 'temporary',
      letter: 'Г',
      minutes: 20,
      title: {
        uk: 'Оформлення та видача посвідки на тимчасове проживання',
        en: 'Issue of a temporary residence permit',
      },
      short: { uk: 'Тимчасове проживання', en: 'Temporary residence' },
    },
    {
      id: 'immigration',
      letter: 'К',
      minutes: 30,
      title: { uk: 'Оформлення дозволу на імміграцію', en: 'Immigration permit' },
      short: { uk: 'Імміграція', en: 'Immigration' },
    },
    {
      id: 'passport',
      letter: 'Р',
      minutes: 15,
      title: { uk: 'Оформлення паспорта громадянина України', en: 'Passport of a citizen of Ukraine' },
      short: { uk: 'Паспорт', en: 'Passport' },
    },
  ],
  windows: [],
  hours: closed,
  noShowSeconds: 120,
}

const windows: DeskView['windows'] = [
  { id: 'w1', label: '1', services: ['passport'], open: true, mine: false },
  { id: 'w2', label: '2', services: ['permanent', 'temporary'], open: true, mine: false },
  { id: 'w3', label: '3', services: ['permanent', 'temporary', 'immigration'], open: true, mine: true },
]

/** A vacant window with people waiting, at 10:21; `changes` on top. */
export function aView(changes: Partial<DeskView> = {}): DeskView {
  return {
    kind: 'desk',
    now: '2026-03-05T10:21:04+02:00',
    office,
    dayOpen: true,
    staff: { login: 'olena', name: 'Олена Ткачук', role: 'clerk' },
    window: 'w3',
    state: 'open',
    ticket: null,
    held: null,
    waiting: { permanent: 6, temporary: 5, immigration: 3 },
    due: { permanent: 3, temporary: 1, immigration: 1 },
    next: [
      { ticket: 'А-016', time: '10:20' },
      { ticket: 'Г-007', time: '10:20' },
      { ticket: 'А-017', time: '10:40' },
      { ticket: 'К-004', time: '11:00' },
    ],
    help: [],
    tally: { finished: 9, noShow: 1, mismatch: 0, averageMinutes: 12 },
    lastEnded: { number: 'А-012', end: 'finished', at: '2026-03-05T10:18:00+02:00' },
    windows,
    freePlaces: { permanent: 0, temporary: 2, immigration: 1, passport: 5 },
    suspended: null,
    clockStepMs: null,
    dayToConfirm: null,
    ...changes,
  }
}

/** The view of a lead. */
export const lead: DeskView['staff'] = { login: 'ihor', name: 'Ігор Бондар', role: 'lead' }

/** Signed in, no window yet. */
export function aViewWithoutWindow(changes: Partial<DeskView> = {}): DeskView {
  return aView({
    window: null,
    state: 'closed',
    lastEnded: null,
    waiting: {},
    due: {},
    windows: windows.map((window) => ({ ...window, open: window.id === 'w2', mine: false })),
    ...changes,
  })
}

/** А-015, called and announced, 1:37 left. */
export function aTicket(changes: Partial<DeskTicket> = {}): DeskTicket {
  return {
    number: 'А-015',
    service: 'permanent',
    time: '10:20',
    early: false,
    call: 'call-0-41',
    shown: true,
    announced: true,
    voiceAllowed: false,
    recallsLeft: 3,
    recallInSeconds: 0,
    remainingSeconds: 97,
    since: null,
    priority: null,
    ...changes,
  }
}

export function aCalledView(ticket: Partial<DeskTicket> = {}, changes: Partial<DeskView> = {}): DeskView {
  return aView({
    state: 'called',
    ticket: aTicket(ticket),
    waiting: { permanent: 5, temporary: 5, immigration: 3 },
    due: { permanent: 2, temporary: 1, immigration: 1 },
    ...changes,
  })
}

/** А-015 being served since 10:21; it is 10:27. */
export function aServingView(ticket: Partial<DeskTicket> = {}, changes: Partial<DeskView> = {}): DeskView {
  return aCalledView(
    {
      remainingSeconds: null,
      since: '2026-03-05T10:21:00+02:00',
      person: {
        surname: 'Їжакевич-Задунайська',
        givenName: 'Єлизавета-Вікторія',
        patronymic: 'Всеволодівна',
        guardian: null,
      },
      ...ticket,
    },
    { now: '2026-03-05T10:27:20+02:00', state: 'serving', ...changes },
  )
}
