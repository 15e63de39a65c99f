/** A screen as the system tells it, in device-independent pixels. */
export interface ScreenInfo {
  readonly id: number
  readonly bounds: Bounds
  readonly primary: boolean
}
export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Which screen a device's window wants: the first, the other one, or one by its id. */
export type WantedScreen = 'primary' | 'other' | number

/**
 * The screen for the window, or null while there is none. A screen that is not there is replaced by what is: a board
 * on the wrong screen is better than no board.
 */
export function chooseScreen(screens: readonly ScreenInfo[], wanted: WantedScreen): ScreenInfo | null {
  const primary = screens.find((screen) => screen.primary) ?? screens[0] ?? null
  const other = screens.find((screen) => screen !== primary) ?? primary
  if (wanted === 'primary') return primary
  if (wanted === 'other') return other
  return screens.find(({ id }) => id === wanted) ?? primary
}

/** What to do with the window after a screen came, went or changed. */
export type ScreenMove =
  | { readonly do: 'stay' }
  | { readonly do: 'wait' }
  | { readonly do: 'move'; readonly bounds: Bounds }

/** @param at where the window is; null when it has no screen yet */
export function afterScreensChanged(
  screens: readonly ScreenInfo[],
  wanted: WantedScreen,
  at: Bounds | null,
): ScreenMove {
  const screen = chooseScreen(screens, wanted)
  if (screen === null) return { do: 'wait' }
  const { x, y, width, height } = screen.bounds
  const same = at !== null && at.x === x && at.y === y && at.width === width && at.height === height
  return same ? { do: 'stay' } : { do: 'move', bounds: { x, y, width, height } }
}
