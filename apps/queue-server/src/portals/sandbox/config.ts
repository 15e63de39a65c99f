import type { Intervals, OfficeConfig, WeekHours } from '@cherha/shared/protocol'

/** No office of the service has it. */
export const sandboxCode = '0000'

const day: Intervals = [
  ['09:00', '13:00'],
  ['14:00', '18:00'],
]
const everyDay: WeekHours = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }

/** An office nobody works at: every day of the horizon has places, Sundays too. */
export const sandboxConfig: OfficeConfig = {
  code: sandboxCode,
  name: { uk: 'Навчальний відділ', en: 'Sandbox office' },
  smsName: { uk: 'Навч. відділ', en: 'Sandbox' },
  address: { uk: 'Ніде: цей відділ лише для випробувань', en: 'Nowhere: this office is for trials only' },
  timeZone: 'Europe/Kyiv',
  phones: ['(000) 000-00-00'],
  hours: everyDay,
  exceptions: [],
  quotas: { online: 1, terminal: 0, current: 0 },
  channels: { online: true, terminal: false },
  horizons: { online: 14, terminal: 0 },
  services: [
    {
      id: 'passport',
      letter: 'А',
      title: { uk: 'Оформлення паспорта', en: 'Passport' },
      short: { uk: 'Паспорт', en: 'Passport' },
      minutes: 30,
      lanes: 4,
    },
    {
      id: 'permit',
      letter: 'К',
      title: { uk: 'Оформлення посвідки', en: 'Residence permit' },
      short: { uk: 'Посвідка', en: 'Permit' },
      minutes: 60,
      lanes: 1,
    },
  ],
  windows: [{ id: '1', label: '1', services: ['passport', 'permit'] }],
  staff: [{ login: 'nobody', name: 'Ніхто', role: 'lead' }],
  devices: [],
  priorityCategories: [],
  rules: { noShowSeconds: 120, returnMinutes: 10, outageMinutes: 5 },
}
