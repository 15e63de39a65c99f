import { z } from 'zod'
import { isDate } from '../calendar/dates.ts'
import { textSchema } from './term.ts'

const dateSchema = z.string().refine(isDate, 'a date that exists, YYYY-MM-DD')

/** The holidays of a country as data: whoever runs the workflow may replace them. */
export const holidayTableSchema = z.strictObject({
  /** The same date every year, `MM-DD`. */
  yearly: z.array(
    z.strictObject({
      date: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'month and day, MM-DD'),
      title: textSchema,
    }),
  ),
  /** Days after Easter Sunday of the Orthodox calendar; 0 is the Sunday itself. */
  easter: z.array(z.strictObject({ offset: z.int().min(-60).max(120), title: textSchema })),
  /** Whether a holiday on a weekend makes the next ordinary day a day off. */
  movedFromWeekends: z.boolean(),
  /** Single dates off, martial law or not. */
  off: z.array(dateSchema).default([]),
  /** Single dates worked, though they fall on a weekend or a holiday. */
  working: z.array(dateSchema).default([]),
})
export type HolidayTable = z.infer<typeof holidayTableSchema>

/** Article 73 of the Labour Code of Ukraine, as it stands since 2023; article 67 moves the days off. */
export const holidaysOfUkraine: HolidayTable = {
  yearly: [
    { date: '01-01', title: { uk: 'Новий рік', en: 'New Year' } },
    { date: '03-08', title: { uk: 'Міжнародний жіночий день', en: 'International Women’s Day' } },
    { date: '05-01', title: { uk: 'День праці', en: 'Labour Day' } },
    {
      date: '05-08',
      title: {
        uk: 'День пам’яті та перемоги над нацизмом у Другій світовій війні 1939–1945 років',
        en: 'Day of Remembrance and Victory over Nazism in the Second World War 1939–1945',
      },
    },
    { date: '06-28', title: { uk: 'День Конституції України', en: 'Constitution Day' } },
    { date: '07-15', title: { uk: 'День Української Державності', en: 'Statehood Day' } },
    { date: '08-24', title: { uk: 'День незалежності України', en: 'Independence Day' } },
    { date: '10-01', title: { uk: 'День захисників і захисниць України', en: 'Day of Defenders of Ukraine' } },
    { date: '12-25', title: { uk: 'Різдво Христове', en: 'Christmas' } },
  ],
  easter: [
    { offset: 0, title: { uk: 'Пасха (Великдень)', en: 'Easter' } },
    { offset: 49, title: { uk: 'Трійця', en: 'Trinity' } },
  ],
  movedFromWeekends: true,
  off: [],
  working: [],
}

/** The date of Orthodox Easter in a year of the Gregorian calendar. */
export function easterOf(year: number): { readonly month: number; readonly day: number; readonly julianDays: number } {
  const moon = (19 * (year % 19) + 15) % 30
  const sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
  const count = moon + sunday + 114
  // The calculation is the Julian calendar's; the caller adds the days the calendars are apart.
  return {
    month: Math.floor(count / 31),
    day: (count % 31) + 1,
    julianDays: Math.floor(year / 100) - Math.floor(year / 400) - 2,
  }
}
