import type { TerminalView } from '@cherha/shared/protocol'

const service = (id: string, letter: string, uk: string, en: string) => ({
  id,
  letter,
  title: { uk, en },
  short: { uk, en },
  minutes: 20,
})
const week = { mon: hours(), tue: hours(), wed: hours(), thu: hours(), fri: hours(), sat: [], sun: [] }
function hours(): [string, string][] {
  return [
    ['09:00', '13:00'],
    ['13:45', '18:00'],
  ]
}

/** The office of the mockups at 09:28 on Thursday, 5 March 2026. */
export const mockupView: TerminalView = {
  kind: 'terminal',
  now: '2026-03-05T07:28:10Z',
  office: {
    code: '0001',
    name: { uk: 'Відділ №\u00a01 ДМС', en: 'Migration Service, office 1' },
    address: { uk: 'вул. Прикладна, 5', en: '5 Prykladna St' },
    timeZone: 'Europe/Kyiv',
    phones: ['044 123 45 67', '0 800 123 456'],
    shelter: {
      uk: 'Підвал цієї будівлі, вхід з двору, 40 м. Ідіть за стрілками.',
      en: 'Cellar of this building, entrance from the yard, 40 m.',
    },
    services: [
      service('permanent', 'А', 'Оформлення та видача посвідки на постійне проживання', 'Permanent residence permit'),
      service('temporary', 'Г', 'Оформлення та видача посвідки на тимчасове проживання', 'Temporary residence permit'),
      service('immigration', 'К', 'Оформлення та видача дозволу на імміграцію', 'Immigration permit'),
      service('passport', 'Р', 'Паспорт громадянина України для виїзду за кордон', 'Passport for travel abroad'),
      service('id-card', 'Т', 'Паспорт громадянина України, ID-картка', 'Identity card'),
      service('stay', 'Ф', 'Продовження строку перебування в Україні', 'Longer stay in Ukraine'),
    ],
    windows: [{ id: 'w1', label: '1', services: ['permanent'] }],
    hours: week,
    noShowSeconds: 120,
  },
  date: '2026-03-05',
  dayOpen: true,
  suspended: null,
  services: [
    state('permanent', 28, '10:00', '2026-03-11', '09:20'),
    state('temporary', 11, '09:40', '2026-03-06', '09:20'),
    state('immigration', 0, null, '2026-03-06', '09:20'),
    state('passport', 12, '11:00', '2026-03-09', '09:00'),
    state('id-card', 7, '12:20', '2026-03-16', '09:00'),
    state('stay', 3, '15:05', '2026-03-10', '09:40'),
  ],
  priorityCategories: [
    { code: 'disability', title: { uk: 'Людина з інвалідністю', en: 'Person with a disability' } },
    { code: 'companion', title: { uk: 'Супровід людини з інвалідністю', en: 'Person accompanying them' } },
  ],
  printer: 'ok',
}

function state(id: string, freeToday: number, nearestToday: string | null, date: string, time: string) {
  return { id, freeToday, nearestToday, nextDay: { date, time }, lastDate: '2026-04-09' }
}

const counts = [0, 0, 2, 5, 0, 21, 18, 24, 13, 9, 26, 24, 30, 27, 22, 20, 18, 15, 11, 12, 9, 8, 7, 5]

/** Days from Monday, 9 March, on: the calendar of the mockup. */
export const days = counts.map((free, index) => ({
  date: new Date(Date.UTC(2026, 2, 9 + Math.floor(index / 5) * 7 + (index % 5))).toISOString().slice(0, 10),
  free,
}))
export const times = [
  '09:00',
  '09:40',
  '10:00',
  '10:20',
  '11:00',
  '11:40',
  '12:20',
  '13:45',
  '14:25',
  '14:45',
  '15:05',
  '15:45',
].map((time) => ({ time, free: 1 }))
export const manyTimes = Array.from({ length: 120 }, (_, index) => {
  const minutes = 9 * 60 + 30 + index * 5
  return {
    time: `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
    free: 2,
  }
})

/** As an information card has them: long, and more than a page. */
export const sheets = {
  documents: {
    title: 'Документи, які треба принести',
    subject: 'Посвідка на тимчасове проживання',
    parts: [
      [
        '1. Посвідка, що підлягає обміну',
        'оригінал – показати; копія – додається («Згідно з оригіналом»); оригінал повертають',
      ],
      [
        '2. Паспортний документ іноземця або документ, що посвідчує особу без громадянства',
        'оригінал – показати; копія – додається («Згідно з оригіналом»); оригінал повертають',
      ],
      [
        '3. Засвідчений переклад українською мовою сторінки паспортного документа з особистими даними',
        'оригінал – додається',
      ],
      ['4. Документ, що підтверджує сплату адміністративного збору', 'оригінал – показати'],
      ['5. Копія документа про зміну інформації, внесеної до посвідки', 'копія – додається'],
    ].map(([heading = '', ...lines]) => ({ heading, lines })),
    notes: ['* Підстави та строки – в інформаційній картці.'],
  },
  fees: {
    title: 'Оплата послуги',
    subject: 'Посвідка на тимчасове проживання',
    parts: [
      {
        heading: 'Вартість бланка: 315,00 грн',
        lines: [
          'Отримувач: Державна міграційна служба',
          'Код ЄДРПОУ: 37844163',
          'Рахунок (IBAN): UA66 8201 7203 5515 9001 0000 7961 6',
          'Банк: ДКСУ у місті Києві',
          'Призначення: *;101;код;плата за бланк посвідки на тимчасове проживання;',
        ],
      },
      { heading: 'Державне мито: 34,00 грн', lines: ['Код ЄДРПОУ: 37992030'] },
      { heading: 'Як сплатити', lines: ['У банку, через термінал самообслуговування або картою в касі.'] },
    ],
    notes: [],
  },
}
export const unit = {
  name: {
    uk: 'Інгульський районний відділ у місті Миколаєві Управління ДМС України в Миколаївській області',
    en: 'Inhulskyi District Office in Mykolaiv, Migration Service in Mykolaiv Oblast',
  },
  address: { uk: 'вул. Космонавтів, 61, м. Миколаїв', en: '61 Kosmonavtiv St, Mykolaiv' },
}
