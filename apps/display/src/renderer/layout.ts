/** Design pixels of the two boards; every other screen shows one of them scaled. */
export const landscape = { width: 1920, height: 1080 } as const
export const portrait = { width: 1080, height: 1920 } as const

export interface Stage {
  readonly tall: boolean
  /** Factor from design pixels to the viewport's. */
  readonly scale: number
  /** The whole viewport in design pixels: a screen of another shape gets wider gaps, not bars. */
  readonly width: number
  readonly height: number
}

/** The stage that fills a viewport, sizes in CSS px. */
export function stageFor(viewport: { width: number; height: number }): Stage {
  const tall = viewport.height > viewport.width
  const design = tall ? portrait : landscape
  const scale = Math.max(0.1, Math.min(viewport.width / design.width, viewport.height / design.height))
  return { tall, scale, width: viewport.width / scale, height: viewport.height / scale }
}

/** Where the board stands moves this often, ms: a picture that never moves burns into the glass. */
export const shiftEveryMs = 180_000
/** CSS px around the place of the board, one after another; a step is too small to be seen as one. */
const shifts = [
  [0, 0],
  [3, 0],
  [3, 3],
  [0, 3],
  [-3, 3],
  [-3, 0],
  [-3, -3],
  [0, -3],
  [3, -3],
] as const

/** How far the board stands from its place. @param at any clock in ms */
export function burnInShift(at: number): readonly [x: number, y: number] {
  return shifts[Math.floor(at / shiftEveryMs) % shifts.length] ?? [0, 0]
}

/** From seven windows on every window keeps its own cell. */
export const mostWindowsInRows = 6

/** Height class of the called rows: up to 2, up to 4, and the rest, which share the height of four. */
export function callDensity(calls: number): 'normal' | 'dense' | 'crowded' {
  if (calls <= 2) return 'normal'
  return calls <= 4 ? 'dense' : 'crowded'
}

export interface CellGrid {
  readonly columns: number
  readonly rows: number
}

/**
 * Cells for `windows` windows, filled down the columns. Above twelve the cells shrink, so that no call is ever
 * dropped; a hall that large is better served by several displays with windows of their own.
 */
export function cellGrid(windows: number, tall: boolean): CellGrid {
  if (tall) {
    const columns = windows <= 20 ? 2 : 3
    return { columns, rows: Math.max(4, Math.ceil(windows / columns)) }
  }
  const columns = windows <= 12 ? 3 : windows <= 20 ? 4 : 5
  return { columns, rows: Math.max(3, Math.ceil(windows / columns)) }
}

/** Sizes of a cell in design pixels, and `scale`, its type against that of the 3 × 4 board (116 px). */
export function cellSize(grid: CellGrid, tall: boolean): { height: number; gap: number; scale: number } {
  const gap = grid.rows > 6 ? 8 : 14
  const [width, room, highest] = tall ? [968, 860, 132] : [1808, 650, 208]
  const height = Math.min(highest, Math.floor((room - gap * (grid.rows - 1)) / grid.rows))
  const cellWidth = (width - gap * (grid.columns - 1)) / grid.columns
  return { height, gap, scale: Math.min(1, height / 152, cellWidth / 593) }
}

/** Longer than `Ф-888`: a place added late has four digits (N4), and its list is set smaller. */
export function isLongNumber(number: string): boolean {
  return number.length > 5
}

/** Room in the strip below a full-screen call: every other window of a board of twelve. */
export const mostInStrip = 11
