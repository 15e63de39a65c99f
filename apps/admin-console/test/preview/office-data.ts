import type {
  AdminDevices,
  AdminHubs,
  AdminOffice,
  AdminOffices,
  AdminOutside,
  DayReport,
  DisplayCalls,
  JournalEntry,
  LiveView,
  OfficeConfig,
  Statistics,
} from '@cherha/shared/protocol'

const workday: [string, string][] = [
  ['09:00', '13:00'],
  ['13:45', '18:00'],
]
export const at = (minutesAgo: number): string => new Date(Date.now() - minutesAgo * 60_000).toISOString()
export const today = new Date().toISOString().slice(0, 10)
export const dayAfter = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** An office like the demonstration's. */
export const config: OfficeConfig = {
  code: '4801',
  name: { uk: 'УДМС у Миколаївській області', en: 'Migration Service in Mykolaiv Oblast' },
  smsName: { uk: 'ДМС Миколаїв', en: 'SMS Mykolaiv' },
  address: { uk: 'м. Миколаїв, вул. Декабристів, 5/А', en: '5/A Dekabrystiv St, Mykolaiv' },
  timeZone: 'Europe/Kyiv',
  phones: ['(0512) 49-81-18'],
  shelter: { uk: 'Підвал цієї будівлі, вхід з двору.', en: 'Basement of this building, entrance from the yard.' },
  hours: {
    mon: workday,
    tue: workday,
    wed: workday,
    thu: workday,
    fri: [
      ['09:00', '13:00'],
      ['13:45', '16:45'],
    ],
    sat: [],
    sun: [],
  },
  exceptions: [{ date: dayAfter(20), intervals: [] }],
  quotas: { online: 1, terminal: 1, current: 1 },
  channels: { online: true, terminal: true },
  horizons: { online: 14, terminal: 35 },
  services: [
    service('permanent', 'А', 'Оформлення та видача посвідки на постійне проживання', 'Постійне проживання', 20, 2),
    service('temporary', 'Г', 'Оформлення та видача посвідки на тимчасове проживання', 'Тимчасове проживання', 20, 2),
    service('immigration', 'К', 'Оформлення та видача дозволу на імміграцію', 'Імміграція', 30, 1),
    service('passport', 'Р', 'Паспорт громадянина України для виїзду за кордон', 'Паспорт для виїзду', 15, 1),
  ],
  windows: [
    { id: '1', label: '1', services: ['permanent', 'immigration'] },
    { id: '2', label: '2', services: ['permanent', 'temporary'] },
    { id: '3', label: '3', services: ['temporary', 'passport'] },
  ],
  staff: [
    {
      login: 'olena',
      name: 'Олена Ткачук',
      role: 'clerk',
      post: {
        unit: 'division',
        title: { uk: 'Провідна спеціалістка', en: 'Leading specialist' },
        roles: ['intake'],
      },
    },
    { login: 'taras', name: 'Тарас Гончар', role: 'clerk' },
    {
      login: 'bohdan',
      name: 'Богдан Лисенко',
      role: 'clerk',
      post: {
        unit: 'division',
        title: { uk: 'Головний спеціаліст', en: 'Chief specialist' },
        roles: ['officer', 'print-dispatcher', 'materially-responsible'],
      },
    },
    { login: 'iryna', name: 'Ірина Мельник', role: 'lead' },
  ],
  devices: [
    { id: 'terminal-1', role: 'terminal' },
    { id: 'display-1', role: 'display' },
    { id: 'desk-1', role: 'desk' },
  ],
  priorityCategories: [
    { code: 'disability', title: { uk: 'Людина з інвалідністю', en: 'Person with a disability' }, enabled: true },
    { code: 'pregnant', title: { uk: 'Вагітна', en: 'Pregnant' }, enabled: false },
  ],
  rules: { noShowSeconds: 120, returnMinutes: 10, outageMinutes: 5 },
}

function service(id: string, letter: string, title: string, short: string, minutes: number, lanes: number) {
  const english = id[0]?.toUpperCase() + id.slice(1)
  return {
    id,
    letter,
    title: { uk: title, en: `${english} permit` },
    short: { uk: short, en: english },
    minutes,
    lanes,
  }
}

export const office: AdminOffice = {
  config,
  version: 7,
  published: Array.from({ length: 12 }, (_, index) => ({
    date: dayAfter(index),
    state: index === 0 ? 'closed' : index === 5 ? 'cancelled' : index > 9 ? 'published' : 'acknowledged',
    places: { online: 38, terminal: 37, current: 39 },
    sold: { online: 38 - index * 3, terminal: index > 7 ? 0 : 22 - index * 2, current: index === 0 ? 17 : 0 },
  })),
}

const counts = { waiting: 14, called: 2, serving: 2, finished: 31, noShow: 3, free: 9 }
const idle = { waiting: 0, called: 0, serving: 0, finished: 0, noShow: 0, free: 64 }
const hub = (
  state: 'connected' | 'away' | 'never' | 'diverged',
  minutes: number | null,
  lagEvents: number | null,
  epoch = 0,
) => ({ state, lastContact: minutes === null ? null : at(minutes), lagEvents, version: '0.1.0', epoch })

const answering = { state: 'ok', since: null, lastError: null, queue: 0, retrying: 0, rejected: 0, lies: 0 } as const
export const outside: AdminOutside = {
  systems: [
    { ...answering, system: 'register' },
    { ...answering, system: 'check' },
    {
      ...answering,
      system: 'border',
      state: 'waiting',
      since: new Date(Date.now() - 3_840_000).toISOString(),
      lastError: 'no connection (ECONNREFUSED)',
      queue: 17,
      retrying: 4,
    },
    { ...answering, system: 'debtors', queue: 2, lies: 1 },
    { ...answering, system: 'civil-status', state: 'not-configured' },
    { ...answering, system: 'invalid-documents', state: 'not-configured' },
    { ...answering, system: 'printing-works', queue: 1, retrying: 1, rejected: 3 },
    { ...answering, system: 'mail' },
    { ...answering, system: 'letters', queue: 3 },
  ],
}

export const offices: AdminOffices = {
  offices: [
    { code: '4801', name: config.name, kind: 'body', hub: hub('connected', 0, 0, 1), today: counts },
    {
      code: '5301',
      name: { uk: 'УДМС у Полтавській області', en: 'Migration Service in Poltava Oblast' },
      kind: 'body',
      hub: hub('away', 194, null),
      today: { ...counts, waiting: 6, finished: 12 },
    },
    {
      code: '6301',
      name: { uk: 'Холодногірський відділ у м. Харкові', en: 'Kholodnohirskyi unit in Kharkiv' },
      kind: 'unit',
      hub: hub('diverged', 21, null, 2),
      today: idle,
    },
    {
      code: '7401',
      name: { uk: 'УДМС у Чернігівській області', en: 'Chernihiv Oblast' },
      kind: 'body',
      hub: null,
      today: null,
    },
    {
      code: '2101',
      name: { uk: 'Уповноважений суб’єкт у м. Ужгороді', en: 'Authorised entity in Uzhhorod' },
      kind: 'authorised-entity',
      hub: hub('connected', 0, 12),
      today: { ...counts, noShow: 0 },
    },
  ],
}

export const live: LiveView = {
  office: '4801',
  at: at(0),
  connected: true,
  ageSeconds: 3,
  board: {
    now: at(0),
    date: today,
    suspended: null,
    called: [
      { ticket: 'А-015', window: '3', remainingSeconds: 74 },
      { ticket: 'Р-008', window: '1', remainingSeconds: null },
    ],
    serving: [{ ticket: 'Г-011', window: '2' }],
    next: ['А-016', 'К-004', 'Г-013', 'А-018', 'Р-009'].map((ticket, index) => ({
      ticket,
      time: `10:${20 + index * 5}`,
    })),
    freePlaces: { total: 9, byService: { permanent: 4, temporary: 3, immigration: 0, passport: 2 } },
  },
  windows: [
    {
      id: '1',
      label: '1',
      services: ['permanent', 'immigration'],
      state: 'called',
      staff: { login: 'olena', name: 'Олена Ткачук' },
      ticket: 'Р-008',
      since: at(1),
    },
    {
      id: '2',
      label: '2',
      services: ['permanent', 'temporary'],
      state: 'serving',
      staff: { login: 'taras', name: 'Тарас Гончар' },
      ticket: 'Г-011',
      since: at(12),
    },
    {
      id: '3',
      label: '3',
      services: ['temporary', 'passport'],
      state: 'closed',
      staff: null,
      ticket: null,
      since: null,
    },
  ],
  counts: config.services.map(({ id }, index) => ({
    service: id,
    waiting: 5 - index,
    due: 2 - (index % 2),
    called: index === 0 ? 1 : 0,
    serving: index === 1 ? 1 : 0,
    finished: 12 - index * 2,
    noShow: index % 2,
    free: index * 2,
  })),
  clock: { stepMs: null, dayToConfirm: null },
}

export const devices: AdminDevices = {
  connected: true,
  ageSeconds: 6,
  status: {
    at: Date.now() - 6000,
    version: '0.1.0',
    epoch: 1,
    writable: true,
    clockStepMs: null,
    printer: 'failed',
    devices: [
      device('terminal-1', 'terminal', true, 2, 0),
      device('display-1', 'display', true, 0, 1),
      { ...device('display-2', 'display', true, 0, 0), calls: heard({ silentSince: minutesAgo(48) }) },
      { ...device('display-3', 'display', true, 0, 0), calls: heard({ missed: 3, missedSince: minutesAgo(21) }) },
      { ...device('display-4', 'display', true, 0, 0), calls: heard({}) },
      device('desk-1', 'desk', false, 0, 0),
    ],
    head: { seq: 4182, hash: '3f2b54f6a1'.padEnd(64, '0') },
  },
}

function minutesAgo(minutes: number): number {
  return Date.now() - minutes * 60_000
}

function heard(trouble: Partial<DisplayCalls>): DisplayCalls {
  const at = { shownAt: minutesAgo(2), announcedAt: minutesAgo(2) }
  return { ...at, silentSince: null, missed: 0, missedSince: null, ...trouble }
}

function device(id: string, role: 'terminal' | 'display' | 'desk', connected: boolean, crashes: number, hangs: number) {
  const report = role === 'desk' ? null : { crashes, hangs, version: '0.1.0' }
  return { id, role, windows: null, connected, report, reportedAt: report === null ? null : Date.now() - 240_000 }
}

export const hubs: AdminHubs = {
  hubs: [
    {
      id: '0b9c0c4e-6a3b-4f0e-9a51-3f2b54f6a111',
      state: 'connected',
      enrolledAt: at(60 * 24 * 9),
      revokedAt: null,
      lastContact: at(0),
      version: '0.1.0',
      epoch: 1,
      divergence: null,
    },
    {
      id: '7a1f2c55-91d5-4f3c-8a7d-0c9b8a2e2222',
      state: 'revoked',
      enrolledAt: at(60 * 24 * 80),
      revokedAt: at(60 * 24 * 9),
      lastContact: at(60 * 24 * 10),
      version: '0.1.0',
      epoch: 0,
      divergence: null,
    },
  ],
}

const actions: readonly (readonly [string, JournalEntry['detail']])[] = [
  ['signed-in', {}],
  [
    'config-changed',
    {
      version: 7,
      apply: [dayAfter(6)],
      changed: [{ path: 'hours.fri', from: '[["09:00","16:45"]]', to: '[["09:00","15:00"]]' }],
    },
  ],
  ['staff-added', { version: 6, changed: [{ path: 'staff.olena', to: '{"login":"olena"}' }], apply: [] }],
  ['staff-pin-set', { login: 'olena' }],
  ['pairing-code-made', { role: 'display', device: 'display-2', windows: null }],
  ['day-cancelled', { date: dayAfter(5), reason: 'emergency' }],
  ['enrolment-code-made', { restore: true }],
  ['day-cancelled-failed', { date: dayAfter(5), reason: 'emergency' }],
]
export const journal: readonly JournalEntry[] = Array.from({ length: 120 }, (_, index) => {
  const [action, detail] = actions[index % actions.length] ?? ['signed-in', {}]
  return {
    seq: 120 - index,
    at: at(index * 37),
    who: index % 5 === 0 ? 'server' : 'olga',
    office: '4801',
    action,
    detail,
  }
})

const ends = {
  registered: 64,
  finished: 51,
  noShow: 6,
  mismatch: 1,
  withdrawn: 2,
  unserved: 3,
  cancelledByOffice: 0,
  open: 1,
}
export const report: DayReport = {
  office: '4801',
  date: today,
  state: 'open',
  openedAt: at(400),
  closedAt: null,
  total: ends,
  byService: config.services.map(({ id, letter }) => ({ service: id, letter, ...ends, registered: 16, finished: 13 })),
  byChannel: (['online', 'terminal', 'current'] as const).map((channel) => ({ channel, places: 38, ...ends })),
  byWindow: config.windows.map(({ id }) => ({ window: id, served: 17, servingMinutes: 284, outsideQueue: 1 })),
  incidents: [
    { at: at(300), type: 'office-suspended', window: null },
    { at: at(280), type: 'office-resumed', window: null },
    { at: at(30), type: 'announced-by-voice', window: '2' },
  ],
  feedback: [1, 0, 2, 9, 14],
}

const row = (registered: number, waiting: number) => ({
  registered,
  served: Math.round(registered * 0.85),
  noShow: Math.round(registered * 0.1),
  unserved: Math.round(registered * 0.05),
  waiting: { count: registered, mean: waiting, median: waiting * 0.8, p90: waiting * 2 },
  serving: { count: registered, mean: 840, median: 780, p90: 1400 },
})
export const statistics: Statistics = {
  office: '4801',
  from: dayAfter(-30),
  to: today,
  days: 21,
  feedback: [12, 8, 31, 140, 302],
  ...row(1240, 380),
  byService: config.services.map(({ id, letter, title }, index) => ({
    service: id,
    letter,
    title,
    ...row(420 - index * 80, 300 + index * 60),
  })),
  byChannel: (['online', 'terminal', 'current'] as const).map((channel, index) => ({
    channel,
    ...row(410, 250 + index * 90),
  })),
  byHour: [9, 10, 11, 12, 13, 14, 15, 16, 17].map((hour) => ({
    hour,
    ...row(40 + ((hour * 37) % 90), 200 + ((hour * 61) % 400)),
  })),
  byWindow: config.windows.map(({ id, label }, index) => ({ window: id, label, ...row(400 + index * 20, 300) })),
  withinQuarter: { called: 1100, within: 968, share: 0.88 },
}
