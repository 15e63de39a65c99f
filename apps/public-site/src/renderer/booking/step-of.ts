import type { Choices } from '../route.ts'

export const steps = ['service', 'office', 'time', 'document', 'phone', 'code', 'done'] as const
export type Step = (typeof steps)[number]

/** What document 000 II.6 asks for, in its order; the code is the second half of the last question. */
const asked: readonly Step[] = ['service', 'office', 'time', 'document', 'phone']
export const questions = asked.length

/** Number of a step's question; null: nothing is asked. */
export function questionOf(step: Step): number | null {
  if (step === 'done') return null
  return step === 'code' ? questions : asked.indexOf(step) + 1
}

/** What this tab knows besides the address. */
export interface Known {
  /** The digits have been typed. They are nowhere but in the page: a reload forgets them. */
  readonly digits: boolean
  /** There is a hold, or it is being asked for, or it has become a booking. */
  readonly hold: boolean
}

/** The step an address leads to; one that lacks something leads to the first question without an answer. */
export function stepOf({ service, office, date, time, step }: Choices, known: Known): Step {
  if (step === 'done' && known.hold) return 'done'
  if (service === undefined) return 'service'
  if (office === undefined) return 'office'
  if (date === undefined || time === undefined || step === undefined) return 'time'
  if (step === 'code' && known.hold) return 'code'
  if (step === 'phone' && known.digits) return 'phone'
  return 'document'
}
