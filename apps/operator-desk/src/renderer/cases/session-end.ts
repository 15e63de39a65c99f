import type { DeskStore } from '../state.ts'
import type { CaseDesk } from './case-desk.ts'

/** Roles whose work begins at a window. */
const windowRoles = ['intake', 'authorised-entity', 'receiver', 'materially-responsible'] as const

/**
 * Nothing known of applications outlives the session. Whoever works in applications only and never at a window begins
 * at their tasks.
 */
export function endCasesWithSession(store: DeskStore, cases: CaseDesk): void {
  store.subscribe((now, before) => {
    if (now.stage !== 'working' && before.stage === 'working') cases.forget()
    const [view, then] = [now.hub?.view ?? null, before.hub?.view ?? null]
    if (view === null || then !== null) return
    const { post } = view.staff
    if (post !== undefined && view.state === 'closed' && !windowRoles.some((role) => post.roles.includes(role))) {
      cases.goTo({ name: 'tasks' })
    }
  })
}
