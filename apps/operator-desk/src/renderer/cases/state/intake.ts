import { CaseNumber, type StartCaseBody } from '@cherha/shared/protocol'
import type { CaseClient } from '../model/client.ts'
import type { CaseProblem } from '../model/problems.ts'
import { type Folders, troubleOf } from './folders.ts'
import { type SendTimes, untilAnswered } from './sending.ts'
import type { CasesStore, IntakeState } from './state.ts'

/** Whoever is at the window: a visitor with a ticket, or somebody outside the queue. */
export interface Visit {
  readonly key: string
  readonly ticket: string | null
  readonly window: string
}

export interface Intake {
  /** Looks for the application of the visit; null: nobody is at the window. */
  follow(visit: Visit | null): void
  start(body: Omit<StartCaseBody, 'commandId'>): Promise<void>
  /** Looks once more after the hub was away. */
  freshen(): void
  /** Whether it was begun after all, though nobody waited for the answer. */
  lookAgain(): void
}

interface Surroundings {
  readonly client: CaseClient
  readonly folders: Folders
  readonly times: SendTimes
  readonly newId: () => string
  readonly onSignedOut: () => void
}

/** An own draft more than this is left to the task list. */
const draftsToLookAt = 5

/** The key under which starting shows as an action without an answer. */
export const starting = 'start'

export function createIntake(store: CasesStore, surroundings: Surroundings): Intake {
  const { client, folders, times, newId, onSignedOut } = surroundings
  /** Applications of the visits of this session. */
  const known = new Map<string, string>()
  let visit: Visit | null = null
  let missed = false

  const now = () => store.getState().intake
  const patch = (intake: IntakeState): void => store.setState({ intake })

  function follow(next: Visit | null): void {
    if (next?.key === now().visit || (next === null && now().visit === null)) return
    visit = next
    if (next === null) return patch({ visit: null, state: 'none', id: null })
    const id = known.get(next.key) ?? null
    patch({ visit: next.key, state: id === null ? 'looking' : 'ready', id })
    if (id === null) void look(next)
    else void folders.load(id)
  }

  /** A draft of this visit may be there from before the page was loaded, or from before it was put on hold. */
  async function look(wanted: Visit): Promise<void> {
    const got = await client.tasks({ scope: 'mine', limit: 100 })
    missed = !got.ok && got.problem.code !== 'signed-out'
    if (!got.ok && got.problem.code === 'signed-out') return onSignedOut()
    const drafts = got.ok ? got.value.tasks.filter(({ kind }) => kind === 'draft').slice(0, draftsToLookAt) : []
    for (const { case: id } of drafts) {
      const view = await client.view(id)
      if (!view.ok || !isFrom(view.value.from, wanted)) continue
      return found(wanted, id)
    }
    if (visit?.key === wanted.key && now().id === null) patch({ visit: wanted.key, state: 'none', id: null })
  }

  function found(wanted: Visit, id: string): void {
    known.set(wanted.key, id)
    if (visit?.key !== wanted.key) return
    patch({ visit: wanted.key, state: 'ready', id })
    void folders.load(id)
  }

  async function start(body: Omit<StartCaseBody, 'commandId'>): Promise<void> {
    const wanted = visit
    if (wanted === null || store.getState().sending[starting] !== undefined) return
    const commandId = newId()
    const since = Date.now()
    folders.goOn(starting)
    const send = (attempts: number, problem: 'away' | 'server-away' | 'busy' | null) =>
      store.setState(({ sending, trouble: { [starting]: _gone, ...trouble } }) => ({
        trouble,
        sending: { ...sending, [starting]: { pressed: starting, since, attempts, problem } },
      }))
    send(1, null)
    const got = await untilAnswered(
      () => client.start({ ...body, commandId }),
      times,
      ({ code }, attempts) => send(attempts + 1, code === 'server-away' || code === 'busy' ? code : 'away'),
      () => visit === null || folders.isStopped(starting),
    )
    store.setState(({ sending: { [starting]: _gone, ...sending } }) => ({ sending }))
    if (got.ok) return found(wanted, got.value.id)
    if (got.problem.code === 'signed-out') return onSignedOut()
    const begun = alreadyBegun(got.problem)
    if (begun !== null) return found(wanted, begun)
    store.setState(({ trouble }) => ({ trouble: { ...trouble, [starting]: troubleOf(got.problem) } }))
  }

  return {
    follow,
    start,
    lookAgain() {
      store.setState(({ trouble: { [starting]: _gone, ...trouble } }) => ({ trouble }))
      if (visit !== null && now().id === null) void look(visit)
    },
    freshen() {
      if (missed && visit !== null && now().id === null) void look(visit)
    },
  }
}

/** The number of the application the visitor has already. */
function alreadyBegun(problem: CaseProblem): string | null {
  if (problem.code !== 'refused' || problem.refusal.code !== 'draft-exists') return null
  const read = CaseNumber.safeParse(problem.refusal.what)
  return read.success ? read.data : null
}

function isFrom(from: { readonly ticket: string | null; readonly window: string } | null, visit: Visit): boolean {
  if (from === null) return false
  return visit.ticket === null ? from.ticket === null && from.window === visit.window : from.ticket === visit.ticket
}
