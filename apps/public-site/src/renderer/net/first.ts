import type { BookingRules, BookingServices } from '@cherha/shared/protocol'
import { isRules, isServices } from './api.ts'
import { ask, type Asked } from './ask.ts'

/** What the first question needs: asked for by the small script, and found here by the large one. */
export interface FirstAnswers {
  /** null: could not be had; the page goes on without it. */
  readonly rules: BookingRules | null
  readonly services: Asked<BookingServices>
}

let asked: Promise<FirstAnswers> | null = null
let known: FirstAnswers | null = null

/** Asks once; after a failure, anew. */
export function firstAnswers(): Promise<FirstAnswers> {
  asked ??= askFirst().then((answers) => {
    if (answers.services.is === 'answer') known = answers
    if (known === null || answers.rules === null) asked = null
    return answers
  })
  return asked
}

/** What is known already, without waiting. */
export function firstKnown(): FirstAnswers | null {
  return known
}

async function askFirst(): Promise<FirstAnswers> {
  const [rules, services] = await Promise.all([
    ask({ path: '/api/booking/rules' }, isRules),
    ask({ path: '/api/booking/services' }, isServices),
  ])
  return { rules: rules.is === 'answer' ? rules.value : null, services }
}
