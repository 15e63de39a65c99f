/**
 * The hub's parts without sockets, pages and printers: what drives a hub by hand, as the simulator does.
 * Whoever wants a hub takes `startHub`.
 */
export { boot } from './boot.ts'
export type { AliveStamp } from './clock/alive-stamp.ts'
export type { CancelTimer, HubClock } from './clock/hub-clock.ts'
export { systemClock, type ComputerTime } from './clock/system-clock.ts'
export type { Device } from './credentials/devices.ts'
export { Engine } from './engine/engine.ts'
export type { Caller } from './gateway/caller.ts'
export { CommandIntake, type IssuedTicket } from './gateway/command-intake.ts'
export { Failure } from './gateway/failure.ts'
export { Presence } from './gateway/presence.ts'
export { ProofReader, type CodeTries } from './gateway/proof.ts'
export { Views } from './gateway/views.ts'
export { startHousekeeping } from './housekeeping.ts'
export { dateAt, dayClock } from './plan/day-clock.ts'
export { localPublisher } from './plan/local-publisher.ts'
export { PlanKeeper } from './plan/plan-keeper.ts'
export { serverPublisher } from './plan/server-publisher.ts'
export { type KeyFile, openKeyFile, type ServerKeyFile } from './secrets/key-file.ts'
export { Vault } from './secrets/vault.ts'
export {
  type EpochBecause,
  type HubIdentity,
  noServer,
  type PendingEpoch,
  type ServerContact,
  type UplinkCredentials,
  type UplinkPorts,
} from './uplink/ports.ts'
export { lookFirstMs } from './uplink/look-first.ts'
export { Uplink } from './uplink/uplink.ts'
export { WitnessCheck } from './uplink/witness-check.ts'
