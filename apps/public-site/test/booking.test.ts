import { bookingRefusalCodes, bookingRefusalText, type BookingView } from '@cherha/shared/protocol'
import * as schemas from '@cherha/shared/protocol'
import { describe, expect, it, test } from 'vitest'
import { readCheckInCode } from '../src/renderer/board/check-in-code.ts'
import { calendarOf, monthsOf } from '../src/renderer/booking/calendar.ts'
import { calendarFile } from '../src/renderer/booking/calendar-file.ts'
import { newId } from '../src/renderer/booking/hold-id.ts'
import { nextOpening } from '../src/renderer/booking/next-opening.ts'
import { readPerson } from '../src/renderer/booking/person.ts'
import { hasNewCode, type Seen } from '../src/renderer/booking/new-code.ts'
import { problemOf, problemOfHold } from '../src/renderer/booking/refusal.ts'
import { found } from '../src/renderer/booking/search.ts'
import { readCode } from '../src/renderer/booking/sms-code.ts'
import { questionOf, stepOf } from '../src/renderer/booking/step-of.ts'
import * as api from '../src/renderer/net/api.ts'
import { ask, type Refused } from '../src/renderer/net/ask.ts'
import { persist } from '../src/renderer/net/persist.ts'
import { wordsOf } from '../src/renderer/texts/texts.ts'
import * as said from './booking-answers.ts'

const choices = { service: 'passport', office: '8001', date: '2026-03-12', time: '10:20' }
const known = { digits: true, hold: true }

describe('where an address leads', () => {
  it('B2 is the first question that has no answer yet, in the order of the document', () => {
    const { service, office, date } = choices
    const nothing = { digits: false, hold: false }
    expect([
      stepOf({}, nothing),
      stepOf({ service }, nothing),
      stepOf({ service, office }, nothing),
      stepOf({ service, office, date }, nothing),
      stepOf({ ...choices, step: 'document' }, nothing),
      stepOf({ ...choices, step: 'phone' }, { ...nothing, digits: true }),
      stepOf({ ...choices, step: 'code' }, known),
      stepOf({ step: 'done' }, known),
    ]).toEqual(['service', 'office', 'time', 'time', 'document', 'phone', 'code', 'done'])
    expect(
      ['service', 'office', 'time', 'document', 'phone', 'code', 'done'].map((step) => questionOf(step as never)),
    ).toEqual([1, 2, 3, 4, 5, 5, null])
  })

  it('is never a question whose beginning is missing: what a reload forgets is asked again', () => {
    expect(stepOf({ ...choices, step: 'phone' }, { digits: false, hold: false })).toBe('document')
    expect(stepOf({ ...choices, step: 'code' }, { digits: true, hold: false })).toBe('document')
    expect(stepOf({ service: 'passport', step: 'code' }, known)).toBe('office')
    expect(stepOf({ ...choices }, known)).toBe('time')
    expect(stepOf({ step: 'done' }, { digits: true, hold: false })).toBe('service')
  })
})

describe('the calendar', () => {
  it('has columns only for weekdays the office works, and a row for each week', () => {
    const { weekdays, weeks } = calendarOf(said.days.days)
    expect(weekdays).toEqual([0, 1, 2, 3, 4])
    expect(weeks.map(({ days }) => days.map((day) => day?.date.slice(8) ?? null))).toEqual([
      [null, null, null, null, '06'],
      ['09', '10', '11', '12', '13'],
      ['16', '17', '18', '19', null],
    ])
  })

  it('knows weeks over the change of the clock and of the year', () => {
    const days = ['2026-03-28', '2026-03-29', '2026-03-30', '2026-12-31', '2027-01-01'].map((date) => ({
      date,
      free: 1,
    }))
    expect(calendarOf(days).weeks.map(({ monday }) => monday)).toEqual(['2026-03-23', '2026-03-30', '2026-12-28'])
    expect(monthsOf(days)).toEqual(['2026-03-30', '2026-12-31', '2027-01-01'])
  })

  it.each([
    ['2026-03-05T12:00:00+02:00', 'Завтра о\u00a000:00 відкриється 20\u00a0березня.'],
    ['2026-03-06T00:30:00+02:00', 'Сьогодні о\u00a000:00 відкриється 20\u00a0березня.'],
    ['2026-03-02T12:00:00+02:00', '6\u00a0березня о\u00a000:00 відкриється 20\u00a0березня.'],
  ])('tells at %s when the next day opens', (now, sentence) => {
    const { next } = said.days
    if (next === null) throw new Error('there is a next day')
    expect(nextOpening(next, 'Europe/Kyiv', 'uk', Date.parse(now), wordsOf('uk').t)).toBe(sentence)
  })
})

describe('the calendar file', () => {
  const file = calendarFile(said.booking, 'uk', Date.parse(said.now))
  const unfolded = file.replaceAll('\r\n ', '').split('\r\n')

  it('is in UTC, has the booking’s id and ends its lines as calendars want it', () => {
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of file.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
    expect(unfolded).toContain(`UID:${said.booking.id}@cherha`)
    expect(unfolded).toContain('DTSTAMP:20260305T072800Z')
    expect(unfolded).toContain('DTSTART:20260312T082000Z')
    expect(unfolded).toContain('DTEND:20260312T084000Z')
  })

  it('escapes what means something to calendars', () => {
    const odd: BookingView = {
      ...said.booking,
      office: { ...said.booking.office, name: { uk: 'Відділ; № 1, «А\\Б»\nдругий рядок', en: 'Office' } },
    }
    const lines = calendarFile(odd, 'uk', 0).replaceAll('\r\n ', '').split('\r\n')
    expect(lines).toContain('LOCATION:Відділ\\; № 1\\, «А\\\\Б»\\nдругий рядок\\, вул. Прикладна\\, 5\\, Київ')
  })

  it('B32 does not carry the check-in code: calendars are shared', () => {
    expect(file).not.toContain(said.booking.checkInCode)
  })
})

test('B1 B3 takes four digits of a person, and of a child and whoever comes with it', () => {
  const typed = { who: 'self', documentDigits: ' 55 12 ', guardianDigits: '' } as const
  expect(readPerson(typed)).toEqual({ who: 'self', documentDigits: '5512' })
  expect(readPerson({ ...typed, documentDigits: 'АБ12' })).toEqual({ wrong: 'documentDigits' })
  expect(readPerson({ ...typed, who: 'child' })).toEqual({ wrong: 'guardianDigits' })
  expect(readPerson({ ...typed, who: 'child', guardianDigits: '0417' })).toEqual({
    who: 'child',
    documentDigits: '5512',
    guardianDigits: '0417',
  })
})

test('codes are read as people type and paste them', () => {
  expect(['246802', ' 246 802', '24-68-02'].map(readCode)).toEqual(['246802', '246802', '246802'])
  for (const typed of ['', '24680', '2468023', 'код', '２４６８０２']) expect(readCode(typed)).toBeNull()
  expect(['7kq2 m9xd', '7KQ2-M9XD', '7KQ2M9XD'].map(readCheckInCode)).toEqual(['7KQ2M9XD', '7KQ2M9XD', '7KQ2M9XD'])
  for (const typed of ['', '7KQ2', 'код відмітки', '7KQ2M9XDX']) expect(readCheckInCode(typed)).toBeNull()
})

test('offices are found by words of either language, street and code', () => {
  const { offices } = said.offices
  const codes = (typed: string) => found(offices, typed, 'uk').map(({ code }) => code)
  expect(codes('')).toHaveLength(offices.length)
  expect(codes('київ прикладна')).toEqual(['8001'])
  expect(codes('Lviv')).toEqual(['4601'])
  expect(codes('4801')).toEqual(['4801'])
  expect(codes('Відділ №1')).toContain('8001')
  expect(codes('Чернівці')).toEqual([])
})

test('an id is a UUID, and another each time', () => {
  const ids = Array.from({ length: 100 }, newId)
  expect(new Set(ids).size).toBe(100)
  for (const id of ids) expect(schemas.HoldBody.shape.id.safeParse(id).success).toBe(true)
})

describe('a refusal', () => {
  const refused = (code: string, field: string | null = null): Refused => ({
    is: 'refused',
    code,
    field,
    retrySeconds: null,
    triesLeft: null,
  })

  it('has its own sentence in both languages, each of them', () => {
    const sentences = bookingRefusalCodes.map((code) => problemOf(refused(code), 'phone').text)
    for (const sentence of sentences) expect(typeof sentence).toBe('object')
    expect(new Set(sentences.map((sentence) => wordsOf('uk').of(sentence))).size).toBe(bookingRefusalCodes.length)
  })

  it('B42 of load says that many are booking, that nothing has changed and to wait, and not that the visitor tried too often', () => {
    const said = (code: string, language: 'uk' | 'en') =>
      wordsOf(language).of(problemOf({ ...refused(code), retrySeconds: 2 }, 'phone').text)
    expect(said('busy', 'uk')).toMatch(/багато людей.*нічого не змінилося.*Зачекайте/)
    expect(said('busy', 'en')).toMatch(/many people.*nothing has changed.*Wait/)
    for (const language of ['uk', 'en'] as const) expect(said('busy', language)).not.toBe(said('too-many', language))
    expect(problemOf({ ...refused('busy'), retrySeconds: 2 }, 'phone')).toMatchObject({ at: 'phone', retrySeconds: 2 })
  })

  it('leads to the question whose answer was refused', () => {
    const places = [
      'unknown-service',
      'unknown-office',
      'sold-out',
      'place-taken',
      'phone-foreign',
      'wrong-code',
      'hold-gone',
    ]
    expect(places.map((code) => problemOf(refused(code), 'phone').at)).toEqual([
      'service',
      'office',
      'time',
      'time',
      'phone',
      'code',
      'time',
    ])
    expect(problemOf(refused('malformed', 'person.documentDigits'), 'phone').at).toBe('document')
    expect(wordsOf('en').of(problemOf(refused('something-new'), 'phone').text)).toContain('begin again')
  })
})

describe('what is said of a hold', () => {
  const refused = (code: string): Refused => ({ is: 'refused', code, field: null, retrySeconds: null, triesLeft: null })

  it('B55 every end of it leads to the times with its own sentence, whatever was asked', () => {
    const ends = ['hold-gone', 'wrong-codes', 'gateway-away', 'unknown-booking'].map(refused)
    for (const of of ['look', 'confirm', 'code'] as const) {
      const said = ends.map((end) => problemOfHold(end, of, true))
      expect(said.map(({ at }) => at)).toEqual(['time', 'time', 'time', 'time'])
      expect(new Set(said.map(({ text }) => wordsOf('uk').of(text))).size).toBe(4)
    }
    // a gateway that takes other numbers may have refused this one
    const { uk } = bookingRefusalText('gateway-away')
    expect(wordsOf('uk').of(problemOfHold(refused('gateway-away'), 'confirm', true).text)).not.toBe(uk)
    expect(problemOfHold(refused('gateway-away'), 'hold', false)).toMatchObject({ at: 'phone', text: { uk } })
  })

  it('B55 a new code that is refused stays at the code, where the place is still held', () => {
    for (const code of ['gateway-away', 'busy', 'too-many', 'resend-early', 'no-more-codes'])
      expect([code, problemOfHold(refused(code), 'code', false).at]).toEqual([code, 'code'])
    const { text } = problemOfHold(refused('gateway-away'), 'code', false)
    expect(wordsOf('uk').of(text)).toMatch(/Місце ще за вами/)
    expect(wordsOf('en').of(text)).toMatch(/place is still yours/)
  })

  it('B55 there is a new code when the time until the next one has started anew', () => {
    const seen = (seconds: number | null, at: number, id = 'one'): Seen => ({
      view: { id, resendSeconds: seconds },
      at,
    })
    expect(hasNewCode(seen(0, 60_000), seen(60, 61_000))).toBe(true)
    expect(hasNewCode(seen(60, 0), seen(59, 62_000))).toBe(true)
    expect(hasNewCode(seen(0, 60_000), seen(null, 61_000))).toBe(true)
    // the same code, seen again; a clock that is a little off
    expect(hasNewCode(seen(60, 0), seen(20, 40_000))).toBe(false)
    expect(hasNewCode(seen(0, 60_000), seen(2, 61_000))).toBe(false)
    expect(hasNewCode(seen(null, 0), seen(null, 5_000))).toBe(false)
    expect(hasNewCode(seen(0, 60_000), seen(60, 61_000, 'other'))).toBe(false)
  })

  it('B15 of a month says that of the visit, and B1 of a child that a guardian may come with it', () => {
    expect(bookingRefusalText('too-many-month').uk).toContain('На місяць цього прийому')
    expect(wordsOf('uk').t('done.bring.child')).toContain('або опікуна')
    expect(wordsOf('en').t('done.bring.child')).toContain('or guardian')
  })
})

describe('what the server answers', () => {
  const pairs = [
    ['rules', schemas.BookingRules, api.isRules, said.rules],
    ['services', schemas.BookingServices, api.isServices, said.services],
    ['offices', schemas.BookingOffices, api.isOffices, said.offices],
    ['days', schemas.BookingDays, api.isDays, said.days],
    ['places', schemas.BookingPlaces, api.isPlaces, said.places],
    ['booking', schemas.BookingView, api.isBooking, said.booking],
    ['mine', schemas.Mine, api.isMine, said.mine],
    ['where', schemas.WhereAnswer, api.isWhere, said.where],
    ['hold', schemas.HoldView, api.isHold, { state: 'gone', id: said.booking.id, why: 'expired' }],
    ['booked hold', schemas.HoldView, api.isHold, { state: 'booked', id: said.booking.id, booking: said.booking }],
    [
      'held',
      schemas.HoldView,
      api.isHold,
      {
        state: 'held',
        id: said.booking.id,
        ...choices,
        phone: '+380',
        secondsLeft: 1,
        triesLeft: 3,
        resendSeconds: null,
        sent: true,
      },
    ],
  ] as const

  it.each(pairs)(
    'is read as its schema reads it, and refused where a member is missing or of another kind: %s',
    (_name, schema, check, answer) => {
      expect(schema.safeParse(answer).error).toBeUndefined()
      expect(check(answer)).toBe(true)
      let refusals = 0
      for (const name of Object.keys(answer)) {
        for (const value of [undefined, {}, [1], true, 7, null]) {
          const broken = { ...answer, [name]: value }
          if (schema.safeParse(broken).success) continue
          refusals += 1
          expect([name, value, check(broken)]).toEqual([name, value, false])
        }
      }
      expect(refusals).toBeGreaterThan(2)
      for (const value of [null, 1, 'text', [], undefined]) expect(check(value)).toBe(false)
    },
  )

  const answering =
    (status: number, body: unknown, headers: Record<string, string> = {}): typeof fetch =>
    async () =>
      new Response(JSON.stringify(body), { status, headers })
  const asking = (send: typeof fetch) => ask({ path: '/api/booking/rules' }, api.isRules, send)

  it('with a refusal is its code, its field and when to try again; with trouble it is nothing anybody knows', async () => {
    expect(await asking(answering(200, said.rules))).toEqual({ is: 'answer', value: said.rules })
    expect(await asking(answering(200, { something: 'else' }))).toEqual({ is: 'away' })
    const error = { code: 'too-many', message: 'wait', field: 'phone', retrySeconds: 90, triesLeft: 2 }
    expect(await asking(answering(429, { error }))).toEqual({
      is: 'refused',
      code: 'too-many',
      field: 'phone',
      retrySeconds: 90,
      triesLeft: 2,
    })
    expect(await asking(answering(429, { error: { code: 'too-many' } }, { 'retry-after': '7' }))).toMatchObject({
      retrySeconds: 7,
    })
    expect(await asking(answering(503, { error: { code: 'unavailable' } }))).toEqual({ is: 'away' })
    expect(await asking(answering(503, { error: { code: 'gateway-away' } }))).toMatchObject({ code: 'gateway-away' })
    expect(await asking(answering(502, 'a proxy'))).toEqual({ is: 'away' })
    const cut: typeof fetch = async () => {
      throw new TypeError('Failed to fetch')
    }
    expect(await asking(cut)).toEqual({ is: 'offline' })
  })
})

describe('a command nobody has answered', () => {
  it('B11 is sent again as it was until there is an answer, and no longer than it is wanted', async () => {
    const events = new EventTarget()
    Object.assign(globalThis, {
      addEventListener: events.addEventListener.bind(events),
      removeEventListener: events.removeEventListener.bind(events),
    })
    const unheard: string[] = []
    let sent = 0
    const answer = persist<string>(
      async () => {
        sent += 1
        if (sent === 3) return { is: 'answer', value: 'booked' }
        // the connection comes back at once
        queueMicrotask(() => setTimeout(() => events.dispatchEvent(new Event('online'))))
        return { is: sent === 1 ? 'offline' : 'away' }
      },
      (why) => unheard.push(why),
      new AbortController().signal,
    )
    expect(await answer).toEqual({ is: 'answer', value: 'booked' })
    expect([sent, unheard]).toEqual([3, ['offline', 'away']])

    const refusals: Refused[] = [
      { is: 'refused', code: 'too-many-requests', field: null, retrySeconds: 0.001, triesLeft: null },
      { is: 'refused', code: 'hold-gone', field: null, retrySeconds: null, triesLeft: null },
    ]
    for (const isPatient of [true, false]) {
      const left = [...refusals]
      const whys: string[] = []
      const send = async (): Promise<Refused> => left.shift() ?? refusals[1] ?? Promise.reject(new Error('none'))
      const { signal } = new AbortController()
      // B58: only who looks waits
      expect(await persist<string>(send, (why) => whys.push(why), signal, isPatient)).toEqual(
        refusals[isPatient ? 1 : 0],
      )
      expect(whys).toEqual(isPatient ? ['busy'] : [])
    }

    const given = new AbortController()
    const nothing = persist<string>(
      async () => ({ is: 'offline' }),
      () => given.abort(),
      given.signal,
    )
    expect(await nothing).toBeNull()
  })
})
