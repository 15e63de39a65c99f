import { useCallback, useRef, useState } from 'react'
import type { Problem, Result } from './api/problem.ts'

/** Where a write stands: `failed` with why; `done` says so until the next one. */
export type WriteState =
  | { readonly stage: 'idle' }
  | { readonly stage: 'pending' }
  | { readonly stage: 'done' }
  | { readonly stage: 'failed'; readonly problem: Problem }

export interface Write<T> {
  readonly state: WriteState
  /** Sends; while one is under way another is not sent. @returns null: it was not sent */
  run(work: () => Promise<Result<T>>): Promise<Result<T> | null>
  reset(): void
}

/** One button that writes. */
export function useWrite<T>(): Write<T> {
  const [state, setState] = useState<WriteState>({ stage: 'idle' })
  const busy = useRef(false)
  const run = useCallback(async (work: () => Promise<Result<T>>) => {
    if (busy.current) return null
    busy.current = true
    setState({ stage: 'pending' })
    const answer = await work()
    busy.current = false
    setState(answer.ok ? { stage: 'done' } : { stage: 'failed', problem: answer.problem })
    return answer
  }, [])
  const reset = useCallback(() => setState({ stage: 'idle' }), [])
  return { state, run, reset }
}
