import type { Card } from './card.ts'
import { checkPlans, checkTerms } from './checks/dates.ts'
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
  // A way that could not be read would make other stages seem unreached, a term that could not, others late.
  const unread = (words: readonly string[]) =>
    form.problems.some(({ path }) => path.some((step) => words.includes(String(step))))
  const whole = [
    ...names,
    ...checkTerms(form.card),
    ...(unread(wayWords) ? [] : checkFlow(form.card)),
    ...(unread([...wayWords, ...dateWords]) ? [] : checkPlans(form.card)),
  ]
  // What stands in for a mistake of form is not itself to blame, nor is the rest of its term.
  const blamed = form.problems.map(({ path }) => path.slice(0, termEnd(path)))
  const rest = whole.filter(({ path }) => !blamed.some((own) => overlaps(own, path)))
  const problems = [...form.problems, ...rest]
  return problems.length === 0 ? { ok: true, card: form.card } : { ok: false, problems }
}

const wayWords = ['start', 'to', 'otherwise', 'needs', 'end', 'stay']
const dateWords = ['deadlines', 'caps', 'marks', 'tracks']

/** How much of a path leads to a term, or all of it: a wrong limit says nothing of the target beside it. */
function termEnd(path: CardProblem['path']): number {
  const at = path.indexOf('deadlines')
  return at < 0 ? path.length : at + 2
}
