import type { CaseProblem, Got } from '../model/problems.ts'
import { isOpenQuestion } from '../model/problems.ts'

/** How long an attempt without an answer is left before the next one, ms. */
export interface SendTimes {
  readonly againAfterMs: number
}

/**
 * Asks until there is an answer: the same command may be sent any number of times, it is done once.
 * @param onWait told after each attempt that brought none
 * @param stopped asked before each attempt: nobody waits for it any longer
 */
export async function untilAnswered<T>(
  ask: () => Promise<Got<T>>,
  { againAfterMs }: SendTimes,
  onWait: (problem: CaseProblem, attempts: number) => void,
  stopped: () => boolean,
): Promise<Got<T>> {
  for (let attempts = 1; ; attempts += 1) {
    const got = await ask()
    if (got.ok || !isOpenQuestion(got.problem)) return got
    onWait(got.problem, attempts)
    await new Promise((resolve) => setTimeout(resolve, againAfterMs))
    if (stopped()) return got
  }
}
