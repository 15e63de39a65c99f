import { createStore, type StoreApi } from 'zustand/vanilla'
import { freshFlow, type Flow } from './flow.ts'
import { reduce, type FlowAction } from './reducer.ts'

export interface FlowStore {
  readonly store: StoreApi<Flow>
  dispatch(action: FlowAction): void
}

/** The one place that holds what the visitor has said; in memory only. */
export function createFlow(): FlowStore {
  const store = createStore<Flow>(() => freshFlow(crypto.randomUUID()))
  // `true`: the old state is replaced, nothing of it stays merged in
  return { store, dispatch: (action) => store.setState((flow) => reduce(flow, action), true) }
}
