import type { Context } from './context.ts'

/** A hold whose time is over for so long has been ended, if anybody here knows it. */
const lostMs = 60_000

/**
 * Erases rows of holds that nobody knows (B43): the answer of the database was lost when they were written, so nothing was
 * held, and whoever asked has not asked again. Those of an office that is not here stay until their day is erased (B35).
 */
export async function tidyHolds({ store, writer, holds, offices, clock }: Context): Promise<void> {
  const over = await store.holdsOver(clock.now() - lostMs)
  const isLost = ({ id, office }: { id: string; office: string }) =>
    holds.get(id) === null && offices.get(office) !== null
  if (!over.some(isLost)) return
  // decided in turn: meanwhile the command may have been sent again
  await writer.write({
    decide: () => ({ answer: null, effects: { holdsGone: over.filter(isLost).map(({ id }) => id) } }),
  })
}
