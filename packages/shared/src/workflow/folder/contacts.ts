import type { CompleteStage } from '../case/commands.ts'
import type { Fields } from '../case/state.ts'
import type { Outcome, Stage } from '../stage.ts'
import type { Applicant } from './applicant.ts'

/** What the form says already of a stage's phone and e-mail fields. */
export function contactFields(stage: Pick<Stage, 'fields'>, applicant: Applicant | null): Fields {
  const filled: Record<string, string> = {}
  for (const { key, kind } of stage.fields) {
    const value = kind === 'phone' ? applicant?.phone : kind === 'email' ? applicant?.email : undefined
    if (value !== undefined && value !== '') filled[key] = value
  }
  return filled
}

/** At the window the applicant's phone and e-mail are written once: what the form says need not be said again. */
export function withContacts(stage: Stage, outcome: Outcome, command: CompleteStage, applicant: Applicant | null) {
  if (stage.place !== 'window' || outcome.refusal !== undefined) return command
  const known = contactFields(stage, applicant)
  const given = Object.entries(command.fields ?? {}).filter(([key, value]) => value !== '' || known[key] === undefined)
  const fields: Fields = { ...known, ...Object.fromEntries(given) }
  return Object.keys(fields).length === 0 ? command : { ...command, fields }
}

/** The form with the phone and e-mail a stage was completed with; null when it says so already. */
export function applicantWith(stage: Stage, fields: Fields, applicant: Applicant): Applicant | null {
  const contacts: { phone?: string; email?: string } = {}
  for (const { key, kind } of stage.fields) {
    const value = fields[key]
    if (typeof value !== 'string' || value === '') continue
    if (kind === 'phone' && value.length <= 30 && value !== applicant.phone) contacts.phone = value
    if (kind === 'email' && value !== applicant.email) contacts.email = value
  }
  return Object.keys(contacts).length === 0 ? null : { ...applicant, ...contacts }
}
