import type { AdminRight, Me } from '@cherha/shared/protocol'

/** Whether the server says one may. What one may not do is not offered; the server decides again at every request. */
export function may(me: Pick<Me, 'may'>, right: AdminRight): boolean {
  return me.may.includes(right)
}
