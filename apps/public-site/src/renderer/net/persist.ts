import type { Asked, Refused } from './ask.ts'

const pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000] as const

/**
 * Sends until there is an answer, the same each time: the server knows by its id what it has done already, so nothing
 * happens twice and nothing has to be guessed. @param unheard called after each try that nobody answered
 * @returns null: it was given up by `signal`
 */
export async function persist<T>(
  send: () => Promise<Asked<T>>,
  unheard: (why: 'offline' | 'away') => void,
  signal: AbortSignal,
): Promise<{ readonly is: 'answer'; readonly value: T } | Refused | null> {
  for (let tries = 0; !signal.aborted; tries += 1) {
    const asked = await send()
    if (signal.aborted) return null
    if (asked.is === 'answer' || asked.is === 'refused') return asked
    unheard(asked.is)
    await pause(pausesMs[Math.min(tries, pausesMs.length - 1)] ?? 1_000, signal)
  }
  return null
}

/** Ends early when the connection is back. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      removeEventListener('online', end)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    addEventListener('online', end)
    signal.addEventListener('abort', end)
  })
}
