import type { DistributionView } from '@cherha/shared/protocol'
import type { CaseClient } from '../model/client.ts'
import { type SendTimes, untilAnswered } from './sending.ts'
import type { CasesStore, DistributionState } from './state.ts'

export interface Distribution {
  load(): Promise<void>
  choose(id: string, officer: string): void
  /** One confirmation for every case that has an officer. */
  confirm(): Promise<void>
}

interface Surroundings {
  readonly client: CaseClient
  readonly times: SendTimes
  readonly newId: () => string
  readonly onSignedOut: () => void
}

export function createDistribution(store: CasesStore, surroundings: Surroundings): Distribution {
  const { client, times, newId, onSignedOut } = surroundings
  const now = () => store.getState().distribution
  const patch = (changes: Partial<DistributionState>): void =>
    store.setState(({ distribution }) => ({ distribution: { ...distribution, ...changes } }))

  async function load(): Promise<void> {
    if (now().loading) return
    patch({ loading: true })
    const got = await client.distribution()
    if (got.ok) return patch({ loading: false, problem: null, view: got.value })
    if (got.problem.code === 'signed-out') return onSignedOut()
    patch({ loading: false, problem: got.problem })
  }

  async function confirm(): Promise<void> {
    const { view, chosen, sending } = now()
    const assignments = view === null ? [] : assignmentsOf(view, chosen)
    if (sending !== null || assignments.length === 0) return
    const since = Date.now()
    const commandId = newId()
    patch({ sending: { pressed: 'distribute', since, attempts: 1, problem: null }, results: {} })
    const got = await untilAnswered(
      () => client.distribute({ commandId, assignments: [...assignments] }),
      times,
      ({ code }, attempts) =>
        patch({ sending: { pressed: 'distribute', since, attempts: attempts + 1, problem: code } }),
      () => now().sending === null,
    )
    if (!got.ok) {
      if (got.problem.code === 'signed-out') return onSignedOut()
      return patch({ sending: null, problem: got.problem })
    }
    const results: Record<string, DistributionState['results'][string]> = {}
    for (const id of got.value.assigned) results[id] = 'assigned'
    for (const { case: id, message } of got.value.refused) results[id] = message
    patch({ sending: null, results, chosen: {} })
    await load()
  }

  return {
    load,
    choose: (id, officer) => patch({ chosen: { ...now().chosen, [id]: officer } }),
    confirm,
  }
}

/** The officer of a case as the page shows it: the chosen one, else the suggested. */
export function officerFor(row: DistributionView['waiting'][number], chosen: DistributionState['chosen']): string {
  return chosen[row.case] ?? row.suggested ?? ''
}

/** What a confirmation would send: at most as many as one may carry. */
export function assignmentsOf(view: DistributionView, chosen: DistributionState['chosen']) {
  return view.waiting
    .map((row) => ({ row, officer: officerFor(row, chosen) }))
    .filter(({ officer }) => officer !== '')
    .slice(0, 200)
    .map(({ row: { case: id, version, stage, outcome }, officer }) => ({ case: id, version, stage, outcome, officer }))
}
