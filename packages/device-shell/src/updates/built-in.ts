import path from 'node:path'
import type { Installer } from './installer.ts'
import { appImageInstaller } from './installer.ts'
import { nsisInstaller } from './nsis-installer.ts'
import type { PackageKind } from './version-file.ts'

/** Put in by the bundler, see electron.vite.config.ts. */
declare const __CHERHA_UPDATES__: { readonly url: string; readonly keys: readonly string[] } | null | undefined

/** Where this build takes updates from and whose signature they need; null: it was built without. */
export function builtInUpdates(): { readonly url: string; readonly keys: readonly string[] } | null {
  return typeof __CHERHA_UPDATES__ === 'undefined' ? null : (__CHERHA_UPDATES__ ?? null)
}

/** How the running app was installed, and what can replace it. */
export interface Installation {
  readonly kind: PackageKind
  /** Null: a .deb, a folder, a development start; the administrator replaces it. */
  readonly installer: Installer | null
}

/** @param relaunch starts an AppImage again once the app has quit */
export function thisInstallation(
  { platform, env, packaged }: { platform: NodeJS.Platform; env: NodeJS.ProcessEnv; packaged: boolean },
  relaunch: (target: string) => void,
): Installation {
  if (platform === 'win32') return { kind: 'nsis', installer: packaged ? nsisInstaller() : null }
  const target = env['APPIMAGE'] ?? ''
  const isAppImage = packaged && path.isAbsolute(target)
  return { kind: 'AppImage', installer: isAppImage ? appImageInstaller({ target, relaunch }) : null }
}
