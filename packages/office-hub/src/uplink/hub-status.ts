import type { HubStatus } from '@cherha/shared/protocol'
import type { UplinkPorts } from './ports.ts'

/** How the office is, as its hub sees it: no name, no number of a ticket. */
export function hubStatus({
  engine,
  clock,
  credentials,
  version,
  printerStatus,
  calls,
  cases,
}: Pick<UplinkPorts, 'engine' | 'clock' | 'credentials' | 'version' | 'printerStatus' | 'calls' | 'cases'>): HubStatus {
  const { state } = engine
  const desks = new Set<string>()
  for (const [session, { connected }] of Object.entries(state.desks)) {
    const device = connected ? credentials.deviceOfSession(session) : null
    if (device !== null) desks.add(device)
  }
  return {
    at: clock.now().at,
    version,
    epoch: state.epoch,
    writable: engine.writable,
    clockStepMs: state.clockStepMs,
    printer: printerStatus(),
    devices: credentials.devices().map(({ id, role, windows }) => {
      const kept = credentials.reportOf(id)
      return {
        id,
        role,
        windows: windows === null ? null : [...windows],
        connected: role === 'desk' ? desks.has(id) : state.devices[id] !== undefined,
        report: kept === null ? null : { crashes: kept.crashes, hangs: kept.hangs, version: kept.version },
        reportedAt: kept?.at ?? null,
        ...(role === 'display' && calls !== undefined ? { calls: calls.of(id) } : {}),
      }
    }),
    head: engine.head(),
    ...(cases === undefined ? {} : { cases: cases() }),
  }
}

/** What of a status is told at once when it changes. Moments and the log's head change with every call. */
export function newsOf({ at: _at, head: _head, devices, ...rest }: HubStatus): string {
  const told = devices.map(({ calls, ...device }) => {
    if (calls === undefined) return device
    const { silentSince, missed, announcedAt } = calls
    return { ...device, silentSince, missed, heard: announcedAt !== null }
  })
  return JSON.stringify({ ...rest, devices: told })
}
