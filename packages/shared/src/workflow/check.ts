import type { Card } from './card.ts'
import { checkDates } from './checks/dates.ts'
import { checkFlow } from './checks/flow.ts'
import { checkForm } from './checks/form.ts'
import { checkNames } from './checks/names.ts'
import { type CardProblem, overlaps } from './checks/problem.ts'

export type { CardProblem } from './checks/problem.ts'

export type CheckedCard =
  | { readonly ok: true; readonly card: Card }
  | { readonly ok: false; readonly problems: readonly CardProblem[] }

/**
 * Everything that is wrong with a card, all at once: each value by itself, then what the card says as a whole.
 * @param data as read from a file or a request
 */
export function checkCard(data: unknown): readonly CardProblem[] {
  const checked = readCard(data)
  return checked.ok ? [] : checked.problems
}

/** The card, or what is wrong with it. */
export function readCard(data: unknown): CheckedCard {
  const form = checkForm(data)
  if (form.card === null) return { ok: false, problems: form.problems }
  const names = checkNames(form.card)
  // A way that could not even be read would make other stages seem unreached.
  const unread = form.problems.some(({ path }) => path.some((step) => wayWords.has(String(step))))
  const whole = [...names, ...(unread ? [] : checkFlow(form.card)), ...checkDates(form.card)]
  // What stands in for a mistake of form is not itself to blame.
  const rest = whole.filter(({ path }) => !form.problems.some((problem) => overlaps(problem.path, path)))
  const problems = [...form.problems, ...rest]
  return problems.length === 0 ? { ok: true, card: form.card } : { ok: false, problems }
}

const wayWords = new Set(['start', 'to', 'otherwise', 'needs', 'end', 'stay'])
