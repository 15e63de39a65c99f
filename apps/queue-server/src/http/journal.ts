import type { FastifyRequest } from 'fastify'
import { whoAsks } from './guard.ts'
import type { HttpParts, JournalDetail } from './parts.ts'

/**
 * Does what somebody asked for, journaled: the entry is on the disk before anything changes, so there is no change
 * without its entry. What then fails is noted too.
 */
export async function journaled<T>(
  { stores, clock, logger }: Pick<HttpParts, 'stores' | 'clock' | 'logger'>,
  request: FastifyRequest,
  entry: { readonly action: string; readonly office: string | null; readonly detail: JournalDetail },
  work: () => Promise<T>,
): Promise<T> {
  const who = whoAsks(request).account.login
  await stores.journal.append({ at: clock.now(), who, ...entry })
  try {
    return await work()
  } catch (error) {
    const failed = { ...entry, action: `${entry.action}-failed` }
    await stores.journal.append({ at: clock.now(), who, ...failed }).catch((cause: unknown) => {
      logger.error({ err: cause, action: failed.action }, 'the journal cannot be written')
    })
    throw error
  }
}
