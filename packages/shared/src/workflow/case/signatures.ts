import type { Outcome, Signer } from '../stage.ts'
import { holds } from '../term.ts'
import type { RoleKey } from '../vocabulary.ts'
import { type Actor, actingAs } from './actor.ts'
import { type Objection, objection } from './refusals.ts'
import type { CaseSignature, RunningCase, StageVisit } from './state.ts'
import { type CaseWriter, trueFacts } from './writer.ts'

/** The signatures an outcome asks for in the circumstances of the case. */
export function signersOf(outcome: Outcome, facts: Readonly<Record<string, boolean>>): readonly Signer[] {
  const known = trueFacts(facts)
  return outcome.signers.filter(({ when }) => holds(when, known))
}

/** The signatures made for this outcome this time through the stage, under this document. */
export function signaturesFor(
  state: RunningCase,
  visit: StageVisit,
  outcome: string,
  document: string | null,
): readonly CaseSignature[] {
  return state.signatures.filter(
    (signature) =>
      signature.stage === visit.stage &&
      signature.visit === visit.visit &&
      signature.outcome === outcome &&
      signature.document === document,
  )
}

/**
 * The role in which the actor can still sign; null when none. One person signs an outcome once, whatever their roles:
 * two signatures are two people.
 */
export function signingRole(
  writer: Pick<CaseWriter, 'card' | 'state' | 'context'>,
  signers: readonly Signer[],
  made: readonly CaseSignature[],
  actor: Actor,
): RoleKey | null {
  if (made.some(({ who }) => 'staff' in who && who.staff === actor.id)) return null
  for (const { role, count } of signers) {
    if (role === undefined || signedAs(made, role) >= count) continue
    if (actingAs(writer.card, writer.state, actor, [role], writer.context.mapping).ok) return role
  }
  return null
}

/** What is missing for the outcome to be complete. */
export function missingSignature(
  signers: readonly Signer[],
  made: readonly CaseSignature[],
  otherDocument: boolean,
): Objection {
  for (const { role, party, count, optional } of signers) {
    if (optional) continue
    const there =
      role === undefined ? made.filter(({ who }) => 'party' in who && who.party === party).length : signedAs(made, role)
    if (there < count) return objection(otherDocument ? 'document-changed' : 'signature-missing', role ?? party)
  }
  return null
}

function signedAs(made: readonly CaseSignature[], role: RoleKey): number {
  return made.filter(({ who }) => 'staff' in who && who.role === role).length
}
