import type { CaseActionAnswer } from '@cherha/shared/protocol'

/** Why the rules did not accept an action. */
export type CaseRefusal = Extract<CaseActionAnswer, { ok: false }>['refusal']

/**
 * Why there is no answer that could be used.
 * - `away`: the hub cannot be reached; `server-away`: the hub can, the queue server not. What was sent may have arrived.
 * - `busy`: asked too often; it is asked again.
 * - `refused`: the rules said no, nothing has changed.
 */
export type CaseProblem =
  | { readonly code: 'away' | 'server-away' | 'busy' | 'signed-out' | 'not-found' | 'too-large' | 'failed' }
  | { readonly code: 'refused'; readonly refusal: CaseRefusal }

export type Got<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: CaseProblem }

/** Codes of this computer's own host: the hub was not reached at all. */
const hostCodes = new Set(['hub-unreachable', 'certificate-changed', 'certificate-dates', 'not-connected'])

/** A refusal as a problem. The hub says in the same way that the queue server cannot be reached. */
export function refusedBecause(refusal: CaseRefusal): CaseProblem {
  return refusal.code === 'server-away' ? { code: 'server-away' } : { code: 'refused', refusal }
}

/** What an answer that is no success means. `code` is the error code of its body, null without one. */
export function problemOf(status: number, code: string | null): CaseProblem {
  if (status === 401 || code === 'unauthorised') return { code: 'signed-out' }
  if (status === 404) return { code: 'not-found' }
  if (status === 413) return { code: 'too-large' }
  if (status === 429) return { code: 'busy' }
  if (status === 502 || status === 503 || status === 504) {
    return { code: code !== null && hostCodes.has(code) ? 'away' : 'server-away' }
  }
  return { code: 'failed' }
}

/** Nobody knows whether what was sent has arrived: it is sent again, as the same command. */
export function isOpenQuestion(problem: CaseProblem): boolean {
  return problem.code === 'away' || problem.code === 'server-away' || problem.code === 'busy'
}
