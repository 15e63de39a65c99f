import type { CardInput } from '../card.ts'

type Stage = CardInput['stages'][number]
type Deadline = NonNullable<Stage['deadlines']>[number]
type Signer = NonNullable<Stage['outcomes'][number]['signers']>[number]

/** What the cards print in nearly the same words for everything done while the applicant is at the window. */
export function duringReception(uk: string): Deadline {
  return {
    printed: { uk, en: 'During reception, on the day of application' },
    from: 'documents-accepted',
    limit: { unit: 'same-visit' },
  }
}

/** Whoever takes the application: the body's own employee, or the authorised entity's. */
export function takenBy(how: 'by-hand' | 'electronic'): Signer[] {
  return [
    { role: 'intake', how, when: ['not channel-entity'] },
    { role: 'authorised-entity', how, when: ['channel-entity'] },
  ]
}
