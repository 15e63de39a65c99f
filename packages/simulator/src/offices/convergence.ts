import { eventAs, hashJson, type LogRecord } from '@cherha/event-log'
import type { QueueEvent } from '@cherha/shared/queue'
import { isSame } from '../oracle/same.ts'
import type { ServerNode } from './server-node.ts'
import type { Site } from './site.ts'

/** What hub and server of an office do not agree about yet; null: they are one office. */
export function difference({ hub, code }: Site, server: ServerNode): string | null {
  const node = server.life?.nodes.get(code)
  const life = hub.life
  if (node === undefined) return 'the server does not answer'
  if (life === null || !life.ready) return 'the hub does not answer'
  const { engine, uplink } = life
  const head = engine.head()
  const { inbox } = engine.state
  if (node.copyHead.hash !== head.hash) return `the hub's log is at ${head.seq}, its copy at ${node.copyHead.seq}`
  if (node.inboxHead.hash !== inbox.hash) return `the inbox is at ${node.inboxHead.seq}, the hub knows ${inbox.seq}`
  if (life.secrets !== node.secrets.version)
    return `the secrets are ${node.secrets.version}, the hub has ${life.secrets}`
  if (uplink?.contact.state !== 'connected') return `the hub says it is ${uplink?.contact.state ?? 'alone'}`
  // one end of a connection may not have noticed that it is gone
  if (server.life?.gateway.connected(code) == null) return 'the server is connected to no hub'
  return null
}

/** What must be true of an office whose hub and server have the same logs. */
export function judgeConverged(site: Site, server: ServerNode, thoroughly: boolean): void {
  const { hub, code, fail, people, judge, disk } = site
  const node = server.life?.nodes.get(code)
  const { life } = hub
  if (node === undefined || life === null) return
  const { state } = life.engine
  if (!isSame(node.mirror, state)) fail('R3', 'the mirror is not the live queue although the logs are equal')
  if (thoroughly && node.stateHash() !== hashJson(state)) fail('R3', 'mirror and live queue have two hashes')
  judge.judgeClosed()
  const connected = server.life?.gateway.connected(code)
  if (connected?.hub !== disk.identity?.hub) fail('R14', 'the connected hub is not the one that was enrolled last')
  if (!site.isWelcome()) fail('R14', 'the connected hub is revoked, or of another history')
  const staff = node.secrets.staff.map(({ login }) => login).sort()
  if (!isSame(staff, [...(life.staff ?? [])].sort())) fail('R23', 'the hub has another staff than the server')
  const shown = [node.board(), node.published(), connected]
  if (people.isNamedWithin(shown)) fail('R25', 'the server shows somebody’s name')
  site.disk.inspect((log) => judgeLog(site, log.read(0, log.head().seq + 1)))
}

/** Whether each item of the inbox has brought what it must (R2, R8), by the log alone. */
function judgeLog({ judge, fail }: Site, records: readonly LogRecord[]): void {
  const over = new Set<string>()
  const known = new Set<string>()
  const answered = new Map<string, number>()
  let group: QueueEvent[] = []
  let learnt = 0
  for (const record of records) {
    const event = eventAs<QueueEvent>(record.event)
    group.push(event)
    if (event.type === 'plan-published') known.add(event.date)
    if (event.type === 'day-closed' || event.type === 'day-cancelled') over.add(event.date)
    if (event.type === 'request-answered') answered.set(event.request, (answered.get(event.request) ?? 0) + 1)
    if (event.type !== 'inbox-advanced') continue
    if (event.seq !== learnt + 1) fail('R2', `item ${event.seq} was learnt after item ${learnt}`)
    learnt = event.seq
    const item = judge.items[learnt - 1]?.item
    const brought = group
    group = []
    if (item?.type !== 'booked' || over.has(item.date) || !known.has(item.date)) continue
    const { date, number, sold } = item
    const isThere = brought.some(
      (one) =>
        (one.type === 'registered' || one.type === 'claim-matched') &&
        one.date === date &&
        (one.number === number || ('displaced' in one && one.displaced === number)) &&
        one.sold === sold,
    )
    if (!isThere) fail('R2', `the booking ${number} of ${date} was learnt and is nobody's registration`)
  }
  for (const { item } of judge.items) {
    if (item.type !== 'cancel-requested' && item.type !== 'withdraw-requested') continue
    const times = answered.get(item.request) ?? 0
    if (times !== 1) fail('R8', `a request about ${item.number} of ${item.date} was answered ${times} times`)
  }
}
