import { OfficeUnavailableError } from '../../offices/answers.ts'
import { Failure } from '../failure.ts'

/**
 * What a command of booking hears that could not be written, whatever the reason was: that it is not done, what has
 * become of the place, and what to do (B42). Other errors are left as they are.
 * @param route of the request, as it is registered
 */
export function notDone(error: unknown, route: string | undefined): unknown {
  if (!(error instanceof OfficeUnavailableError)) return error
  return new Failure('unavailable', sentenceOf(route ?? ''), { cause: error })
}

function sentenceOf(route: string): string {
  if (route.endsWith('/holds')) return 'the booking could not be completed now and nothing was taken: try again'
  if (route.endsWith('/confirm'))
    return 'the booking could not be completed now; the place is still held: send the same code again'
  return 'this could not be completed now: send the same again'
}
