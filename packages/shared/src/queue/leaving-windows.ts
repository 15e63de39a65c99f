import type { OfficeConfig } from '../protocol/index.ts'
import type { QueueState } from './state.ts'

/**
 * Q46: the new configuration, with the windows it no longer has and at which a clerk still works. They have no
 * services: whoever is at hand there is brought to an end, and nobody else is called or sent there.
 */
export function withWindowsInUse(state: QueueState, fresh: OfficeConfig): OfficeConfig {
  const known = new Set(fresh.windows.map(({ id }) => id))
  const leaving = (state.config?.windows ?? []).filter(
    ({ id }) => !known.has(id) && (state.windows[id]?.session ?? null) !== null,
  )
  if (leaving.length === 0) return fresh
  return { ...fresh, windows: [...fresh.windows, ...leaving.map((window) => ({ ...window, services: [] }))] }
}

/** Q46: a leaving window that has been closed is gone. */
export function withoutLeaving(config: OfficeConfig, id: string): OfficeConfig {
  if (!config.windows.some((window) => window.id === id && window.services.length === 0)) return config
  return { ...config, windows: config.windows.filter((window) => window.id !== id) }
}

/** The configuration as the administrator has set it: without the windows that are leaving (Q46). */
export function asConfigured(config: OfficeConfig | null): OfficeConfig | null {
  if (config === null || config.windows.every(({ services }) => services.length > 0)) return config
  return { ...config, windows: config.windows.filter(({ services }) => services.length > 0) }
}
