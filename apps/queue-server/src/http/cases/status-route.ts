import { ServerError, StatusAnswer, StatusBody } from '@cherha/shared/protocol'
import type { App } from '../app.ts'
import { Failure } from '../failure.ts'
import type { HttpParts } from '../parts.ts'
import { type AskLimit, AskLimits, networkOf } from './ask-limits.ts'
import type { CaseHttp } from './parts.ts'
import { atSteadyPace, computerPace } from './steady-pace.ts'

/** Ten thousand digits are a hundred days of guessing at one case. */
const limits: readonly AskLimit[] = [
  { most: 10, ms: 60_000 },
  { most: 100, ms: 24 * 60 * 60_000 },
]

/**
 * "Where is my application": the number of a case and four digits of the document. A number that is none, one nobody
 * has and wrong digits are answered by the same words after the same time, and counted alike (S62).
 */
export function statusRoute(
  app: App,
  { clock }: Pick<HttpParts, 'clock'>,
  { cases, pace = computerPace }: CaseHttp,
): void {
  const byAddress = new AskLimits(limits)
  const byCase = new AskLimits(limits)

  app.post(
    '/api/status',
    { schema: { body: StatusBody, response: { 200: StatusAnswer, 404: ServerError, 429: ServerError } } },
    async (request) => {
      const now = clock.now()
      const wait = Math.max(
        byAddress.take(networkOf(request.client), now),
        byCase.take(oneSpelling(request.body.case), now),
      )
      if (wait > 0) {
        const retryAfter = Math.ceil(wait / 1000)
        throw new Failure('too-many-requests', `too many questions; try again in ${retryAfter} seconds`, { retryAfter })
      }
      const status = await atSteadyPace(pace, () => cases.status(request.body))
      if (status === null) {
        throw new Failure('unknown-case', 'no application with this number and these digits; check both and try again')
      }
      return status
    },
  )
}

/** However a number is written, it is counted as the same one. */
function oneSpelling(number: string): string {
  return number
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}
