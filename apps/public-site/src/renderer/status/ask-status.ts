import type { StatusAnswer, StatusBody } from '@cherha/shared/protocol'
import { isStatusAnswer } from './read-status.ts'

/** `unknown` is one answer for a wrong number and for wrong digits; the page cannot tell them apart either. */
export type Asked =
  | { readonly is: 'answer'; readonly answer: StatusAnswer }
  | { readonly is: 'unknown' | 'offline' | 'away' }
  | { readonly is: 'too-many'; readonly minutes: number }

const patienceMs = 20_000
const waitSeconds = 60

/** Asks the server where an application is. */
export async function askStatus(body: StatusBody, send: typeof fetch = fetch): Promise<Asked> {
  let response: Response
  let answer: unknown
  try {
    response = await send('/api/status', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    })
    answer = await response.json().catch(() => null)
  } catch {
    return { is: 'offline' }
  }
  if (response.ok) return isStatusAnswer(answer) ? { is: 'answer', answer } : { is: 'away' }
  if (response.status === 429) {
    const seconds = Number(response.headers.get('retry-after'))
    return { is: 'too-many', minutes: Math.max(1, Math.ceil((seconds > 0 ? seconds : waitSeconds) / 60)) }
  }
  return { is: response.status === 404 || response.status === 400 ? 'unknown' : 'away' }
}
