import type { Call, QueueState } from './state.ts'

/** Calls under way, oldest first: the keys of a state that comes from a snapshot tell no order. */
export function callsInOrder(state: QueueState): Call[] {
  return Object.values(state.calls).sort((a, b) => a.seq - b.seq)
}
