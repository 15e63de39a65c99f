import { z } from 'zod'
import { builtInConditions, eventKeys, trackKeys } from './vocabulary.ts'

/** A name inside a card: `residence-check`. */
export const keySchema = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'small Latin letters, digits and hyphens')

/** Something people read, in both languages. */
export const textSchema = z.strictObject({ uk: z.string().trim().min(1), en: z.string().trim().min(1) })
export type Text = z.infer<typeof textSchema>

/**
 * A length of time. `same-visit`: before the applicant leaves the window; `same-day`: on the day of the event.
 * Otherwise the day after the event counts first, and a last day that is not a working day rolls on.
 */
export const termSchema = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('same-visit') }),
  z.strictObject({ unit: z.literal('same-day') }),
  z.strictObject({ unit: z.literal('working-days'), amount: z.int().min(1).max(500) }),
  z.strictObject({ unit: z.literal('calendar-days'), amount: z.int().min(1).max(3660) }),
  z.strictObject({ unit: z.literal('months'), amount: z.int().min(1).max(120) }),
  z.strictObject({ unit: z.literal('years'), amount: z.int().min(1).max(10) }),
])
export type Term = z.infer<typeof termSchema>

/**
 * A built-in condition or a fact the card declares, `not` in front for the opposite: `not channel-entity`.
 * A list of conditions holds when all of them do.
 */
export const conditionSchema = z
  .string()
  .regex(/^(not )?[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'a condition, or `not` and a condition')
export const conditionsSchema = z.array(conditionSchema).default([])

/** The condition without its `not`. */
export function factOf(condition: string): string {
  return condition.replace(/^not /, '')
}

/** Whether all the conditions hold, given the facts that are true. An empty list always holds. */
export function holds(conditions: readonly string[], facts: ReadonlySet<string>): boolean {
  return conditions.every((condition) => facts.has(factOf(condition)) !== condition.startsWith('not '))
}

export function isBuiltInCondition(fact: string): boolean {
  return (builtInConditions as readonly string[]).includes(fact)
}

/**
 * By when something is done. `limit` is the law's; `target`, where it differs, what the office plans for.
 * A stage has as many as its card prints.
 */
export const deadlineSchema = z.strictObject({
  /** What it is about, where a stage has several. */
  title: textSchema.optional(),
  /** As the card prints it (uk), and what that says (en). */
  printed: textSchema,
  from: z.enum(eventKeys),
  until: z.enum(eventKeys).default('stage-completed'),
  /** `before`: at least so long before `from` (a notice before a visit). */
  direction: z.enum(['after', 'before']).default('after'),
  limit: termSchema,
  target: termSchema.optional(),
  /** Never later than this stage's own dates, though printed so. */
  notAfter: keySchema.optional(),
  /** Who owes it: the service, or another body (its answer to an inquiry). */
  owed: z.enum(['service', 'other-body']).default('service'),
  tracks: z.array(z.enum(trackKeys)).min(1).optional(),
  when: conditionsSchema,
})
export type Deadline = z.infer<typeof deadlineSchema>
