import type { View } from '@cherha/shared/protocol'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { hubNow, type Hub, type HubState } from './hub.ts'

/** Part of what the renderer knows of its hub; the component renders again when that part changes. */
export function useHub<V extends View, T>(hub: Hub<V>, selector: (state: HubState<V>) => T): T {
  return useStore(hub.store, selector)
}

/** The hub's time now in ms since 1970, ticking every `everyMs` (default 500). */
export function useNow<V extends View>(hub: Hub<V>, everyMs = 500): number {
  const [now, setNow] = useState(() => hubNow(hub.store.getState()))
  useEffect(() => {
    const tick = (): void => setNow(hubNow(hub.store.getState()))
    tick()
    const timer = setInterval(tick, everyMs)
    const stop = hub.store.subscribe(tick)
    return () => {
      clearInterval(timer)
      stop()
    }
  }, [hub, everyMs])
  return now
}

/** True once `ms` have passed since the component appeared: nothing is shown for the first 400 ms of loading. */
export function useAfter(ms: number): boolean {
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return passed
}
