import type { Installer } from './installer.ts'
import { openLocalFeed } from './local-feed.ts'
import { asUpdateError, UpdateError } from './update-error.ts'

/**
 * Runs the NSIS installer of a version through electron-updater: silent, the app is started again by it. On a computer
 * where the app was installed for all users Windows asks for an administrator, see docs/operations.md.
 */
export function nsisInstaller(): Installer {
  return {
    runningFile: null,
    async install(file, update) {
      // a hash nobody signed must never be run with an administrator's rights
      if (!update.signed) throw new UpdateError('bad-signature', 'The package was not signed.')
      const feed = await openLocalFeed(file, update, 'latest.yml')
      try {
        // only inside Electron: outside, the package looks for a binary
        const { NsisUpdater } = await import('electron-updater')
        const updater = new NsisUpdater({ provider: 'generic', url: feed.url })
        updater.autoDownload = false
        updater.autoInstallOnAppQuit = false
        updater.disableWebInstaller = true
        updater.disableDifferentialDownload = true
        // returning to the version before is a downgrade that was decided here
        updater.allowDowngrade = true
        updater.logger = null
        const found = await updater.checkForUpdates()
        if (found === null || !found.isUpdateAvailable || found.updateInfo.version !== update.version) {
          throw new UpdateError('install-failed', 'The updater did not take the package.')
        }
        await updater.downloadUpdate()
        updater.quitAndInstall(true, true)
      } catch (error) {
        throw asUpdateError(error, 'install-failed')
      } finally {
        feed.close()
      }
    },
  }
}
