import { serviceSheet, type ServiceSheets } from '@cherha/shared/information'
import type {
  BookingDays,
  BookingOffices,
  BookingPlaces,
  BookingRules,
  BookingServices,
  BookingView,
  Mine,
  PublicBoard,
  PublicOffices,
  WhereAnswer,
} from '@cherha/shared/protocol'
import { builtInCards, findCard } from '@cherha/shared/workflow'

/** The morning of the mockups. */
export const now = '2026-03-05T09:28:00+02:00'

export const rules: BookingRules = {
  state: 'open',
  addresses: 'allowed',
  limits: { open: 5, month: 10, holdSeconds: 300 },
  phones: ['(097) 470-05-05', '(066) 470-05-05'],
}

export const services: BookingServices = {
  services: [
    {
      id: 'permanent-permit',
      title: {
        uk: 'Оформлення та видача посвідки на постійне проживання',
        en: 'Permanent residence permit: application and issue',
      },
    },
    { id: 'passport', title: { uk: 'Закордонний паспорт', en: 'Passport for travel abroad' } },
    { id: 'id-card', title: { uk: 'Паспорт громадянина України (ID-картка)', en: 'Passport of Ukraine (ID card)' } },
    {
      id: 'temporary-permit',
      title: {
        uk: 'Обмін посвідки на тимчасове проживання у зв’язку зі зміною інформації, внесеної до неї',
        en: 'Exchange of a temporary residence permit because what is written in it has changed',
      },
    },
    { id: 'register', title: { uk: 'Реєстрація місця проживання', en: 'Registration of the place of residence' } },
  ],
}

const office = (
  code: string,
  uk: string,
  en: string,
  street: string,
  streetEn: string,
  free: number | null,
  date = '2026-03-11',
) => ({
  code,
  name: { uk, en },
  address: { uk: street, en: streetEn },
  phones: ['(044) 278-50-00'],
  nearest: free === null ? null : { date, free },
})

export const offices: BookingOffices = {
  offices: [
    office('8001', 'Відділ № 1', 'Office No. 1', 'вул. Прикладна, 5, Київ', '5 Prykladna St, Kyiv', 1),
    office('8002', 'Відділ № 2', 'Office No. 2', 'вул. Зразкова, 12, Київ', '12 Zrazkova St, Kyiv', 14, '2026-03-06'),
    office(
      '8036',
      'Сектор № 2 Шевченківського відділу Центрального міжрегіонального управління ДМС у місті Києві та Київській області',
      'Sector No. 2 of the Shevchenkivskyi Department of the Central Interregional Directorate of the Migration Service in Kyiv City and Oblast',
      'вул. Герцена, 9, Київ',
      '9 Hertsena St, Kyiv',
      null,
    ),
    office(
      '4801',
      'Миколаївський відділ',
      'Mykolaiv Office',
      'просп. Центральний, 88, Миколаїв',
      '88 Tsentralnyi Ave, Mykolaiv',
      3,
    ),
    office(
      '2101',
      'Ужгородський відділ',
      'Uzhhorod Office',
      'вул. Швабська, 1, Ужгород',
      '1 Shvabska St, Uzhhorod',
      21,
    ),
    office(
      '6801',
      'Хмельницький відділ',
      'Khmelnytskyi Office',
      'вул. Героїв Майдану, 7, Хмельницький',
      '7 Heroiv Maidanu St, Khmelnytskyi',
      5,
    ),
    office(
      '4601',
      'Львівський відділ',
      'Lviv Office',
      'вул. Січових Стрільців, 11, Львів',
      '11 Sichovykh Striltsiv St, Lviv',
      8,
    ),
  ],
}

export const days: BookingDays = {
  days: [
    { date: '2026-03-06', free: 0 },
    { date: '2026-03-09', free: 0 },
    { date: '2026-03-10', free: 0 },
    { date: '2026-03-11', free: 1 },
    { date: '2026-03-12', free: 5 },
    { date: '2026-03-13', free: 0 },
    { date: '2026-03-16', free: 17 },
    { date: '2026-03-17', free: 14 },
    { date: '2026-03-18', free: 22 },
    { date: '2026-03-19', free: 9 },
  ],
  next: { date: '2026-03-20', at: '2026-03-06T00:00:00+02:00' },
  timeZone: 'Europe/Kyiv',
}

export const places: BookingPlaces = {
  times: ['09:40', '10:20', '11:40', '14:25', '15:45'].map((time) => ({ time, free: 1 })),
}

export const booking: BookingView = {
  id: '3f0b7c1e-8a44-4c55-9d1f-6f1c2ab4de01',
  office: {
    code: '8001',
    name: { uk: 'Відділ № 1', en: 'Office No. 1' },
    address: { uk: 'вул. Прикладна, 5, Київ', en: '5 Prykladna St, Kyiv' },
    phones: ['(044) 278-50-00'],
    timeZone: 'Europe/Kyiv',
  },
  service: {
    id: 'permanent-permit',
    title: {
      uk: 'Оформлення та видача посвідки на постійне проживання',
      en: 'Permanent residence permit: application and issue',
    },
    minutes: 20,
  },
  who: 'self',
  number: 'А-015',
  date: '2026-03-12',
  time: '10:20',
  at: '2026-03-12T10:20:00+02:00',
  checkInCode: '7KQ2M9XD',
  qr: 'CHERHA1|8001|2026-03-12|А-015|0|7KQ2M9XD',
  state: 'booked',
  cancel: 'now',
  language: 'uk',
}

const again = (n: number, more: Partial<BookingView>): BookingView => ({
  ...booking,
  id: `3f0b7c1e-8a44-4c55-9d1f-6f1c2ab4de0${n}`,
  ...more,
})

export const mine: Mine = {
  phone: '+380 67 ***-**-67',
  until: '2026-03-05T09:43:00+02:00',
  reminders: true,
  bookings: [
    again(2, {
      number: 'К-003',
      date: '2026-03-05',
      time: '11:00',
      at: '2026-03-05T11:00:00+02:00',
      cancel: 'request',
    }),
    booking,
    again(3, { number: 'А-016', who: 'child', time: '10:40', at: '2026-03-12T10:40:00+02:00' }),
    again(4, { number: 'У-101', date: '2026-02-19', state: 'finished', cancel: null }),
    again(5, { number: 'Ф-888', date: '2026-02-11', state: 'missed', cancel: null }),
    again(6, { number: 'М-041', date: '2026-02-03', state: 'unserved', cancel: null }),
  ],
}

export const publicOffices: PublicOffices = {
  offices: offices.offices.map(({ code, name, address }) => ({ code, name, address, services: [], board: { age: 4 } })),
}

/** As the queue server has it of the card of document 003. */
export const sheets: ServiceSheets = {
  services: services.services.map(({ id, title }) => {
    const information = id === 'temporary-permit' ? findCard(builtInCards, '003')?.information : undefined
    return { id, title, sheet: information === undefined ? null : serviceSheet(information) }
  }),
}

export const board: PublicBoard = {
  office: '8001',
  at: '2026-03-05T09:28:00+02:00',
  ageSeconds: 4,
  connected: true,
  timeZone: 'Europe/Kyiv',
  windows: [
    { id: 'w1', label: '1' },
    { id: 'w2', label: '2' },
    { id: 'w3', label: '3А' },
  ],
  board: {
    now: '2026-03-05T09:28:00+02:00',
    date: '2026-03-05',
    suspended: null,
    called: [{ ticket: 'А-015', window: 'w3', remainingSeconds: 96 }],
    serving: [
      { ticket: 'К-002', window: 'w1' },
      { ticket: 'П-001', window: 'w2' },
    ],
    next: [
      { ticket: 'А-016', time: '10:20' },
      { ticket: 'К-003', time: '10:25' },
      { ticket: 'Ф-888', time: '10:30' },
    ],
    freePlaces: { total: 4, byService: {} },
  },
}

export const where: WhereAnswer = {
  number: 'А-016',
  time: '10:20',
  state: 'present',
  window: null,
  before: 2,
  ageSeconds: 4,
  suspended: false,
}
