import type { ServerClock } from './ports.ts'

/**
 * Does something again and again, never twice at a time; the first time after one pause.
 * @param ms of the pause after each
 * @param failed told why it could not be done; it is tried again
 * @returns what ends it, resolved when nothing is under way any more
 */
export function repeat(
  clock: ServerClock,
  ms: number,
  work: () => Promise<void>,
  failed: (error: unknown) => void,
): () => Promise<void> {
  let isOver = false
  let running: Promise<void> = Promise.resolve()
  const next = () => {
    if (isOver) return
    running = work()
      .catch(failed)
      .then(() => {
        if (!isOver) cancel = clock.setTimer(ms, next)
      })
  }
  let cancel = clock.setTimer(ms, next)
  return async () => {
    isOver = true
    cancel()
    await running
  }
}
