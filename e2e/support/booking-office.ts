import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BookingView, HoldView, type OfficeConfig } from '@cherha/shared/protocol'
import { startSmsSimulator, type SmsSimulator } from '@cherha/sms-simulator'
import { anOffice, everyDay, type OfficeBuilder } from '@cherha/testing'
import { LinkedOffice } from './linked-office.ts'
import type { ServerAnswer } from './server.ts'

/** An office open in the morning, which sells a third of its places online; the services are still to be named. */
export function anOnlineOffice(): OfficeBuilder {
  return anOffice()
    .withWindow('w1')
    .withStaff('olena', 'clerk')
    .openAt(everyDay(['09:00', '13:00']))
    .withPlaces({ online: 1, terminal: 1, current: 1 })
    .with({
      channels: { online: true, terminal: true },
      horizons: { online: 5, terminal: 2 },
      smsName: { uk: 'ДМС, вул. Прикладна, 5', en: 'SMS, 5 Prykladna St' },
    })
}

/** The afternoon at which the server of these offices starts: a Wednesday. */
export const wednesday = '2026-03-04T17:00:00+02:00'
export const friday = '2026-03-06'
export const saturday = '2026-03-07'

/** What somebody books by the interface of the page. */
export interface Wanted {
  readonly office?: string
  readonly service: string
  readonly date: string
  readonly time: string
  readonly digits: string
  readonly phone: string
  /** Of a child: the digits of the parent's or guardian's document. */
  readonly guardianDigits?: string
}

/** An office and the queue server, as `LinkedOffice`, with online booking and a message centre that shows what it got. */
export class BookingOffice {
  readonly linked: LinkedOffice
  readonly sms: SmsSimulator
  readonly #dir: string

  private constructor(linked: LinkedOffice, sms: SmsSimulator, dir: string) {
    this.linked = linked
    this.sms = sms
    this.#dir = dir
  }

  /**
   * @param settings more lines of `booking.yaml`, as JSON
   * @param others more offices of the server, without a hub
   */
  static async open(
    config: OfficeConfig,
    now: string,
    settings: Readonly<Record<string, unknown>> = {},
    others: readonly OfficeConfig[] = [],
  ): Promise<BookingOffice> {
    const dir = mkdtempSync(path.join(tmpdir(), 'cherha-e2e-booking-'))
    const sms = await startSmsSimulator({ port: 0 })
    const file = path.join(dir, 'booking.json')
    const gateway = { kind: 'smpp', ...sms.smpp, sender: 'Cherha', perSecond: 1_000 }
    writeFileSync(file, JSON.stringify({ publicUrl: 'http://127.0.0.1', sms: gateway, ...settings }))
    const linked = await LinkedOffice.open(config, now, others, ['--booking', file])
    return new BookingOffice(linked, sms, dir)
  }

  get url(): string {
    return this.linked.server.url
  }

  request(method: string, url: string, body?: unknown, headers: HeadersInit = {}): Promise<ServerAnswer> {
    return this.linked.server.request(method, `/api/booking/${url}`, body, headers)
  }

  /** The newest message to a number of this kind. Virtual time goes on meanwhile, as work is done by the server's clock. */
  async message(phone: string, text: RegExp, after = 0): Promise<string> {
    const giveUp = Date.now() + 60_000
    for (;;) {
      const found = this.sms
        .messages(phone)
        .slice(after)
        .findLast((one) => text.test(one.text))
      if (found !== undefined) return found.text
      if (Date.now() > giveUp) {
        const had = this.sms.messages().map((one) => one.text)
        throw new Error(`no message ${text} to ${phone}; there were ${JSON.stringify(had)}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  /** The six digits of the newest code. */
  async code(phone: string, after = 0): Promise<string> {
    const text = await this.message(phone, /\b\d{6}\b/, after)
    return /\b(\d{6})\b/.exec(text)?.[1] ?? ''
  }

  /** The answer as it is, also a refusal. */
  hold(
    { office = this.linked.code, digits, guardianDigits, ...wanted }: Wanted,
    id = randomUUID(),
  ): Promise<ServerAnswer> {
    const person =
      guardianDigits === undefined
        ? { who: 'self', documentDigits: digits }
        : { who: 'child', documentDigits: digits, guardianDigits }
    return this.request('POST', 'holds', { id, office, ...wanted, person, language: 'uk' })
  }

  /** From the wish to the number. */
  async book(wanted: Wanted): Promise<BookingView> {
    const before = this.sms.messages(wanted.phone).length
    const held = await this.hold(wanted)
    if (held.status >= 300) throw new Error(`not held: ${JSON.stringify(held.body)}`)
    const { id } = HoldView.parse(held.body)
    const code = await this.code(wanted.phone, before)
    const answer = await this.request('POST', `holds/${id}/confirm`, { code })
    if (answer.status >= 300) throw new Error(`not confirmed: ${JSON.stringify(answer.body)}`)
    const view = HoldView.parse(answer.body)
    if (view.state !== 'booked') throw new Error(`not booked: ${JSON.stringify(view)}`)
    return view.booking
  }

  async times(service: string, date: string): Promise<readonly { time: string; free: number }[]> {
    const { body } = await this.request('GET', `places?office=${this.linked.code}&service=${service}&date=${date}`)
    return (body['times'] ?? []) as { time: string; free: number }[]
  }

  async close(): Promise<void> {
    await this.linked.close()
    await this.sms.close()
    rmSync(this.#dir, { recursive: true, force: true })
  }
}

/** The refusal of an answer, by its code. */
export function refusalOf({ body }: ServerAnswer): unknown {
  const error = body['error']
  return typeof error === 'object' && error !== null && 'booking' in error ? error.booking : error
}
