import type { AdminOffices } from '@cherha/shared/protocol'
import { freePlacesNow } from '@cherha/shared/queue'
import type { OfficeNode } from '../offices/office-node.ts'
import { instantOrNull } from './instants.ts'
import type { HttpParts } from './parts.ts'

type Row = AdminOffices['offices'][number]

/** An office in the administrator's list; null while it is not configured. */
export function officeRow(office: OfficeNode, { hubs, clock }: Pick<HttpParts, 'hubs' | 'clock'>): Row | null {
  const { config } = office
  if (config === null) return null
  const { state, lastContact, version, epoch } = hubs.link(office.code)
  return {
    code: config.code,
    name: config.name,
    kind: config.kind ?? 'unit',
    hub:
      state === 'never'
        ? { state, lastContact: null, lagEvents: null, version: null, epoch: 0 }
        : { state, lastContact: instantOrNull(lastContact), lagEvents: office.lag.events, version, epoch },
    today: todayOf(office, clock.now()),
  }
}

function todayOf({ mirror }: OfficeNode, now: number): Row['today'] {
  const day = mirror.today === null ? undefined : mirror.days[mirror.today]
  if (day === undefined || mirror.config === null) return null
  const tickets = Object.values(day.tickets)
  const count = (is: string) => tickets.filter(({ status }) => status.is === is).length
  const ended = (by: string) => tickets.filter(({ status }) => status.is === 'ended' && status.by === by).length
  return {
    waiting: count('waiting'),
    called: count('called'),
    serving: count('serving') + count('held'),
    finished: ended('finished'),
    noShow: ended('no-show'),
    free: mirror.config.services.reduce((sum, { id }) => sum + freePlacesNow(mirror, id, now), 0),
  }
}
