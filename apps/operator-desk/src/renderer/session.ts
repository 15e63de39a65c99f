import type { ErrorBody, SessionAnswer } from '@cherha/shared/protocol'
import type { SignInProblem } from './state.ts'

export type SignInResult =
  | { readonly ok: true; readonly session: string }
  | { readonly ok: false; readonly problem: SignInProblem }

/** Asks the hub at `url` for a session. Never throws: no answer is a problem like the others. */
export async function requestSession(url: string, login: string, pin: string): Promise<SignInResult> {
  let response: Response
  try {
    response = await fetch(`${url}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, pin }),
    })
  } catch {
    return { ok: false, problem: 'unreachable' }
  }
  if (!response.ok) return { ok: false, problem: problemOf(response.status, await codeOf(response)) }
  const answer = (await response.json()) as SessionAnswer
  if (answer.staff.role === 'auditor') {
    await endSession(url, answer.session)
    return { ok: false, problem: 'not-desk-staff' }
  }
  return { ok: true, session: answer.session }
}

/** Tells the hub that the session has ended. When the hub is away, the session ends there by its own time. */
export async function endSession(url: string, session: string): Promise<void> {
  try {
    await fetch(`${url}/api/sessions`, { method: 'DELETE', headers: { authorization: `Bearer ${session}` } })
  } catch {
    // nothing to do about it here: the token is forgotten either way
  }
}

/** The reason code of a refused request; null when the answer is not the hub's. */
async function codeOf(response: Response): Promise<string | null> {
  try {
    return ((await response.json()) as Partial<ErrorBody>).error?.code ?? null
  } catch {
    return null
  }
}

function problemOf(status: number, code: string | null): SignInProblem {
  // the same status stands for a wrong PIN and for a computer the hub does not know
  if (status === 403 || code === 'unauthorised' || code === 'not-paired') return 'not-desk-device'
  switch (status) {
    case 400:
      return 'malformed'
    case 401:
      return 'wrong-pin'
    case 423:
      return 'pin-locked'
    case 429:
      return 'too-many'
    case 502:
    case 503:
    case 504:
      return 'unreachable'
    default:
      return 'failed'
  }
}

/** Where the session token survives a reload of the page: until the tab is closed, and nothing else with it. */
export interface SessionKeeper {
  read(): string | null
  keep(session: string): void
  forget(): void
}

const key = 'cherha.session'

export const tabSession: SessionKeeper = {
  read: () => sessionStorage.getItem(key),
  keep: (session) => sessionStorage.setItem(key, session),
  forget: () => sessionStorage.removeItem(key),
}
