import path from 'node:path'
import { chmod, copyFile, open, rename, rm } from 'node:fs/promises'
import { freeBytes, sha512Of } from './artefact-store.ts'
import { asUpdateError, UpdateError } from './update-error.ts'
import type { KeptPackage } from './update-state.ts'

/** Puts a package in the place of the running app and starts it. */
export interface Installer {
  /**
   * @param file the package, compared with its hash
   * @returns when the app may quit
   * @throws UpdateError; the running version is then untouched
   */
  install(file: string, update: KeptPackage): Promise<void>
  /** The file of the running app, where the app is one file; it can be kept to return to. */
  readonly runningFile: string | null
}

export interface AppImageSettings {
  /** The running AppImage, `process.env.APPIMAGE`. */
  readonly target: string
  /** Starts the app again from its file once this one has quit. */
  readonly relaunch: (target: string) => void
  /** For tests: free bytes where the AppImage is. */
  readonly free?: (dir: string) => Promise<number>
}

/**
 * An AppImage is one file: the new one is written beside it, compared, and renamed over it in one step. At no moment is
 * the device without an app, whatever happens to the power or the disk.
 */
export function appImageInstaller({ target, relaunch, free = freeBytes }: AppImageSettings): Installer {
  return {
    runningFile: target,
    async install(file, { artefact }) {
      const next = `${target}.next`
      try {
        if ((await free(path.dirname(target))) < artefact.size) {
          throw new UpdateError('no-space', `There is no room for the new version beside ${path.basename(target)}.`)
        }
        await copyFile(file, next)
        if ((await sha512Of(next)) !== artefact.sha512)
          throw new UpdateError('wrong-hash', 'The copy is not the package.')
        await chmod(next, 0o755)
        await sync(next)
        await rename(next, target)
      } catch (error) {
        await rm(next, { force: true }).catch(() => undefined)
        throw asUpdateError(error, 'install-failed')
      }
      relaunch(target)
    },
  }
}

async function sync(name: string): Promise<void> {
  await using file = await open(name, 'r+')
  await file.sync()
}
