import type { CaseActionBody, CaseView } from '@cherha/shared/protocol'
import type { CaseClient } from '../model/client.ts'
import { type CaseProblem, isOpenQuestion } from '../model/problems.ts'
import type { ActionToSend } from './action.ts'
import { type SendTimes, untilAnswered } from './sending.ts'
import { type CasesStore, type CasesState, noFolder, type Trouble } from './state.ts'

export interface Folders {
  /** Reads the case, and its card where that is not known. */
  load(id: string): Promise<void>
  /**
   * Reads the case again by itself while outside systems are waited for. Nothing shows while it is read, what is typed
   * stays, and an answer that does not come is no trouble.
   */
  freshen(id: string): void
  /** Sends actions one after another; stops at the first that is not accepted. @returns whether all were. */
  act(id: string, ...actions: readonly ActionToSend[]): Promise<boolean>
  /** Does not wait for an answer any longer. Whether it was done shows when the case is read again. */
  stopWaiting(id: string): void
  isStopped(id: string): boolean
  /** Waits for answers again. */
  goOn(id: string): void
  /** Reads the case after a refusal; what is typed stays. */
  lookAgain(id: string): void
  /** Reads the newest version of a card, for a case that is not begun yet. */
  loadNewestCard(id: string): Promise<void>
}

interface Surroundings {
  readonly client: CaseClient
  readonly times: SendTimes
  readonly newId: () => string
  readonly onSignedOut: () => void
}

/** Reading cases and acting in them. Actions of one case are sent in the order they were given. */
export function createFolders(store: CasesStore, { client, times, newId, onSignedOut }: Surroundings): Folders {
  /** The version after the desk's own last action. */
  const versions = new Map<string, number>()
  const lines = new Map<string, Promise<unknown>>()
  const stopped = new Set<string>()
  const waiting = new Map<string, number>()

  /** When each case was last asked for, `Date.now()`. */
  const asked = new Map<string, number>()

  async function load(id: string): Promise<void> {
    asked.set(id, Date.now())
    patch(id, 'folders', { ...(store.getState().folders[id] ?? noFolder), loading: true })
    const got = await client.view(id)
    if (!got.ok) {
      if (got.problem.code === 'signed-out') return onSignedOut()
      patch(id, 'folders', { ...(store.getState().folders[id] ?? noFolder), loading: false, problem: got.problem })
      return
    }
    // an answer from before an action that has been accepted meanwhile is old
    if (got.value.version >= (versions.get(id) ?? 0) || (waiting.get(id) ?? 0) === 0) {
      versions.set(id, got.value.version)
      patch(id, 'folders', { view: got.value, loading: false, problem: null })
    }
    await loadCard(got.value.card)
  }

  async function refresh(id: string): Promise<void> {
    asked.set(id, Date.now())
    const got = await client.view(id, 'refresh')
    if (!got.ok && got.problem.code === 'signed-out') return onSignedOut()
    const before = store.getState().folders[id]?.view ?? null
    if (!got.ok || before === null || isBusy(id) || got.value.version < before.version) return
    if (got.value.version === before.version && got.value.status === before.status) return
    versions.set(id, got.value.version)
    patch(id, 'folders', { view: got.value, loading: false, problem: null })
  }

  /** Something is sent or read, or the person reads what became of it. */
  function isBusy(id: string): boolean {
    const { folders, trouble } = store.getState()
    return (waiting.get(id) ?? 0) > 0 || trouble[id] !== undefined || folders[id]?.loading === true
  }

  async function loadCard(of: CardOf): Promise<void> {
    const name = cardName(of)
    if (store.getState().cards[name] !== undefined) return
    const got = await client.card(of.id, of.version)
    if (got.ok) patch(name, 'cards', got.value)
  }

  function patch<K extends 'folders' | 'cards' | 'sending' | 'trouble'>(
    id: string,
    part: K,
    value: CasesState[K][string] | null,
  ): void {
    store.setState((state) => {
      const { [id]: _before, ...others } = state[part] as Record<string, CasesState[K][string]>
      return { [part]: value === null ? others : { ...others, [id]: value } }
    })
  }

  async function send(id: string, action: ActionToSend): Promise<boolean> {
    const { pressed, clears = [], ...rest } = action
    const body: CaseActionBody = { commandId: newId(), version: versions.get(id) ?? 0, ...rest }
    const since = Date.now()
    stopped.delete(id)
    patch(id, 'sending', { pressed, since, attempts: 1, problem: null })
    const got = await untilAnswered(
      () => client.act(id, body),
      times,
      ({ code }, attempts) => patch(id, 'sending', { pressed, since, attempts: attempts + 1, problem: code }),
      () => stopped.has(id),
    )
    patch(id, 'sending', null)
    if (got.ok) {
      versions.set(id, got.value.version)
      forget(clears)
      return true
    }
    if (got.problem.code === 'signed-out') onSignedOut()
    else patch(id, 'trouble', troubleOf(got.problem))
    return false
  }

  function forget(forms: readonly string[]): void {
    if (forms.length === 0) return
    store.setState(({ typed }) => ({
      typed: Object.fromEntries(Object.entries(typed).filter(([form]) => !forms.includes(form))),
    }))
  }

  async function actInTurn(id: string, actions: readonly ActionToSend[]): Promise<boolean> {
    for (const action of actions) if (!(await send(id, action))) return false
    return true
  }

  async function act(id: string, ...actions: readonly ActionToSend[]): Promise<boolean> {
    patch(id, 'trouble', null)
    const count = (waiting.get(id) ?? 0) + 1
    waiting.set(id, count)
    const turn = (lines.get(id) ?? Promise.resolve()).then(() => actInTurn(id, actions))
    lines.set(id, turn)
    const done = await turn
    const left = (waiting.get(id) ?? 1) - 1
    waiting.set(id, left)
    // one reading after the last of several quick ticks
    if (left === 0 && keepsView(store.getState().trouble[id])) await load(id)
    return done
  }

  return {
    load,
    freshen(id) {
      const view = store.getState().folders[id]?.view ?? null
      if (view === null || !waitsForOthers(view) || isBusy(id)) return
      if (Date.now() - (asked.get(id) ?? 0) >= againAfterMs) void refresh(id)
    },
    act,
    stopWaiting: (id) => void stopped.add(id),
    isStopped: (id) => stopped.has(id),
    goOn: (id) => void stopped.delete(id),
    loadNewestCard: (id) => loadCard({ id }),
    lookAgain(id) {
      patch(id, 'trouble', null)
      void load(id)
    },
  }
}

/** How old what is waited for may become before it is read again, ms. */
const againAfterMs = 15_000

/** Whether something comes by itself: a register's word, an answer, a card from the printing works, the handover. */
function waitsForOthers({ path, inquiries }: CaseView): boolean {
  return (
    path.some(({ status, place }) => status === 'awaiting' || (status === 'open' && place === 'outside')) ||
    inquiries.some(({ status }) => status === 'sent')
  )
}

type CardOf = Pick<CaseView['card'], 'id'> & Partial<Pick<CaseView['card'], 'version'>>

/** A case keeps the version of its card. */
export function cardName({ id, version }: CardOf): string {
  return `${id} ${version ?? 'newest'}`
}

/** A case that was changed by others is read again only when the person has seen what changed. */
function keepsView(trouble: Trouble | undefined): boolean {
  return trouble?.kind !== 'refused' || trouble.refusal.code !== 'version-changed'
}

export function troubleOf(problem: CaseProblem): Trouble {
  if (problem.code === 'refused') return { kind: 'refused', refusal: problem.refusal }
  if (problem.code === 'not-found' || problem.code === 'too-large') return { kind: problem.code }
  return { kind: isOpenQuestion(problem) ? 'unknown' : 'failed' }
}
