/** Every time is in ms of one clock that only goes forward. */
export const recoveryTimes = {
  /** From the death of a page to its reload: below the promised second. */
  reloadAfterMs: 500,
  /** A loaded page has to show something within this. */
  loadWithinMs: 10_000,
  /** The page says every 2 s that it shows something. */
  aliveWithinMs: 8_000,
  /** Five faults within this: no more reloads. */
  loopWithinMs: 60_000,
  loopFaults: 5,
  /** A reload that fails this often in a row: the whole app starts anew. */
  reloadsBeforeRelaunch: 2,
  /** The maintenance screen lets the app try again by itself: nobody may be there at night. */
  retryAfterMs: 5 * 60_000,
} as const

/** `why` a page needs help; `crash` and `hang` are counted. */
export type Fault = 'crash' | 'hang' | 'failed-load'

export type RecoveryEvent =
  | { readonly type: 'fault'; readonly fault: Fault }
  /** The app's page shows something. */
  | { readonly type: 'alive' }
  /** The computer woke up: silence until now was sleep. */
  | { readonly type: 'woke' }
  | { readonly type: 'maintenance-opened' }
  | { readonly type: 'maintenance-left' }
  | { readonly type: 'tick' }

export type RecoveryAction = 'show-moment' | 'kill-page' | 'load-page' | 'relaunch' | 'show-maintenance' | 'count'

export type RecoveryPhase =
  | { readonly kind: 'loading'; readonly since: number; readonly failed: number }
  | { readonly kind: 'running'; readonly lastAlive: number }
  | { readonly kind: 'waiting'; readonly until: number; readonly failed: number }
  | { readonly kind: 'maintenance'; readonly retryAt: number | null }
  | { readonly kind: 'relaunching' }

export interface RecoveryState {
  readonly phase: RecoveryPhase
  /** Times of the faults of the last minute. They outlive a relaunch, so that a loop over relaunches is seen too. */
  readonly recent: readonly number[]
  readonly crashes: number
  readonly hangs: number
}

export interface RecoveryStep {
  readonly state: RecoveryState
  readonly actions: readonly RecoveryAction[]
}

/** @param kept what the last run left */
export function startRecovery(now: number, kept: Pick<RecoveryState, 'recent' | 'crashes' | 'hangs'>): RecoveryStep {
  const recent = withinLoop(kept.recent, now)
  const state = { ...kept, recent }
  if (recent.length >= recoveryTimes.loopFaults) return toMaintenance(state, now)
  return { state: { ...state, phase: { kind: 'loading', since: now, failed: 0 } }, actions: ['load-page'] }
}

/** One step: pure, so that an hour of crashes is tested in a moment. */
export function recover(state: RecoveryState, event: RecoveryEvent, now: number): RecoveryStep {
  const { phase } = state
  const stay: RecoveryStep = { state, actions: [] }
  switch (event.type) {
    case 'maintenance-opened':
      return {
        state: { ...state, phase: { kind: 'maintenance', retryAt: null } },
        actions: phase.kind === 'maintenance' ? [] : ['show-maintenance'],
      }
    case 'maintenance-left':
      return phase.kind === 'maintenance' ? load({ ...state, recent: [] }, now, 0) : stay
    case 'woke':
      if (phase.kind === 'running') return phaseOf(state, { kind: 'running', lastAlive: now })
      return phase.kind === 'loading' ? phaseOf(state, { ...phase, since: now }) : stay
    case 'alive':
      return phase.kind === 'running' || phase.kind === 'loading'
        ? phaseOf(state, { kind: 'running', lastAlive: now })
        : stay
    case 'fault':
      // what a page does while it is being replaced is known already
      if (phase.kind === 'maintenance') return afterMaintenanceFault(state, event.fault, now)
      return phase.kind === 'running' || phase.kind === 'loading' ? afterFault(state, event.fault, now) : stay
    case 'tick':
      return onTick(state, now)
  }
}

/** When `tick` has something to do, or null. */
export function nextTick({ phase }: RecoveryState): number | null {
  switch (phase.kind) {
    case 'loading':
      return phase.since + recoveryTimes.loadWithinMs
    case 'running':
      return phase.lastAlive + recoveryTimes.aliveWithinMs
    case 'waiting':
      return phase.until
    case 'maintenance':
      return phase.retryAt
    case 'relaunching':
      return null
  }
}

function onTick(state: RecoveryState, now: number): RecoveryStep {
  const due = nextTick(state)
  if (due === null || now < due) return { state, actions: [] }
  switch (state.phase.kind) {
    case 'loading':
    case 'running':
      return afterFault(state, 'hang', now)
    case 'waiting':
      return load(state, now, state.phase.failed)
    case 'maintenance':
      return load({ ...state, recent: [] }, now, 0)
    case 'relaunching':
      return { state, actions: [] }
  }
}

function afterFault(before: RecoveryState, fault: Fault, now: number): RecoveryStep {
  const failed = before.phase.kind === 'loading' ? before.phase.failed + 1 : 0
  const state: RecoveryState = {
    ...before,
    recent: [...withinLoop(before.recent, now), now],
    crashes: before.crashes + (fault === 'crash' ? 1 : 0),
    hangs: before.hangs + (fault === 'hang' ? 1 : 0),
  }
  const kill: readonly RecoveryAction[] = fault === 'hang' ? ['kill-page'] : []
  if (state.recent.length >= recoveryTimes.loopFaults) {
    const step = toMaintenance(state, now)
    return { state: step.state, actions: ['count', ...kill, ...step.actions] }
  }
  if (failed >= recoveryTimes.reloadsBeforeRelaunch) {
    return {
      state: { ...state, phase: { kind: 'relaunching' } },
      actions: ['count', ...kill, 'show-moment', 'relaunch'],
    }
  }
  return {
    state: { ...state, phase: { kind: 'waiting', until: now + recoveryTimes.reloadAfterMs, failed } },
    actions: ['count', ...kill, 'show-moment'],
  }
}

/** The maintenance screen itself died: the calm page stands in for it, and the app tries again later. */
function afterMaintenanceFault(state: RecoveryState, fault: Fault, now: number): RecoveryStep {
  const counted =
    fault === 'crash' ? { crashes: state.crashes + 1 } : fault === 'hang' ? { hangs: state.hangs + 1 } : {}
  const phase: RecoveryPhase = { kind: 'maintenance', retryAt: now + recoveryTimes.retryAfterMs }
  return { state: { ...state, ...counted, phase }, actions: ['count', 'show-moment'] }
}

function toMaintenance(state: Omit<RecoveryState, 'phase'>, now: number): RecoveryStep {
  const phase: RecoveryPhase = { kind: 'maintenance', retryAt: now + recoveryTimes.retryAfterMs }
  return { state: { ...state, phase }, actions: ['show-maintenance'] }
}

function load(state: RecoveryState, now: number, failed: number): RecoveryStep {
  return { state: { ...state, phase: { kind: 'loading', since: now, failed } }, actions: ['load-page'] }
}

function phaseOf(state: RecoveryState, phase: RecoveryPhase): RecoveryStep {
  return { state: { ...state, phase }, actions: [] }
}

function withinLoop(times: readonly number[], now: number): readonly number[] {
  // a computer whose clock was set back counts anew
  return times.filter((time) => time <= now && now - time < recoveryTimes.loopWithinMs)
}
