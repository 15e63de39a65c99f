import type { Engine } from '../engine/engine.ts'
import type { PendingEpoch } from './ports.ts'

/** Begins the epoch that is due, if one is. Resolves when it is in the log. */
export async function beginPendingEpoch(engine: Pick<Engine, 'tell'>, pending: PendingEpoch): Promise<void> {
  const because = pending.get()
  if (because === null) return
  await engine.tell({ type: 'begin-epoch', because })
  pending.set(null)
}
