import type { Caller } from '@cherha/office-hub/core'
import type { View } from '@cherha/shared/protocol'
import type { QueueState } from '@cherha/shared/queue'
import type { People } from '../actors/people.ts'

/** D2, D3, A9: no name on a board or a terminal; at a desk only the name of whoever is being served there. */
export function judgeView(
  caller: Caller,
  view: View,
  people: People,
  state: QueueState,
  fail: (rule: string, sentence: string) => void,
): void {
  // what everybody may know about the office is most of a view, and is the same in all of them
  if (!people.isNamedWithin({ ...view, office: null })) return
  if (caller.kind === 'device') return fail('D2', `a ${caller.device.role} was shown somebody's name`)
  if (view.kind !== 'desk' || view.ticket?.person === undefined)
    return fail('D3', 'a desk was shown a name beside its ticket')
  const { person, number } = view.ticket
  const mine = Object.values(state.windows).find(({ session }) => session === caller.session.id)
  if (mine?.doing !== 'serving' || mine.ticket !== number)
    fail('D3', `a desk that does not serve ${number} was shown a name`)
  const owner = people.ownerOf(state.today ?? '', number)
  // whoever registered may not have got the answer yet
  if (owner !== null && owner !== person.surname) fail('D3', `a desk was shown somebody else's name with ${number}`)
  const { person: _, ...ticket } = view.ticket
  if (people.isNamedWithin({ ...view, ticket })) fail('D3', 'a desk was shown a second name')
}
