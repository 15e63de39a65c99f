import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem, Result } from './api/problem.ts'
import { useConsole } from './console-context.ts'

export interface Loaded<T> {
  /** What the server told last; stays when a later question fails. */
  readonly value: T | null
  /** Why the last question failed; null: it did not. */
  readonly problem: Problem | null
  /** Server time of `value`, ms. */
  readonly at: number | null
  readonly reload: () => Promise<void>
}

/** A page nobody touches for this long asks nothing more: its session must be able to end. */
const idleMs = 20 * 60_000
let touchedAt = Date.now()
for (const event of ['pointerdown', 'keydown', 'focus'] as const) {
  globalThis.addEventListener?.(event, () => {
    touchedAt = Date.now()
  })
}

/**
 * Asks the server now, whenever `key` changes, and every `everyMs` while somebody looks.
 * @param key of what is asked; another one forgets the value
 */
export function useLoad<T>(key: string, load: () => Promise<Result<T>>, everyMs?: number): Loaded<T> {
  const { client } = useConsole()
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'> & { key: string }>({ key, ...nothing })
  const latest = useRef({ load, ask: 0 })
  latest.current.load = load

  const reload = useCallback(async () => {
    const ask = ++latest.current.ask
    const answer = await latest.current.load()
    // an older question whose answer comes later tells nothing new
    if (ask !== latest.current.ask) return
    setState((before) => {
      if (answer.ok) return { key, value: answer.value, problem: null, at: client.now() }
      const kept = before.key === key ? before : nothing
      return { key, value: kept.value, at: kept.at, problem: answer.problem }
    })
  }, [key, client])

  useEffect(() => {
    void reload()
    if (everyMs === undefined) return undefined
    const timer = setInterval(() => {
      if (!document.hidden && Date.now() - touchedAt < idleMs) void reload()
    }, everyMs)
    return () => clearInterval(timer)
  }, [reload, everyMs])

  const current = state.key === key ? state : { key, ...nothing }
  return { value: current.value, problem: current.problem, at: current.at, reload }
}

const nothing = { value: null, problem: null, at: null } as const
