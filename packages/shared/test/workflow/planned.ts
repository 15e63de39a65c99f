import {
  builtInCards,
  type Card,
  findCard,
  holidaysOfUkraine,
  type Plan,
  planCard,
  type PlanOptions,
  workingCalendar,
} from '@cherha/shared/workflow'

export const martialLaw = workingCalendar(holidaysOfUkraine, { martialLaw: true })
export const peacetime = workingCalendar(holidaysOfUkraine, { martialLaw: false })

export function card(id: string): Card {
  const found = findCard(builtInCards, id)
  if (found === undefined) throw new Error(`no card ${id}`)
  return found
}

export function plan(id: string, from: string, options: Partial<PlanOptions> = {}): Plan {
  return planCard(card(id), { from, calendar: martialLaw, ...options })
}

/** `13 2026-03-11 2026-03-11`: number, target, limit; rows without a number are left out. */
export function dates(of: Plan): string[] {
  return of.rows
    .filter(({ kind, number }) => kind === 'stage' && number !== null)
    .map(({ number, target, limit }) => `${number} ${target} ${limit}`)
}

/** Target and limit of one row. */
export function row(of: Plan, number: string): [string | null, string | null] {
  const found = of.rows.find((candidate) => candidate.number === number)
  if (found === undefined) throw new Error(`no row ${number}`)
  return [found.target, found.limit]
}

/** The terms of a row that its own dates do not come from: `until target limit`. */
export function beside(of: Plan, number: string): string[] {
  const found = of.rows.find((candidate) => candidate.number === number)
  return (found?.terms ?? [])
    .filter(({ counts }) => !counts)
    .map(({ until, target, limit }) => `${until} ${target} ${limit}`)
}
