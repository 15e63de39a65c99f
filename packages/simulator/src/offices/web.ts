import type { OfficeAnswer } from '@cherha/queue-server/core'
import { refusalOf, type Reply } from '../clients/client.ts'
import type { Terminal } from '../actors/office.ts'
import { until } from '../actors/office.ts'
import type { Random } from '../random.ts'
import type { WebPlan } from './scenario.ts'
import type { ServerLife, ServerNode } from './server-node.ts'
import type { Site } from './site.ts'

/** A booking as its visitor knows it. */
interface Booked {
  readonly number: string
  readonly time: string
  readonly code: string
}

const mostAttempts = 8
const minuteMs = 60_000

/** Somebody who books online and comes, or not; or who comes with a number that is not theirs. */
export class WebVisitor {
  readonly #site: Site
  readonly #server: ServerNode
  readonly #plan: WebPlan
  readonly #random: Random
  readonly #terminal: Terminal

  constructor(site: Site, server: ServerNode, plan: WebPlan) {
    this.#site = site
    this.#server = server
    this.#plan = plan
    this.#random = site.world.random.fork(`web ${plan.id}`)
    this.#terminal = this.#random.pick(site.terminals)
  }

  async live(): Promise<void> {
    const { world } = this.#site
    const { booksAt, cancelsAt, comesAt, impostor } = this.#plan
    if (impostor) return this.#pretend()
    await until(world, booksAt)
    const booked = await this.#book()
    if (booked === null) return
    if (cancelsAt !== null) {
      await until(world, cancelsAt)
      await this.#cancel(booked)
    }
    if (comesAt === null) return
    await until(world, comesAt)
    await this.#checkIn(booked)
  }

  get #digits(): string {
    return String(1_000 + this.#plan.id)
  }

  async #book(): Promise<Booked | null> {
    const { date, service, id, named } = this.#plan
    const { world, code, judge, fail } = this.#site
    const commandId = this.#random.uuid()
    const { surname, givenName } = this.#site.people.person(id)
    const visitor = {
      surname: named ? surname : '',
      givenName: named ? givenName : '',
      patronymic: null,
      documentDigits: this.#digits,
    }
    let times: string[] = []
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const answer = await this.#ask(async (life) => {
        const node = life.nodes.get(code)
        if (node === undefined) throw new Error(`no office ${code}`)
        times = times.length > 0 ? times : node.freePlaces(date, service).map(({ time }) => time)
        const time = times[0] === undefined ? '23:59' : (times[id % times.length] ?? times[0])
        // the same command until it is answered; another time is another command
        const client = { id: commandId, hash: `${id} ${date} ${service} ${time}` }
        const answered = await node.book({ date, service, time, language: 'uk', visitor, client })
        if (answered.ok && !judge.hasBooking(date, answered.number, answered.sold))
          fail('S23', `the booking ${answered.number} of ${date} was acknowledged and is not in the inbox`)
        return { time, answer: answered }
      })
      if (answer?.answer.ok === true) {
        const { number, code: proof, time } = answer.answer
        world.note(() => `booked ${number} ${time} of ${date} online`)
        return { number, time, code: proof }
      }
      if (answer !== null && answer.answer.refusal.code !== 'place-taken') times = []
      if (
        answer !== null &&
        ['online-closed', 'day-cancelled', 'already-registered'].includes(answer.answer.refusal.code)
      )
        return null
      await world.loop.sleep(this.#random.int(1_000, 60_000))
    }
    return null
  }

  async #cancel({ number }: Booked): Promise<void> {
    const { date } = this.#plan
    const { code, world, fail } = this.#site
    const client = { id: this.#random.uuid(), hash: `cancel ${number}` }
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const answer = await this.#ask((life) => {
        const node = life.nodes.get(code)
        if (node === undefined) throw new Error(`no office ${code}`)
        return node.cancelBooking({ date, number, by: 'visitor', client })
      })
      if (answer?.ok === false && answer.refusal.code === 'unknown-booking')
        return fail('R8', `whoever booked ${number} of ${date} and cancels it is told that there is no such booking`)
      if (answer !== null) return world.note(() => `cancels ${number} of ${date}: ${sentenceOf(answer)}`)
      await world.loop.sleep(this.#random.int(1_000, 30_000))
    }
  }

  /** A page of the server: what is asked may be lost on the way, and so may its answer. null: no answer. */
  async #ask<T>(question: (life: ServerLife) => Promise<T>): Promise<T | null> {
    const { loop } = this.#site.world
    await loop.sleep(this.#random.int(5, 200))
    const { life } = this.#server
    if (life === null) return null
    const answer = await new Promise<T | null>((resolve) => {
      // whoever waits for a server that is gone gives up
      loop.after(10_000, () => resolve(null), true)
      question(life).then(resolve, () => resolve(null))
    })
    await loop.sleep(this.#random.int(5, 200))
    return this.#random.chance(0.03) ? null : answer
  }

  async #checkIn({ number, time, code }: Booked): Promise<void> {
    const { world, hall } = this.#site
    hall.enter(number, () => this.#random.int(3_000, 60_000))
    const byCode = this.#plan.proof === 'code'
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const reply = await this.#tell(
        number,
        byCode ? { code } : { time, documentDigits: this.#digits, language: 'uk', session: this.#random.uuid() },
      )
      if (reply.ok) {
        const { ticket } = reply.result
        if (typeof ticket === 'string') hall.enter(ticket, () => this.#random.int(3_000, 60_000))
        return
      }
      world.note(() => `the visitor of ${number} is told ${refusalOf(reply)}`)
      await world.loop.sleep(this.#random.int(1, 5) * minuteMs)
    }
  }

  /** Claims a booked number, or one that might be. */
  async #pretend(): Promise<void> {
    const { world, hall, code, hub, fail, papers } = this.#site
    const { comesAt, date } = this.#plan
    await until(world, comesAt ?? 0)
    const places = Object.values(this.#server.life?.nodes.get(code)?.online.days[date]?.places ?? {}).filter(
      ({ channel }) => channel === 'online',
    )
    if (places.length === 0) return
    const { number, time } = this.#random.pick(places)
    const day = hub.life?.engine.state.days[date]
    const known = day?.tickets[number]
    const reply = await this.#tell(number, {
      time,
      documentDigits: '9999',
      language: 'uk',
      session: this.#random.uuid(),
    })
    if (!reply.ok) return
    papers.pretends(date, number)
    hall.enter(number, () => this.#random.int(3_000, 60_000))
    if (known !== undefined && !known.claimed && day?.onlineClosed === true)
      fail('Q27', `somebody else's ticket ${number} was checked in with digits that are not its own`)
  }

  #tell(number: string, proof: object): Promise<Reply> {
    const { client } = this.#terminal
    const typed = this.#random.chance(0.2) ? number.toLowerCase() : number
    return client.sendAs(this.#random.uuid(), { type: 'check-in', ticket: typed, ...proof }, 'socket')
  }
}

function sentenceOf(answer: OfficeAnswer<{ request: string | null }>): string {
  if (!answer.ok) return answer.refusal.code
  return answer.request === null ? 'done' : 'asked'
}
