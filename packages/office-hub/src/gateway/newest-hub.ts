import type { Witness } from '@cherha/shared/protocol'
import type { WitnessCheck } from '../uplink/witness-check.ts'
import { Failure } from './failure.ts'

const retryAfterSeconds = 60

/**
 * Before a command is decided: what its device has seen is in this log, or an epoch has begun (R16, R19).
 * @throws Failure `lower-epoch`: another hub has replaced this one
 */
export async function assertNewest(witnesses: Pick<WitnessCheck, 'examine'>, seen: Witness | null): Promise<void> {
  if (await witnesses.examine(seen)) return
  const message = 'this device has seen a newer epoch of the office: another hub has replaced this one'
  throw new Failure('lower-epoch', message, { retryAfter: retryAfterSeconds })
}
