import type { Asked, Refused } from './ask.ts'

/** Why nobody knows yet: no answer, none that can be read, or one that says to ask later. */
export type Why = 'offline' | 'away' | 'busy'

const pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000] as const

/**
 * Sends until there is an answer, the same each time: the server knows by its id what it has done already, so nothing
 * happens twice and nothing has to be guessed. @param unheard called after each try that nobody answered
 * @param isPatient a refusal that only says to ask later is waited out as well
 * @returns null: it was given up by `signal`
 */
export async function persist<T>(
  send: () => Promise<Asked<T>>,
  unheard: (why: Why) => void,
  signal: AbortSignal,
  isPatient = false,
): Promise<{ readonly is: 'answer'; readonly value: T } | Refused | null> {
  for (let tries = 0; !signal.aborted; tries += 1) {
    const asked = await send()
    if (signal.aborted) return null
    const later = isPatient && asked.is === 'refused' ? laterMs(asked) : null
    if (asked.is === 'answer' || (asked.is === 'refused' && later === null)) return asked
    unheard(asked.is === 'refused' ? 'busy' : asked.is)
    await pause(later ?? pausesMs[Math.min(tries, pausesMs.length - 1)] ?? 1_000, signal)
  }
  return null
}

const throttled = ['too-many', 'too-many-requests', 'busy']
const usualMs = 5_000

/** How long to wait before asking again; null: it will be refused then as well. */
function laterMs({ code, retrySeconds }: Refused): number | null {
  if (retrySeconds !== null) return retrySeconds * 1_000
  return throttled.includes(code) ? usualMs : null
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
