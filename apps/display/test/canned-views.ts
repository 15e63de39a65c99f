import type { CallView, DisplayView, PublicOffice, SuspensionView } from '@cherha/shared/protocol'

const working: PublicOffice['hours']['mon'] = [
  ['09:00', '13:00'],
  ['14:00', '18:00'],
]

const services = [
  ['permanent', 'А', 'Постійне проживання', 'Permanent residence'],
  ['temporary', 'Г', 'Тимчасове проживання', 'Temporary residence'],
  ['immigration', 'К', 'Імміграція', 'Immigration'],
  ['passport', 'Р', 'Паспорт для виїзду', 'Passport for travel'],
  ['id-card', 'Т', 'ID-картка', 'ID card'],
  ['stay', 'Ф', 'Строк перебування', 'Length of stay'],
] as const

/** The office of the mockups, with as many windows as a test needs. */
export function anOffice(windows = 6): PublicOffice {
  return {
    code: '8001',
    name: { uk: 'Відділ № 1 ДМС', en: 'Office No. 1' },
    address: { uk: 'вул. Прикладна, 5', en: '5 Prykladna St' },
    timeZone: 'Europe/Kyiv',
    phones: ['044 123 45 67'],
    shelter: {
      uk: 'Підвал цієї будівлі, вхід з двору, 40 м. Ідіть за стрілками.',
      en: 'Basement of this building, entrance from the yard, 40 m. Follow the arrows.',
    },
    services: services.map(([id, letter, uk, en]) => ({
      id,
      letter,
      title: { uk, en },
      short: { uk, en },
      minutes: 20,
    })),
    windows: Array.from({ length: windows }, (_, i) => ({
      id: `w${i + 1}`,
      label: String(i + 1),
      services: ['passport'],
    })),
    hours: {
      mon: working,
      tue: working,
      wed: working,
      thu: working,
      fri: [
        ['09:00', '13:00'],
        ['14:00', '16:45'],
      ],
      sat: [],
      sun: [],
    },
    noShowSeconds: 120,
  }
}

export function aCall(ticket: string, window: number, over: Partial<CallView> = {}): CallView {
  return {
    call: `call-${ticket}`,
    ticket,
    window: `w${window}`,
    announced: true,
    recalls: 0,
    remainingSeconds: 97,
    language: 'uk',
    ...over,
  }
}

/** 10:21 of the day of the mockups. */
export const now = '2026-03-05T10:21:00+02:00'

export interface ViewParts {
  readonly calls?: readonly CallView[]
  readonly serving?: readonly (readonly [ticket: string, window: number])[]
  readonly next?: DisplayView['board']['next']
  readonly suspended?: SuspensionView | null
  readonly office?: PublicOffice
  readonly shortForm?: boolean
  readonly dayOpen?: boolean
  readonly free?: Readonly<Record<string, number>>
}

const usualNext = [
  ['А-016', '10:20'],
  ['Р-023', '10:20'],
  ['Т-019', '10:25'],
  ['Г-007', '10:30'],
  ['Р-024', '10:40'],
  ['А-017', '10:40'],
  ['Ф-009', '10:45'],
  ['Т-020', '11:00'],
  ['К-004', '11:00'],
  ['Р-025', '11:20'],
].map(([ticket = '', time = '']) => ({ ticket, time }))

/** A display's view; what is left out is an ordinary moment of the day. */
export function aView(parts: ViewParts = {}): DisplayView {
  const calls = [...(parts.calls ?? [])]
  const free = { permanent: 4, temporary: 2, immigration: 0, passport: 12, 'id-card': 7, stay: 3, ...parts.free }
  return {
    kind: 'display',
    office: parts.office ?? anOffice(),
    board: {
      now,
      date: '2026-03-05',
      suspended: parts.suspended ?? null,
      called: calls.map(({ ticket, window, remainingSeconds }) => ({ ticket, window, remainingSeconds })),
      serving: (parts.serving ?? []).map(([ticket, window]) => ({ ticket, window: `w${window}` })),
      next: parts.next ?? usualNext,
      freePlaces: { total: Object.values(free).reduce((sum, each) => sum + each, 0), byService: free },
    },
    calls,
    shortForm: parts.shortForm ?? false,
    dayOpen: parts.dayOpen ?? true,
  }
}

const two = [aCall('А-015', 3), aCall('Р-022', 5, { remainingSeconds: 41 })]
const four: readonly (readonly [string, number])[] = [
  ['А-013', 1],
  ['Г-006', 2],
  ['Т-018', 4],
  ['П-002', 6],
]
const alert: SuspensionView = { reason: 'alert', since: now, until: null }

const longNext = usualNext.map(({ time }, i) => ({ ticket: `Ф-888${i}`, time }))
const longFree = { permanent: 888, temporary: 888, immigration: 0, passport: 888, 'id-card': 888, stay: 888 }

/** Everything as long as it can reasonably be. */
function theLongestOffice(windows: number): PublicOffice {
  const office = anOffice(windows)
  const names = [
    'Оформлення і видача паспорта громадянина України для виїзду за кордон',
    'Продовження строку перебування іноземців та осіб без громадянства',
    // sixty of the widest letters, with no place to break
    'ШЩЖЮФМ'.repeat(10),
  ]
  return {
    ...office,
    name: {
      uk: 'Центральне міжрегіональне управління Державної міграційної служби у м. Києві та Київській області',
      en: 'Central Interregional Directorate of the State Migration Service in Kyiv City and Kyiv Region',
    },
    address: { uk: 'вул. Академіка Глушкова, 1-Б, корпус 2, вхід з двору', en: '1-B Akademika Hlushkova St' },
    services: office.services.map((service, i) => ({
      ...service,
      short: { uk: names[i % 3] ?? '', en: service.short.en },
    })),
    windows: office.windows.map((window, i) => ({ ...window, label: i % 2 === 0 ? `${10 + i}Ш` : `${20 + i}` })),
    ticker: [
      {
        uk: 'Документи, видані іншими державами, подайте з перекладом українською мовою, засвідченим нотаріально.',
        en: 'Documents issued by other states need a Ukrainian translation certified by a notary.',
      },
    ],
  }
}

/** The moments that are looked at, by name. */
export const moments: Readonly<Record<string, DisplayView>> = {
  board: aView({ calls: two, serving: four }),
  busy: aView({
    calls: [
      aCall('Т-018', 4, { remainingSeconds: 116 }),
      aCall('А-015', 3),
      aCall('Р-022', 5, { remainingSeconds: 41 }),
      aCall('П-002', 6, { announced: true, remainingSeconds: 12 }),
    ],
    serving: [
      ['А-013', 1],
      ['Г-006', 2],
    ],
  }),
  states: aView({
    calls: [aCall('А-015', 3, { remainingSeconds: null }), aCall('Р-022', 5)],
    serving: [
      ['А-013', 1],
      ['Г-006', 2],
    ],
  }),
  six: aView({
    calls: ['Т-018', 'А-015', 'Р-022', 'П-002', 'Ф-888', 'К-003'].map((ticket, i) =>
      aCall(ticket, i + 1, { remainingSeconds: 110 - i * 15 }),
    ),
  }),
  long: aView({
    calls: [aCall('Ф-8888', 3), aCall('Ф-888', 5, { remainingSeconds: 41 })],
    serving: [
      ['Ф-8888', 1],
      ['Г-006', 2],
    ],
    next: usualNext.map((each, i) => (i % 3 === 0 ? { ticket: `Ф-888${i % 10}`, time: '10:20' } : each)),
  }),
  empty: aView({ next: [], serving: [], free: { permanent: 0, temporary: 0, passport: 0, 'id-card': 0, stay: 0 } }),
  many: aView({
    office: anOffice(12),
    calls: [
      aCall('А-015', 3),
      aCall('Р-022', 5, { remainingSeconds: 41 }),
      aCall('Ф-005', 12, { remainingSeconds: 116 }),
    ],
    serving: [
      ['А-013', 1],
      ['Г-006', 2],
      ['Т-018', 4],
      ['П-002', 6],
      ['Р-020', 7],
      ['Т-017', 9],
      ['К-003', 10],
      ['Р-8021', 11],
    ],
  }),
  suspended: aView({ calls: two, suspended: alert }),
  power: aView({ suspended: { ...alert, reason: 'power' } }),
  resuming: aView({ suspended: { ...alert, until: '2026-03-05T11:40:00+02:00' } }),
  outage: aView({ suspended: { ...alert, reason: 'outage' } }),
  other: aView({ suspended: { ...alert, reason: 'other' } }),
  'resuming-power': aView({ suspended: { ...alert, reason: 'power', until: '2026-03-05T11:40:00+02:00' } }),
  closed: aView({ dayOpen: false, next: [] }),
  lunch: { ...aView({ next: usualNext }), lunch: { until: '14:00' } },
  // the longest texts: office, address, services, window plates, messages of the office
  'longest-board': aView({
    office: theLongestOffice(6),
    calls: [aCall('Ф-8888', 3), aCall('Ф-8886', 5, { remainingSeconds: 41 })],
    serving: [
      ['Ф-8881', 1],
      ['Ш-8882', 2],
      ['Ф-8883', 4],
      ['М-8884', 6],
    ],
    next: longNext,
    free: longFree,
  }),
  'longest-five': aView({
    office: theLongestOffice(6),
    calls: ['Ф-8881', 'Ш-8882', 'Ф-8883', 'М-8884', 'Ф-8885'].map((ticket, i) =>
      aCall(ticket, i + 1, { remainingSeconds: 110 - i * 15 }),
    ),
    serving: [['Ф-8886', 6]],
    next: longNext,
    free: longFree,
  }),
  'longest-takeover': aView({
    office: theLongestOffice(6),
    calls: ['Ф-8881', 'Ш-8882', 'Ф-8883', 'М-8884', 'Ф-8885'].map((ticket, i) =>
      aCall(ticket, i + 1, { remainingSeconds: i === 4 ? null : 110 - i * 15, announced: i !== 4 }),
    ),
    next: longNext,
    free: longFree,
  }),
  // five others stand under the new call
  'longest-takeover-five': aView({
    office: theLongestOffice(6),
    calls: ['Ф-8881', 'Ш-8882', 'Ф-8883', 'М-8884', 'Ф-8886', 'Ф-8888'].map((ticket, i) =>
      aCall(ticket, i + 1, { remainingSeconds: i === 4 ? null : 110 - i * 15, announced: i !== 4 }),
    ),
    next: longNext,
    free: longFree,
  }),
  'longest-many': aView({
    office: theLongestOffice(12),
    calls: [aCall('Ф-8888', 3), aCall('Ш-8886', 5, { remainingSeconds: 41 }), aCall('Ф-8887', 12)],
    serving: [1, 2, 4, 6, 7, 8, 9, 10].map((window) => [`Ф-888${window % 10}`, window] as const),
    next: longNext,
    free: longFree,
  }),
  'longest-suspended': aView({ office: theLongestOffice(6), suspended: alert }),
  'longest-closed': aView({ office: theLongestOffice(6), dayOpen: false, next: [] }),
  'longest-lunch': { ...aView({ office: theLongestOffice(6), next: longNext }), lunch: { until: '13:45' } },
}
