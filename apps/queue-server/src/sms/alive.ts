import { setTimeout as sleep } from 'node:timers/promises'
import type { SmsClaim, SmsQueue } from './sms-queue.ts'

/** Says of what is under way that this process still works on it, well before others take it back. Until the server stops. */
export async function keepAlive(
  queue: Pick<SmsQueue, 'alive'>,
  claims: () => readonly SmsClaim[],
  heartbeatSeconds: number,
  stopping: AbortSignal,
): Promise<void> {
  const everyMs = (heartbeatSeconds * 1_000) / 4
  while (!stopping.aborted) {
    await sleep(everyMs, undefined, { signal: stopping }).catch(() => {})
    const now = claims()
    if (now.length > 0) await queue.alive(now).catch(() => {})
  }
}
