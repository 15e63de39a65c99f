import { AdminOutside, type OutsideSystem } from '@cherha/shared/protocol'
import type { SystemState } from '../connectors/system-book.ts'
import type { App } from './app.ts'
import { instant } from './instants.ts'
import type { HttpParts } from './parts.ts'

/** How it stands with the outside systems, with what the last of their troubles was. */
export function outsideRoute(app: App, { outside }: Pick<HttpParts, 'outside'>): void {
  app.get('/api/admin/outside', { schema: { response: { 200: AdminOutside } } }, async () => {
    const states = (await outside?.()) ?? []
    return {
      systems: states.map((state) => {
        const { lastError, retrying, rejected, lies } = state
        return { ...outsideSystem(state), lastError, retrying, rejected, lies }
      }),
    }
  })
}

/** What anybody may know of an outside system. */
export function outsideSystem({ system, state, since, queue }: SystemState): OutsideSystem {
  return { system, state, since: since === null ? null : instant(since), queue }
}
