import type { CaseClient } from '../model/client.ts'
import type { CasesStore, TaskListState } from './state.ts'

export interface Tasks {
  show(change: Partial<Pick<TaskListState, 'scope' | 'q'>>): void
  more(): void
  /** Reads the list again when it is old or could not be read. */
  freshen(): void
}

const pageSize = 100
/** How old a list may become before it is read again, ms. */
const freshForMs = 30_000

export function createTasks(store: CasesStore, client: CaseClient, onSignedOut: () => void): Tasks {
  /** Which reading is the newest: an earlier one that answers late is not shown. */
  let reading = 0

  async function read(after: string | null): Promise<void> {
    reading += 1
    const mine = reading
    const { scope, q, rows } = store.getState().tasks
    patch({ loading: true })
    const got = await client.tasks({ scope, q, limit: pageSize, ...(after === null ? {} : { after }) })
    if (mine !== reading) return
    if (!got.ok) {
      if (got.problem.code === 'signed-out') return onSignedOut()
      return patch({ loading: false, problem: got.problem })
    }
    const { tasks, ...page } = got.value
    patch({ loading: false, problem: null, at: Date.now(), page, rows: after === null ? tasks : [...rows, ...tasks] })
  }

  function patch(changes: Partial<TaskListState>): void {
    store.setState(({ tasks }) => ({ tasks: { ...tasks, ...changes } }))
  }

  return {
    show(change) {
      patch(change)
      void read(null)
    },
    more() {
      const { page, loading } = store.getState().tasks
      if (page?.next != null && !loading) void read(page.next)
    },
    freshen() {
      const { at, loading, problem, rows } = store.getState().tasks
      if (loading) return
      // a list somebody has paged through is not cut back under the hands
      if (problem !== null || (Date.now() - at > freshForMs && rows.length <= pageSize)) void read(null)
    },
  }
}
