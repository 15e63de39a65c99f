import { type CommandBody, refusalOf, type Reply } from '../clients/client.ts'
import type { Random } from '../random.ts'
import type { VisitorPlan } from '../scenario/scenario.ts'
import { type Office, type Terminal, until } from './office.ts'

type Registering = Extract<CommandBody, { type: 'register-current' | 'register-advance' }>

interface Ticket {
  readonly number: string
  readonly date: string
  readonly code: string
  readonly printedSeq: number
}

const mostAttempts = 4
const minuteMs = 60_000

/** One visitor, from the door to the window or back out. */
export class Visitor {
  readonly #office: Office
  readonly #plan: VisitorPlan
  readonly #random: Random
  readonly #terminal: Terminal
  readonly #session: string

  constructor(office: Office, plan: VisitorPlan) {
    this.#office = office
    this.#plan = plan
    this.#random = office.world.random.fork(`visitor ${plan.id}`)
    this.#terminal = this.#random.pick(office.terminals)
    this.#session = this.#random.uuid()
  }

  async live(): Promise<void> {
    const { world, hall } = this.#office
    await until(world, this.#plan.arrivesAt)
    const ticket = await this.#register()
    if (ticket === null) return
    hall.enter(ticket.number, () => this.#reaction())
    await this.#print(ticket)
    if (this.#plan.wrong === 'code') await this.#guessCodes(ticket)
    if (this.#plan.wrong === 'twice') await this.#sendRegistration(this.#body(true))
    if (this.#plan.reprints) await this.#reprint(ticket)
    if (this.#plan.withdraws) {
      await world.loop.sleep(this.#random.int(10_000, 20 * minuteMs))
      const reply = await this.#command({ type: 'withdraw', ...this.#named(ticket), code: ticket.code })
      if (reply.ok) hall.leave(ticket.number)
      return
    }
    await this.#comeBack(ticket)
  }

  async #register(): Promise<Ticket | null> {
    let body = this.#body(false)
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const reply = await this.#sendRegistration(body)
      if (reply.ok) return this.#ticketOf(reply)
      switch (refusalOf(reply)) {
        case 'place-taken':
        case 'unknown-place':
        case 'date-closed':
        case 'unknown-priority':
        case 'outside-hours':
          body = this.#nearest()
          break
        case 'name-characters':
        case 'unknown-service':
        case 'malformed':
          body = this.#body(true)
          break
        case 'no-places':
        case 'suspended':
        case 'day-not-open':
        case 'log-unavailable':
        case 'stopping':
        case 'internal':
          await this.#office.world.loop.sleep(this.#random.int(20_000, 4 * minuteMs))
          break
        default:
          return null
      }
    }
    return null
  }

  #sendRegistration(body: Registering): Promise<Reply> {
    return this.#command(body)
  }

  /** @param corrected without what is wrong with the data at first */
  #body(corrected: boolean): Registering {
    const { wrong, wants, time, date, service } = this.#plan
    const nearest = this.#nearest()
    const person =
      wrong === 'name' && !corrected ? { ...nearest.person, surname: `${nearest.person.surname} 2` } : nearest.person
    const wanted = wrong === 'service' && !corrected ? this.#random.pick(['no-such', 'Паспорт']) : service
    const common = { ...nearest, person, service: wanted }
    if (wants === 'advance' && date !== null) return { ...common, type: 'register-advance', date, time }
    if (wants === 'time') return { ...common, time }
    if (wants === 'priority') return { ...common, priority: this.#random.chance(0.9) ? 'disability' : 'veteran' }
    return common
  }

  #nearest(): Extract<Registering, { type: 'register-current' }> {
    const { id, service } = this.#plan
    const phone = id % 5 === 0 ? { guardian: { phone: this.#office.people.phone(id) } } : {}
    return {
      type: 'register-current',
      service,
      person: this.#office.people.person(id),
      language: id % 3 === 0 ? 'en' : 'uk',
      session: this.#session,
      ...phone,
    }
  }

  #ticketOf(reply: Extract<Reply, { ok: true }>): Ticket {
    const { ticket: number, date, code, printedSeq } = reply.result
    if (
      typeof number !== 'string' ||
      typeof date !== 'string' ||
      typeof code !== 'string' ||
      typeof printedSeq !== 'number'
    ) {
      throw new Error('a registration was acknowledged without its ticket')
    }
    this.#office.people.owns(date, number, this.#office.people.person(this.#plan.id).surname)
    return { number, date, code, printedSeq }
  }

  async #print(ticket: Ticket): Promise<void> {
    const { printerFails } = this.#terminal
    for (let attempt = 0; attempt < 3; attempt += 1) {
      if (!this.#random.chance(printerFails)) {
        const status = this.#random.chance(0.9) ? 'printed' : 'unconfirmed'
        await this.#command({ type: 'print-report', ticket: ticket.number, date: ticket.date, status })
        return
      }
      await this.#command({ type: 'print-report', ticket: ticket.number, date: ticket.date, status: 'failed' })
      await this.#reprint(ticket)
    }
  }

  /** Q24: the same number, whatever has happened to the first paper. */
  async #reprint(ticket: Ticket): Promise<void> {
    const reply = await this.#command({ type: 'reprint', ...this.#named(ticket), code: ticket.code })
    if (!reply.ok) return
    const again = this.#ticketOf(reply)
    const same =
      again.number === ticket.number &&
      again.date === ticket.date &&
      again.code === ticket.code &&
      again.printedSeq === ticket.printedSeq
    if (!same && this.#office.historyLost?.() !== true)
      this.#office.fail('Q24', `${ticket.number} was printed again as ${again.number}`)
  }

  /** Five wrong tries lock a ticket; none of them may do anything. */
  async #guessCodes(ticket: Ticket): Promise<void> {
    const tries = this.#random.int(1, 6)
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const guess = this.#random.bytes(4).toString('hex').toUpperCase()
      if (guess === ticket.code) continue
      const type = this.#random.pick(['withdraw', 'reprint', 'check-in'] as const)
      const reply = await this.#command({ type, ticket: ticket.number, date: ticket.date, code: guess })
      if (reply.ok) this.#office.fail('S11', `${type} of ${ticket.number} was accepted with a guessed code`)
    }
  }

  /** Whoever has a time to come back to, checks in then, early or late; sometimes more than once. */
  async #comeBack(ticket: Ticket): Promise<void> {
    const { wants, comesAt, manner } = this.#plan
    if (wants === 'nearest' || (wants === 'advance' && comesAt === null) || manner === 'absent') return
    if (comesAt === null) await this.#office.world.loop.sleep(this.#random.int(2, 40) * minuteMs)
    else await until(this.#office.world, comesAt)
    for (let times = this.#random.int(0, 2); times > 0; times -= 1) {
      const priority = this.#random.chance(0.15) ? { priority: 'disability' } : {}
      await this.#command({ type: 'check-in', ...this.#named(ticket), code: ticket.code, ...priority })
      await this.#office.world.loop.sleep(this.#random.int(1, 10) * minuteMs)
    }
  }

  /** The number as people type it, and the date where it matters or by habit. */
  #named({ number, date }: Ticket): { ticket: string; date?: string } {
    const typed = this.#random.chance(0.2) ? number.toLowerCase().replace('-', ' ') : number
    return this.#plan.wants === 'advance' || this.#random.chance(0.3) ? { ticket: typed, date } : { ticket: typed }
  }

  #command(body: CommandBody): Promise<Reply> {
    return this.#terminal.client.command(body)
  }

  #reaction(): number | null {
    switch (this.#plan.manner) {
      case 'prompt':
        return this.#random.int(3_000, 60_000)
      case 'slow':
        return this.#random.int(50_000, 240_000)
      case 'absent':
        return null
    }
  }
}
