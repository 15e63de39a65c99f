import { hashJson } from '@cherha/event-log'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { type CaseContext, type OfficeMapping, workingCalendar } from '@cherha/shared/workflow'
import type { CalendarStore } from '../http/parts.ts'
import type { ServerClock } from '../offices/ports.ts'
import { indexForm } from './index/index-case.ts'

/** What a case of an office is decided by, and a stamp that is another one when any of it is. */
export interface OfficeRules {
  readonly context: CaseContext
  readonly stamp: string
}

/** A calendar that somebody has changed on another server counts after this long. */
const readAgainMs = 2_000

/** The working-day calendar of the server and the mappings of the offices. */
export class Rules {
  readonly #calendar: Pick<CalendarStore, 'get'>
  readonly #clock: ServerClock
  #read: { readonly at: number; readonly version: number; readonly calendar: CaseContext['calendar'] } | null = null
  /** A configuration that is changed is another object. */
  readonly #stamps = new WeakMap<object, string>()

  constructor(calendar: Pick<CalendarStore, 'get'>, clock: ServerClock) {
    this.#calendar = calendar
    this.#clock = clock
  }

  /** @param entity the authorised entity that took the application, if one did */
  async of(config: OfficeConfig, entity: OfficeConfig | null, card: string): Promise<OfficeRules> {
    const { version, calendar } = await this.#newest()
    const mapping = mappingOf(config, entity, card)
    if (mapping === null) return { context: { calendar }, stamp: `${indexForm}.${version}` }
    return { context: { calendar, mapping }, stamp: `${indexForm}.${version}.${this.#stampOf(mapping)}` }
  }

  #stampOf(mapping: OfficeMapping): string {
    let stamp = this.#stamps.get(mapping)
    if (stamp === undefined) {
      stamp = hashJson(mapping).slice(0, 12)
      this.#stamps.set(mapping, stamp)
    }
    return stamp
  }

  async #newest() {
    const now = this.#clock.now()
    if (this.#read !== null && now >= this.#read.at && now - this.#read.at < readAgainMs) return this.#read
    const { calendar: table, version } = await this.#calendar.get()
    const known = this.#read
    const calendar =
      known?.version === version ? known.calendar : workingCalendar(table.holidays, { martialLaw: table.martialLaw })
    this.#read = { at: now, version, calendar }
    return this.#read
  }
}

/** The office's own units and titles; those of the entity's people are the entity's. */
function mappingOf(config: OfficeConfig, entity: OfficeConfig | null, card: string): OfficeMapping | null {
  const own = config.mappings?.find((one) => one.card === card)
  const theirs = entity?.mappings?.find((one) => one.card === card)
  const taker = theirs?.roles['authorised-entity']
  if (theirs === undefined || taker === undefined) return own ?? null
  const base = own ?? { card, office: config.code, units: {}, roles: {} }
  return {
    ...base,
    units: { ...theirs.units, ...base.units },
    roles: { ...base.roles, 'authorised-entity': taker },
  }
}
