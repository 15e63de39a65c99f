import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { SettledListeners } from './settled-listeners.ts'
import type { SmsStore } from './sms-store.ts'

export interface GivingUpParts {
  readonly store: Pick<SmsStore, 'giveUpLate'>
  readonly listeners: SettledListeners
  readonly now: () => number
  readonly logger: Pick<Logger, 'error'>
  readonly stopping: AbortSignal
  /** Messages that are being handed over just now. */
  readonly inHand: ReadonlySet<string>
}

const everyMs = 1_000

/** Gives up messages whose time has passed (B28), also while nothing can be sent. Until the server stops. */
export async function giveUpLate({ store, listeners, now, logger, stopping, inHand }: GivingUpParts): Promise<void> {
  let failing = false
  while (!stopping.aborted) {
    try {
      for (const { id, kind } of await store.giveUpLate(now(), [...inHand])) listeners.tell({ id, kind, sent: false })
      failing = false
    } catch (err) {
      if (!failing) logger.error({ err }, 'Late messages could not be given up')
      failing = true
    }
    await sleep(everyMs, undefined, { signal: stopping }).catch(() => {})
  }
}
