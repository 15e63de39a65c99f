import type { Context } from './context.ts'

/** How long it is known that a phone number wants no reminders, unless a booking of it is. */
const declinedMs = 365 * 86_400_000

/** What is of no use any more (B43, B44). @throws what the database throws */
export async function tidy(context: Context): Promise<void> {
  await tidyHolds(context)
  await context.store.forgetDeclined(context.clock.now() - declinedMs)
}

/** A hold whose time is over for so long has been ended, if anybody here knows it. */
const lostMs = 60_000

/**
 * Erases rows of holds that nobody knows (B43): the answer of the database was lost when they were written, so nothing was
 * held, and whoever asked has not asked again. Those of an office that is not here stay until their day is erased (B35).
 */
async function tidyHolds({ store, writer, holds, offices, clock }: Context): Promise<void> {
  const over = await store.holdsOver(clock.now() - lostMs)
  const isLost = ({ id, office }: { id: string; office: string }) =>
    holds.get(id) === null && offices.get(office) !== null
  if (!over.some(isLost)) return
  // decided in turn: meanwhile the command may have been sent again
  await writer.write({
    decide: () => ({ answer: null, effects: { holdsGone: over.filter(isLost).map(({ id }) => id) } }),
  })
}
