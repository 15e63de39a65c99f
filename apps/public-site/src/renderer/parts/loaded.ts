import { useCallback, useEffect, useState } from 'react'
import { type Asked, ask } from '../net/ask.ts'

/** `null` while it is on its way. */
export type Loaded<T> = Asked<T> | null

/** Loads from an address again whenever it changes. @param path null: nothing is wanted yet */
export function useLoaded<T>(
  path: string | null,
  check: (value: unknown) => value is T,
): { readonly asked: Loaded<T>; readonly again: () => void } {
  const [state, setState] = useState<{ readonly path: string; readonly asked: Asked<T> } | null>(null)
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (path === null) return
    let wanted = true
    void ask({ path }, check).then((asked) => {
      if (wanted) setState({ path, asked })
    })
    return () => {
      wanted = false
    }
  }, [path, check, round])
  const again = useCallback(() => setRound((old) => old + 1), [])
  return { asked: state !== null && state.path === path ? state.asked : null, again }
}
