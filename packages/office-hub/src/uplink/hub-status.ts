import type { HubStatus } from '@cherha/shared/protocol'
import type { UplinkPorts } from './ports.ts'

/** How the office is, as its hub sees it: no name, no number of a ticket. */
export function hubStatus({
  engine,
  clock,
  credentials,
  version,
  printerStatus,
}: Pick<UplinkPorts, 'engine' | 'clock' | 'credentials' | 'version' | 'printerStatus'>): HubStatus {
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
      }
    }),
  }
}
