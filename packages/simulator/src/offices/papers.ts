import type { IssuedTicket } from '@cherha/office-hub/core'
import type { Answer, ErrorBody } from '@cherha/shared/protocol'
import type { QueueEvent } from '@cherha/shared/queue'
import type { World } from '../world/world.ts'

/** A ticket somebody was given. */
export interface Paper {
  readonly date: string
  readonly number: string
  readonly code: string
}

const ends: ReadonlySet<string> = new Set(['withdrawn', 'no-show', 'finished', 'mismatch', 'unserved'])

/** The paper tickets of one office: they outlive every disk, and no number may be on two of them. */
export class Papers {
  readonly #world: World
  readonly #office: string
  /** By date and number: the sale of the ticket that was printed last. */
  readonly #printed = new Map<string, number>()
  readonly #ended = new Set<string>()
  readonly #pretended = new Set<string>()
  #epochDue = false
  readonly #given = new Map<string, Paper>()
  readonly #losses: ((paper: Paper) => void)[] = []
  /** The log was put back and nobody was told: until an epoch begins nobody can know. */
  unproved = false
  anyLost = false
  /** Numbers that were printed twice while nobody could know. */
  unavoidable = 0

  constructor(world: World, office: string) {
    this.#world = world
    this.#office = office
  }

  onLoss(listener: (paper: Paper) => void): void {
    this.#losses.push(listener)
  }

  /** The hub took what it had lost from the server: there may be more that is lost for ever (R16). */
  adopted(): void {
    this.#epochDue = true
  }

  /** Somebody without a booking holds this number now. */
  pretends(date: string, number: string): void {
    this.#pretended.add(`${date} ${number}`)
  }

  see(event: QueueEvent): void {
    if (event.type === 'epoch-began') {
      this.unproved = false
      this.#epochDue = false
    }
    if (event.type === 'claim-matched' && this.#pretended.has(`${event.date} ${event.number}`))
      this.#fail('Q27', `the booking ${event.number} of ${event.date} went to somebody else`)
    if (ends.has(event.type) && 'date' in event && 'number' in event) this.#ended.add(`${event.date} ${event.number}`)
  }

  /** Printed by the hub. */
  printed({ date, number, sold, copy }: IssuedTicket): void {
    if (copy) return
    if (this.#epochDue) this.#fail('R16', `${number} was sold by a hub that had lost its end and has begun no epoch`)
    const key = `${date} ${number}`
    const before = this.#printed.get(key)
    this.#printed.set(key, sold)
    if (before === undefined || (before !== sold && this.#ended.has(key))) return
    if (this.unproved) this.unavoidable += 1
    else this.#fail('N3', `two people have a ticket ${number} of ${date}`)
  }

  #fail(rule: string, sentence: string): void {
    this.#world.fail(rule, `office ${this.#office}: ${sentence}`)
  }

  /** An answer as its device gets it. */
  heard(commandId: string, answer: Answer | ErrorBody): void {
    if (!answer.ok) return
    const { ticket: number, date, code } = answer.result
    if (typeof number !== 'string' || typeof date !== 'string' || typeof code !== 'string') return
    this.#given.set(commandId, { date, number, code })
  }

  /** The log they are in is gone. @param commands ids of what was acknowledged and is lost */
  lost(commands: readonly string[]): void {
    this.anyLost = true
    this.#epochDue = false
    for (const id of commands) {
      const paper = this.#given.get(id)
      if (paper === undefined || this.#ended.has(`${paper.date} ${paper.number}`)) continue
      for (const listener of this.#losses) listener(paper)
    }
  }
}
