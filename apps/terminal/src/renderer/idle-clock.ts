/** Seconds without input before the terminal asks, and seconds it then waits. */
export const idleSeconds = 60
export const askSeconds = 20
/**
 * Seconds of speech, since the last key, that are nobody's delay; and those of the question's own words. A voice that hangs
 * must not keep a name on the screen.
 */
export const spokenSeconds = 180
export const spokenQuestionSeconds = 30

/** How long nobody has touched anything, in ms. */
export interface IdleClock {
  /** Without the time in which the terminal spoke. */
  readonly quiet: number
  /** Of speech that was not counted. */
  readonly spoken: number
  /** Since the question has been asked; null: it has not. */
  readonly asked: number | null
  /** The question stands on the screen now. */
  readonly asking: boolean
}

/** Somebody has just touched something. */
export const touched: IdleClock = { quiet: 0, spoken: 0, asked: null, asking: false }

/**
 * The clock `elapsed` ms later.
 * @param canAsk the screen has something to lose and shows the question; where it does not, the time runs on without it
 */
export function later(clock: IdleClock, elapsed: number, speaking: boolean, canAsk: boolean): IdleClock {
  const most = (clock.asking ? spokenQuestionSeconds : spokenSeconds) * 1000
  const uncounted = speaking ? Math.min(elapsed, Math.max(0, most - clock.spoken)) : 0
  const counted = elapsed - uncounted
  const quiet = clock.quiet + counted
  const spoken = clock.spoken + uncounted
  if (!canAsk || quiet < idleSeconds * 1000)
    return { quiet, spoken, asked: clock.asked === null ? null : clock.asked + counted, asking: false }
  // whenever the question appears its whole time begins, however late that is
  if (!clock.asking || clock.asked === null) return { quiet, spoken: 0, asked: 0, asking: true }
  return { quiet, spoken, asked: clock.asked + counted, asking: true }
}

/** Whole seconds left of the question; null: it is not shown. */
export function secondsLeft({ asking, asked }: IdleClock): number | null {
  return asking && asked !== null ? Math.max(0, Math.ceil(askSeconds - asked / 1000)) : null
}

/** Nobody is there: everything is to be forgotten. */
export function isGone({ quiet, asked }: IdleClock): boolean {
  return asked === null ? quiet >= (idleSeconds + askSeconds) * 1000 : asked >= askSeconds * 1000
}
