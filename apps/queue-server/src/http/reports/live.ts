import type { LiveView } from '@cherha/shared/protocol'
import { dayToConfirm, freePlacesNow, type QueueState, type Ticket } from '@cherha/shared/queue'
import type { OfficeNode } from '../../offices/office-node.ts'
import { instant, instantOrNull } from '../instants.ts'

/**
 * An office as its hub last told it: numbers, windows and who works there.
 * @param now server time, ms
 */
export function liveView(office: OfficeNode, connected: boolean, now: number): LiveView {
  const { mirror } = office
  const { ageSeconds, board } = office.board()
  const day = mirror.today === null ? undefined : mirror.days[mirror.today]
  const tickets = Object.values(day?.tickets ?? {})
  return {
    office: office.code,
    at: instant(now),
    connected,
    ageSeconds,
    board,
    windows: windowsOf(mirror, tickets),
    counts: (mirror.config?.services ?? []).map(({ id }) => countsOf(mirror, id, tickets, now)),
    clock: { stepMs: mirror.clockStepMs, dayToConfirm: dayToConfirmOf(mirror, now) },
  }
}

function windowsOf(mirror: QueueState, tickets: readonly Ticket[]): LiveView['windows'] {
  return (mirror.config?.windows ?? []).map(({ id, label, services }) => {
    const window = mirror.windows[id]
    const number = window?.ticket ?? null
    const status = tickets.find((ticket) => ticket.number === number)?.status
    const login = window?.staff ?? null
    const name = mirror.config?.staff.find((one) => one.login === login)?.name
    return {
      id,
      label,
      services: [...services],
      state: window?.session == null ? 'closed' : window.doing === 'nothing' ? 'open' : window.doing,
      staff: login === null ? null : { login, name: name ?? login },
      ticket: number,
      since: instantOrNull(status?.is === 'serving' ? status.since : null),
    }
  })
}

function countsOf(
  mirror: QueueState,
  service: string,
  tickets: readonly Ticket[],
  now: number,
): LiveView['counts'][number] {
  const own = tickets.filter((ticket) => ticket.service === service)
  const count = (is: Ticket['status']['is']) => own.filter(({ status }) => status.is === is).length
  const ended = (by: string) => own.filter(({ status }) => status.is === 'ended' && status.by === by).length
  return {
    service,
    waiting: count('waiting'),
    due: own.filter(({ status, at }) => status.is === 'waiting' && at <= now).length,
    called: count('called'),
    serving: count('serving') + count('held'),
    finished: ended('finished'),
    noShow: ended('no-show'),
    free: freePlacesNow(mirror, service, now),
  }
}

function dayToConfirmOf(mirror: QueueState, now: number): string | null {
  return mirror.config === null ? null : dayToConfirm(mirror, now)
}
