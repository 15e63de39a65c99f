import { type IncomingMessage, type ServerResponse } from 'node:http'
import {
  type BookingDays,
  type BookingPlaces,
  type BookingRefusalCode,
  type BookingRules,
  type BookingServices,
  type BookingView,
  bookingRefusalText,
  ConfirmBody,
  HoldBody,
  type HoldView,
  type Mine,
  MineCodeBody,
  MineSessionBody,
  type PublicBoard,
  RemindersBody,
  type WhereAnswer,
  WhereBody,
} from '@cherha/shared/protocol'
import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import * as said from '../booking-answers.ts'

export interface Refusal {
  readonly code: BookingRefusalCode
  readonly field?: string
  readonly retrySeconds?: number
  readonly triesLeft?: number
}
/** `silent`: the line is cut; `late`: done, and the answer lost. */
export type Trouble = Refusal | 'silent' | 'late' | 'away'

/** How the stand-in behaves; what is not said is as in the mockups. */
export interface BookingFake {
  readonly rules?: Partial<BookingRules>
  readonly services?: BookingServices
  readonly days?: BookingDays
  readonly places?: BookingPlaces
  readonly noOffices?: boolean
  /** One for each request of its kind, from the first on; then all is well. */
  readonly holds?: readonly Trouble[]
  readonly confirms?: readonly Trouble[]
  readonly secondsLeft?: number
  readonly resendSeconds?: number | null
  readonly unsent?: boolean
  /** The hold has ended when it is looked at again. */
  readonly gone?: Extract<HoldView, { state: 'gone' }>['why']
  readonly newCodes?: readonly Trouble[]
  /** One for each request to end “my bookings”. */
  readonly endings?: readonly Trouble[]
  readonly puzzle?: boolean
  readonly mine?: Partial<Mine>
  readonly mineCodes?: readonly Trouble[]
  readonly cancels?: readonly Trouble[]
  readonly board?: Partial<PublicBoard>
  readonly where?: WhereAnswer | Refusal
}

const secret = 'of the preview'
export const rightCode = '246802'

/** The routes of booking with the answers of a test: bodies are read by the real schemas. */
export class FakeBooking {
  readonly #fake: BookingFake
  readonly #holds = new Map<string, { body: HoldBody; triesLeft: number; booking: BookingView | null }>()
  readonly #counts = new Map<string, number>()
  #mine: Mine
  #isIn = false
  #isRenewed = false
  #mineTries = 3
  /** What has been asked, as `POST /api/booking/holds`. */
  readonly asked: string[] = []

  constructor(fake: BookingFake) {
    this.#fake = fake
    this.#mine = { ...said.mine, ...fake.mine }
  }

  /** Bookings that were made. */
  get booked(): readonly HoldBody[] {
    return [...this.#holds.values()].filter(({ booking }) => booking !== null).map(({ body }) => body)
  }

  async answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { pathname, searchParams } = url
    const method = request.method ?? 'GET'
    this.asked.push(`${method} ${pathname}`)
    const body = await read(request)
    const send = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(value))
    }
    const refuse = ({ code, ...more }: Refusal, status = code === 'session-ended' ? 401 : 409): void => {
      const { field, ...rest } = more
      send(status, { error: { code, message: bookingRefusalText(code).en, ...(field && { field }), ...rest } })
    }
    /** Whether the trouble of this request was all there is. */
    const troubled = (kind: 'holds' | 'confirms' | 'newCodes' | 'mineCodes' | 'cancels' | 'endings'): boolean => {
      const n = this.#counts.get(kind) ?? 0
      this.#counts.set(kind, n + 1)
      const trouble = this.#fake[kind]?.[n]
      if (trouble === undefined || trouble === 'late') return false
      if (trouble === 'silent') request.socket.destroy()
      else if (trouble === 'away') send(503, { error: { code: 'unavailable', message: 'away' } })
      else refuse(trouble, trouble.code === 'challenge-required' ? 428 : trouble.code === 'gateway-away' ? 503 : 409)
      return true
    }
    const isLate = (kind: 'holds' | 'confirms'): boolean =>
      this.#fake[kind]?.[(this.#counts.get(kind) ?? 1) - 1] === 'late'
    const lateOr = (kind: 'holds' | 'confirms', value: unknown): void => {
      if (isLate(kind)) request.socket.destroy()
      else send(200, value)
    }

    const [, id = '', action = ''] = /^\/api\/booking\/holds\/([0-9a-f-]+)\/?(\w*)$/.exec(pathname) ?? []
    if (pathname === '/api/offices') send(200, said.publicOffices)
    else if (pathname === '/api/information') send(200, said.sheets)
    else if (/^\/api\/offices\/\d+\/board$/.test(pathname)) send(200, { ...said.board, ...this.#fake.board })
    else if (pathname === '/api/booking/rules') send(200, { ...said.rules, ...this.#fake.rules })
    else if (pathname === '/api/booking/services') send(200, this.#fake.services ?? said.services)
    else if (pathname === '/api/booking/offices') {
      const { offices } = said.offices
      send(200, { offices: this.#fake.noOffices ? offices.map((one) => ({ ...one, nearest: null })) : offices })
    } else if (pathname === '/api/booking/days') send(200, this.#fake.days ?? said.days)
    else if (pathname === '/api/booking/places') {
      const wanted = (this.#fake.days ?? said.days).days.find(({ date }) => date === searchParams.get('date'))
      if (wanted === undefined) refuse({ code: 'date-closed', field: 'date' })
      else send(200, this.#fake.places ?? (wanted.free === 0 ? { times: [] } : said.places))
    } else if (pathname === '/api/booking/challenge') send(200, await puzzle())
    else if (pathname === '/api/booking/holds') {
      const wanted = HoldBody.safeParse(body)
      if (!wanted.success)
        return send(400, {
          error: { code: 'malformed', message: 'malformed', field: String(wanted.error.issues[0]?.path.join('.')) },
        })
      if (this.#fake.puzzle === true && !(await isSolved(wanted.data.challenge)))
        return refuse({ code: 'challenge-required' }, 428)
      if (troubled('holds')) return
      if (!this.#holds.has(wanted.data.id))
        this.#holds.set(wanted.data.id, { body: wanted.data, triesLeft: 3, booking: null })
      lateOr('holds', this.#view(wanted.data.id))
    } else if (id !== '' && action === 'confirm') {
      const { code } = ConfirmBody.parse(body)
      if (troubled('confirms')) return
      const hold = this.#holds.get(id)
      if (hold === undefined) return refuse({ code: 'hold-gone' }, 410)
      if (code !== rightCode) {
        hold.triesLeft -= 1
        if (hold.triesLeft === 0) return refuse({ code: 'hold-gone' }, 410)
        return refuse({ code: 'wrong-code', field: 'code', triesLeft: hold.triesLeft })
      }
      const { service, office, date, time, person } = hold.body
      hold.booking = {
        ...said.booking,
        id,
        date,
        time,
        who: person.who,
        at: `${date}T${time}:00+02:00`,
        service: { ...said.booking.service, id: service },
        office: { ...said.booking.office, code: office },
      }
      lateOr('confirms', this.#view(id))
    } else if (id !== '' && action === 'code') {
      if (troubled('newCodes')) return
      this.#isRenewed = true
      send(200, this.#view(id))
    } else if (id !== '' && method === 'DELETE') {
      this.#holds.delete(id)
      send(200, { ok: true })
    } else if (id !== '') {
      const { gone } = this.#fake
      const view: HoldView | null = gone === undefined ? this.#view(id) : { state: 'gone', id, why: gone }
      if (view === null) refuse({ code: 'hold-gone' }, 410)
      else send(200, view)
    } else if (pathname === '/api/booking/mine/codes') {
      const wanted = MineCodeBody.parse(body)
      if (troubled('mineCodes')) return
      this.#mineTries = 3
      send(200, { id: wanted.id, phone: this.#mine.phone, secondsLeft: 300, resendSeconds: 60 })
    } else if (pathname === '/api/booking/mine/sessions' && method === 'DELETE') {
      if (troubled('endings')) return
      this.#isIn = false
      send(200, { ok: true })
    } else if (pathname === '/api/booking/mine/sessions') {
      const { code } = MineSessionBody.parse(body)
      if (code !== rightCode) {
        this.#mineTries -= 1
        return refuse({ code: 'wrong-code', field: 'code', triesLeft: this.#mineTries })
      }
      this.#isIn = true
      send(200, this.#mine)
    } else if (!this.#isIn && pathname.startsWith('/api/booking/mine')) refuse({ code: 'session-ended' })
    else if (pathname === '/api/booking/mine') send(200, this.#mine)
    else if (pathname === '/api/booking/mine/reminders') {
      this.#mine = { ...this.#mine, ...RemindersBody.parse(body) }
      send(200, this.#mine)
    } else if (pathname.startsWith('/api/booking/mine/')) {
      if (troubled('cancels')) return
      const wanted = pathname.split('/').at(-1)
      const bookings = this.#mine.bookings.map((one): BookingView => {
        if (one.id !== wanted) return one
        return { ...one, state: one.cancel === 'request' ? 'asked' : 'cancelled', cancel: null }
      })
      this.#mine = { ...this.#mine, bookings }
      send(
        200,
        bookings.find((one) => one.id === wanted),
      )
    } else if (pathname === '/api/booking/where') {
      WhereBody.parse(body)
      const where = this.#fake.where ?? said.where
      if ('code' in where) refuse(where, 404)
      else send(200, where)
    } else send(404, { error: { code: 'not-found', message: 'nothing is here' } })
  }

  #view(id: string): HoldView | null {
    const hold = this.#holds.get(id)
    if (hold === undefined) return null
    if (hold.booking !== null) return { state: 'booked', id, booking: hold.booking }
    if (hold.triesLeft === 0) return { state: 'gone', id, why: 'wrong-codes' }
    const { service, office, date, time } = hold.body
    const { secondsLeft = 272, resendSeconds = 32, unsent = false } = this.#fake
    if (secondsLeft === 0) return { state: 'gone', id, why: 'expired' }
    return {
      state: 'held',
      id,
      service,
      office,
      date,
      time,
      phone: '+380 67 ***-**-67',
      secondsLeft,
      triesLeft: hold.triesLeft,
      resendSeconds: this.#isRenewed ? 60 : resendSeconds,
      sent: !unsent,
    }
  }
}

async function read(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const part of request) text += String(part)
  return text === '' ? null : JSON.parse(text)
}

function puzzle() {
  return createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: 1_000,
    counter: 40,
    deriveKey,
    hmacSignatureSecret: secret,
    hmacKeySignatureSecret: secret,
  })
}

async function isSolved(solution: string | undefined): Promise<boolean> {
  if (solution === undefined) return false
  const { challenge, solution: found } = JSON.parse(Buffer.from(solution, 'base64').toString())
  const { verified } = await verifySolution({
    challenge,
    solution: found,
    deriveKey,
    hmacSignatureSecret: secret,
    hmacKeySignatureSecret: secret,
  })
  return verified
}
