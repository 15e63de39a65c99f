import { originOf, surfaceOf, type AppName, type Surface } from './surface.ts'

/** The page reaches the hub's relay on loopback; newer Chromium asks for it by these names. */
const relay = ['loopback-network', 'local-network', 'local-network-access']

const granted: Readonly<Record<Surface, ReadonlySet<string>>> = {
  kiosk: new Set([...relay, 'screen-wake-lock']),
  board: new Set([...relay, 'screen-wake-lock']),
  // copying a number out of the desk; reading the clipboard is for nobody
  desk: new Set([...relay, 'clipboard-sanitized-write']),
}

/**
 * Whether a page may have a permission. What is not in the table is denied, also a permission Chromium invents later.
 * @param origin of the asking page, with or without a trailing slash
 */
export function isPermitted(app: AppName, permission: string, origin: string): boolean {
  return origin.replace(/\/$/, '') === originOf(app) && granted[surfaceOf[app]].has(permission)
}
