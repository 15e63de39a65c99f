import type { Decision, Proof } from './commands.ts'
import { refuse } from './decision.ts'

/** Q22: what a check-in, a withdrawal or a reprint is refused with when nothing was proved. */
export function refuseUnproven(proof: Proof): Decision | null {
  switch (proof) {
    case 'code':
    case 'digits':
      return null
    case 'wrong':
      return refuse('wrong-code', 'code')
    case 'locked':
      return refuse('code-locked', 'code')
    case 'code-required':
      return refuse('code-required', 'code')
  }
}
