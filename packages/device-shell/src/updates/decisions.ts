import type { KeptPackage, UpdateState } from './update-state.ts'
import { compareVersions } from './version.ts'

/** Starts without "ready" after which a new version is given up. */
const startsAllowed = 2
/** Tries to return to the version before; after that the device runs what it has. */
const returnsAllowed = 3
/** Installations that changed nothing after which a version is not tried again. */
const installsAllowed = 2
const quietMs = 60_000

/** What a device may do about a version the folder offers. */
export type Offer = 'newer' | 'same' | 'downgrade' | 'known-bad'

/** Only a newer version is taken: never an older one, never one that failed here. */
export function judgeOffer(offered: string, running: string, state: UpdateState): Offer {
  if (compareVersions(offered, running) === 0) return 'same'
  if (compareVersions(offered, running) < 0) return 'downgrade'
  return state.bad.includes(offered) ? 'known-bad' : 'newer'
}

export interface DeviceMoment {
  /** `unknown`: the hub cannot be asked. */
  readonly office: 'open' | 'closed' | 'unknown'
  /** Since the device was last used or showed something new, ms. */
  readonly idleMs: number
  /** The office cannot do without it for a moment: the hub runs in it, or it is the board. */
  readonly neededWhileOpen: boolean
}

/**
 * Whether an update may be installed now: while the office is closed, or after the device has been idle long enough.
 * A board, and a device that runs the hub, waits until the office is closed. Somebody in front of the screen is never interrupted.
 */
export function mayInstall({ office, idleMs, neededWhileOpen }: DeviceMoment, idleMinutes: number): boolean {
  if (idleMs < quietMs) return false
  if (office === 'closed') return true
  return !neededWhileOpen && idleMs >= idleMinutes * 60_000
}

/** What a starting app has to do first. */
export type StartDecision =
  | { readonly do: 'run' }
  /** The new version did not get ready: install the package of the one before and quit. */
  | { readonly do: 'return'; readonly to: KeptPackage }
  /** Returning does not work either; run, and tell the administrator. */
  | { readonly do: 'run-unproven'; readonly version: string }

/**
 * Judges a start, before anything else is done; the state must be saved before the app goes on.
 * @param running version of the app that starts
 */
export function judgeStart(state: UpdateState, running: string): { state: UpdateState; decision: StartDecision } {
  const { trial } = state
  const run: StartDecision = { do: 'run' }
  if (trial === null) return { state: forgetOldPackages(state, running), decision: run }
  if (running === trial.back.version) return { state: backAgain(state, trial), decision: run }
  // somebody installed another version by hand
  if (running !== trial.to.version)
    return { state: forgetOldPackages({ ...state, trial: null }, running), decision: run }
  if (trial.starts < startsAllowed) {
    return { state: { ...state, trial: { ...trial, starts: trial.starts + 1 } }, decision: run }
  }
  const bad = remember(state.bad, running)
  if (trial.returns < returnsAllowed) {
    const returning = { ...trial, returns: trial.returns + 1 }
    return { state: { ...state, bad, trial: returning }, decision: { do: 'return', to: trial.back } }
  }
  return { state: { ...state, bad }, decision: { do: 'run-unproven', version: running } }
}

/** The running version is the one before the trial: it was returned to, or the installation never happened. */
function backAgain(state: UpdateState, { to, back, returns }: NonNullable<UpdateState['trial']>): UpdateState {
  if (returns > 0) return { ...state, trial: null, kept: back }
  const times = state.notInstalled?.version === to.version ? state.notInstalled.times + 1 : 1
  const given = times >= installsAllowed
  return {
    ...state,
    trial: null,
    kept: back,
    staged: given ? null : to,
    notInstalled: given ? null : { version: to.version, times },
    bad: given ? remember(state.bad, to.version) : state.bad,
  }
}

/** A package is only good for its own version. */
function forgetOldPackages(state: UpdateState, running: string): UpdateState {
  const staged = state.staged !== null && compareVersions(state.staged.version, running) > 0 ? state.staged : null
  return { ...state, staged, kept: state.kept?.version === running ? state.kept : null }
}

/** The running version has got ready: its package is what the next one returns to. */
export function afterReady(state: UpdateState, running: string): UpdateState {
  if (state.trial?.to.version !== running) return state
  // a version that comes up after all is not bad
  const bad = state.bad.filter((version) => version !== running)
  return { ...state, bad, trial: null, kept: state.trial.to, notInstalled: null }
}

function remember(bad: readonly string[], version: string): string[] {
  return [...bad.filter((known) => known !== version), version].slice(-50)
}
