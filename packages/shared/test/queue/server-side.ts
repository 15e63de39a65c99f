import { type DayClock, planDay } from '../../src/calendar/index.ts'
import { type InboxItem, type OfficeConfig, OfficeConfig as OfficeConfigSchema } from '../../src/protocol/index.ts'
import type { Decision, Place, QueueEvent, Sealed } from '../../src/queue/index.ts'
import { atTime, clockOf, office, Scenario, terminal, today } from './scenario.ts'

/** The office of the scenario with all three channels: every third place of a service is the server's. */
export const onlineOffice: OfficeConfig = OfficeConfigSchema.parse({
  ...office,
  quotas: { online: 1, terminal: 1, current: 1 },
  channels: { online: true, terminal: true },
})

export const request = '3d6f4f0e-8d2b-4c55-9b9e-0c1f6a1f2b33'

/** Sealed data as a booking has it: document digits, no name. */
export const sealedDigits = (digits: string, service = 'permanent'): Sealed => ({
  box: `digits:${digits}`,
  fingerprint: `${digits}|${service}|${today}`,
})

/** An office with a queue server: its inbox comes in when a test says so. */
export class LinkedScenario extends Scenario {
  #item = 0

  constructor(config: OfficeConfig = onlineOffice, at = atTime('09:00')) {
    super(config, at)
  }

  /** The next item of the inbox. */
  hear(item: InboxItem, digits: 'match' | 'other' | null = null): Decision {
    const decision = this.tell({
      type: 'learn',
      inbox: { seq: (this.#item += 1), hash: inboxHash(this.#item) },
      item,
      digits,
    })
    this.settle()
    return decision
  }

  /** What the item brings, without the `inbox-advanced` that ends it. */
  brought(decision: Decision): readonly QueueEvent[] {
    if (!decision.ok) throw new Error(`refused: ${decision.refusal.code}`)
    if (decision.events.at(-1)?.type !== 'inbox-advanced') throw new Error('the inbox did not advance')
    return decision.events.slice(0, -1)
  }

  booked(number: string, digits: string, more: { date?: string; sold?: number; compared?: 'match' | 'other' } = {}) {
    const { date = today, sold = 1, compared = null } = more
    const service = this.place(number, date)?.service ?? 'permanent'
    return this.hear(
      { type: 'booked', date, number, service, sold, language: 'uk', sealed: sealedDigits(digits, service) },
      compared,
    )
  }

  cancelled(number: string, date = today): Decision {
    return this.hear({ type: 'booking-cancelled', date, number, by: 'visitor' })
  }

  closeOnline(date = today, sold = 0): Decision {
    return this.hear({ type: 'online-closed', date, sold, inboxSeq: this.#item })
  }

  /** A check-in by number, time and digits of a ticket the hub does not know, as the gateway hands it over. */
  claim(ticket: string, time: string, digits: string, more: Record<string, unknown> = {}): Decision {
    const service = this.place(ticket)?.service ?? 'permanent'
    const claim = { time, sealed: sealedDigits(digits, service) }
    return this.tell({ type: 'check-in', ticket, proof: 'digits', actor: terminal, claim, ...more })
  }

  /** A check-in by a code that is right for the next sale of the place. */
  readmit(ticket: string, more: Record<string, unknown> = {}): Decision {
    const sold = (this.place(ticket)?.sold ?? 0) + 1
    return this.tell({ type: 'check-in', ticket, proof: 'code', actor: terminal, readmit: { sold }, ...more })
  }

  place(number: string, date = today): Place | undefined {
    return this.state.days[date]?.places[number]
  }

  placesOf(channel: Place['channel'], service = 'permanent', date = today): Place[] {
    return Object.values(this.state.days[date]?.places ?? {}).filter(
      (place) => place.channel === channel && place.service === service,
    )
  }
}

export function inboxHash(seq: number): string {
  return seq.toString(16).padStart(64, '0')
}

/** The plan of a date as the inbox carries it. */
export function publishedPlan(
  date: string,
  clock: DayClock = clockOf(date),
): Extract<InboxItem, { type: 'plan-published' }> {
  const plan = planDay(onlineOffice, clock)
  if (!plan.ok) throw new Error(JSON.stringify(plan))
  return {
    type: 'plan-published',
    date,
    clock,
    services: plan.services.map((service) => ({ ...service, places: [...service.places] })),
  }
}
