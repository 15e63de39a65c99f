import { stat } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { openSettings, type SettingsStore } from '../settings/store.ts'
import { ArtefactStore, sha512Of } from './artefact-store.ts'
import { afterReady, type DeviceMoment, judgeOffer, judgeStart, mayInstall, type StartDecision } from './decisions.ts'
import type { Installer } from './installer.ts'
import { asUpdateError, UpdateError, type UpdateRefusal } from './update-error.ts'
import type { UpdateFolder } from './update-folder.ts'
import { type KeptPackage, UpdateState } from './update-state.ts'
import { openVersionFile, type UpdateTarget, type VersionFile, versionFileName } from './version-file.ts'

const hour = 3_600_000
const checkEveryMs = 6 * hour
/** After a failure that time may mend. */
const againAfterMs = hour
const largestVersionFile = 64 * 1024

/** What the last look into the folder of updates came to. */
export type CheckOutcome =
  | { readonly kind: 'up-to-date' }
  | { readonly kind: 'staged'; readonly version: string }
  /** This kind of installation is replaced by the administrator, not by the app itself. */
  | { readonly kind: 'announced'; readonly version: string }
  | { readonly kind: 'refused'; readonly code: UpdateRefusal; readonly message: string }

export interface UpdateKeeperSettings {
  readonly running: string
  readonly target: UpdateTarget
  /** Public keys built into the app; see `openVersionFile`. */
  readonly keys: readonly string[]
  /** Null: no updates are looked for; what was installed is watched all the same. */
  readonly folder: UpdateFolder | null
  /** Null: the app cannot replace itself (a .deb, a folder), it only says that there is something newer. */
  readonly installer: Installer | null
  /** Where packages and the state are kept, `updates` in the app's data folder. */
  readonly dir: string
  /** Minutes without use after which an update may be installed while the office is open. */
  readonly idleMinutes: number
  /** ms since 1970 */
  readonly now: () => number
  readonly moment: () => DeviceMoment
  /** One line for the device's log. */
  readonly log: (line: string) => void
  /** For tests: free bytes of a folder. */
  readonly free?: (dir: string) => Promise<number>
}

/** Looks for updates, keeps what is fetched, installs it when nobody is disturbed, and returns when it does not work. */
export class UpdateKeeper {
  readonly #settings: UpdateKeeperSettings
  readonly #store: ArtefactStore
  readonly #state: SettingsStore<UpdateState>
  #nextCheck: number
  #busy = false
  #installing = false
  #last: { readonly at: number; readonly outcome: CheckOutcome } | null = null

  constructor(settings: UpdateKeeperSettings) {
    this.#settings = settings
    this.#store = new ArtefactStore(path.join(settings.dir, 'packages'), settings.free)
    this.#state = openSettings(path.join(settings.dir, 'updates.json'), UpdateState)
    this.#nextCheck = settings.now()
    if (this.#state.brokenFile !== null) {
      settings.log(`what was known about updates cannot be read and was put aside as ${this.#state.brokenFile}`)
    }
  }

  /** For the maintenance screen. */
  get status() {
    const { staged, trial, bad } = this.#state.current
    const { running } = this.#settings
    return { running, staged: staged?.version ?? null, unproven: trial?.to.version === running, bad, last: this.#last }
  }

  /** Call it first of all at a start. With `return`, call `goBack` and quit. */
  start(): StartDecision {
    const { state, decision } = judgeStart(this.#state.current, this.#settings.running)
    this.#save(state)
    if (decision.do === 'run-unproven')
      this.#settings.log(`version ${decision.version} runs unproven: the one before cannot be installed`)
    return decision
  }

  /** Installs the version before this one. @returns false when that is not possible; the app then goes on */
  async goBack(to: KeptPackage): Promise<boolean> {
    this.#settings.log(`version ${this.#settings.running} did not get ready twice; returning to ${to.version}`)
    try {
      await this.#install(to)
      return true
    } catch (error) {
      this.#settings.log(`returning failed: ${asUpdateError(error, 'install-failed').message}`)
      return false
    }
  }

  /** The screen is up and connected, or says calmly why it is not: this version works. */
  ready(): void {
    const state = afterReady(this.#state.current, this.#settings.running)
    if (state === this.#state.current) return
    this.#save(state)
    this.#settings.log(`version ${this.#settings.running} is ready`)
  }

  /** Call it about once a minute. Looks for updates when it is time, installs what waits when nobody is disturbed. */
  async tick(): Promise<void> {
    if (this.#busy || this.#installing) return
    if (this.#settings.now() >= this.#nextCheck) await this.check()
    await this.#installIfQuiet()
  }

  /** Looks into the folder now and fetches what is newer. Never throws for what a folder or a disk can do. */
  async check(): Promise<CheckOutcome> {
    this.#busy = true
    let outcome: CheckOutcome
    try {
      outcome = await this.#look()
    } catch (error) {
      const { code, message } = asUpdateError(error, 'unreachable')
      outcome = { kind: 'refused', code, message }
    } finally {
      this.#busy = false
    }
    const at = this.#settings.now()
    this.#last = { at, outcome }
    this.#nextCheck = at + (outcome.kind === 'refused' ? againAfterMs : checkEveryMs)
    if (outcome.kind === 'refused') this.#settings.log(`no update: ${outcome.code}: ${outcome.message}`)
    return outcome
  }

  async #look(): Promise<CheckOutcome> {
    const { folder, installer, running, target, keys } = this.#settings
    if (folder === null || keys.length === 0) return { kind: 'up-to-date' }
    const offered = openVersionFile(await folder.text(versionFileName(target), largestVersionFile), keys, target)
    switch (judgeOffer(offered.version, running, this.#state.current)) {
      case 'same':
        await this.#keepWayBack(folder, offered)
        return { kind: 'up-to-date' }
      case 'downgrade':
        throw new UpdateError('downgrade', `${offered.version} is offered, ${running} is running.`)
      case 'known-bad':
        throw new UpdateError('known-bad', `${offered.version} did not work on this device.`)
      case 'newer':
        if (installer === null) return { kind: 'announced', version: offered.version }
        await this.#keepWayBack(folder, null)
        return this.#stage(folder, offered)
    }
  }

  async #stage(folder: UpdateFolder, { version, artefact }: VersionFile): Promise<CheckOutcome> {
    await this.#store.put(artefact, () => folder.bytes(artefact.file))
    const staged: KeptPackage = { version, artefact, signed: true }
    this.#state.save({ staged })
    await this.#store.keepOnly([
      artefact,
      ...(this.#state.current.kept === null ? [] : [this.#state.current.kept.artefact]),
    ])
    this.#settings.log(`version ${version} is fetched and waits for a quiet moment`)
    return { kind: 'staged', version }
  }

  /**
   * Sees to it that the package of the running version is here: without it a version that does not work could not be
   * undone. It comes from the folder, or is a copy of the running file itself.
   * @param same the folder's own file about the running version, when that is the newest
   */
  async #keepWayBack(folder: UpdateFolder, same: VersionFile | null): Promise<void> {
    const { running, target, keys, installer } = this.#settings
    if (installer === null) return
    const { kept } = this.#state.current
    if (kept?.version === running && (await this.#store.holds(kept.artefact))) return
    const here = installer.runningFile
    if (here !== null) {
      const artefact = {
        file: `running-${running}.AppImage`,
        size: (await stat(here)).size,
        sha512: await sha512Of(here),
      }
      await this.#store.put(artefact, () => createReadStream(here))
      this.#state.save({ kept: { version: running, artefact, signed: false } })
      return
    }
    const file = same ?? (await this.#fileAboutRunning(folder, running, target, keys))
    await this.#store.put(file.artefact, () => folder.bytes(file.artefact.file))
    this.#state.save({ kept: { version: running, artefact: file.artefact, signed: true } })
  }

  async #fileAboutRunning(
    folder: UpdateFolder,
    running: string,
    target: UpdateTarget,
    keys: readonly string[],
  ): Promise<VersionFile> {
    try {
      const file = openVersionFile(
        await folder.text(versionFileName(target, running), largestVersionFile),
        keys,
        target,
      )
      if (file.version === running) return file
    } catch (error) {
      if (!(error instanceof UpdateError) || error.code !== 'not-there') throw error
    }
    throw new UpdateError('no-way-back', `The folder does not have ${running}, and nothing could be undone without it.`)
  }

  async #installIfQuiet(): Promise<void> {
    const { staged, kept, trial } = this.#state.current
    const { moment, idleMinutes, installer, running } = this.#settings
    if (staged === null || kept === null || kept.version !== running || trial !== null || installer === null) return
    if (!mayInstall(moment(), idleMinutes)) return
    try {
      // known before the app is replaced: whatever starts next counts as its first start
      this.#state.save({ staged: null, trial: { to: staged, back: kept, starts: 0, returns: 0 } })
      this.#settings.log(`installing version ${staged.version}`)
      await this.#install(staged)
    } catch (error) {
      const { code, message } = asUpdateError(error, 'install-failed')
      this.#last = { at: this.#settings.now(), outcome: { kind: 'refused', code, message } }
      this.#settings.log(`not installed: ${code}: ${message}`)
      // fetched again at the next look, if the folder still has it
      this.#save({ ...this.#state.current, trial: null })
    }
  }

  async #install(update: KeptPackage): Promise<void> {
    const { installer } = this.#settings
    if (installer === null)
      throw new UpdateError('install-failed', 'This installation is replaced by the administrator.')
    this.#installing = true
    try {
      if (!(await this.#store.holds(update.artefact))) {
        throw new UpdateError('wrong-hash', `The package of ${update.version} is not here or was changed.`)
      }
      await installer.install(this.#store.pathOf(update.artefact), update)
    } catch (error) {
      this.#installing = false
      throw error
    }
  }

  /** A full disk must not keep a device from starting. */
  #save(state: UpdateState): void {
    try {
      this.#state.save(state)
    } catch (error) {
      this.#settings.log(
        `what is known about updates could not be written: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }
}
