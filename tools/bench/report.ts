import { type MeasureId, measures } from './measures.ts'
import type { Spread } from './rounds.ts'

/** One figure, or why there is none. */
export type Figure = Spread | { readonly skipped: string }

/** One line of `--json`. `ratio` is the median; for figures without a baseline it has the unit. */
export function jsonLine(id: MeasureId, figure: Figure): string {
  const { target, unit } = measures[id]
  return JSON.stringify(
    'skipped' in figure
      ? { id, ratio: null, min: null, max: null, target, unit, skipped: figure.skipped }
      : { id, ratio: rounded(figure.median), min: rounded(figure.min), max: rounded(figure.max), target, unit },
  )
}

/** One row of the table for people. */
export function tableRow(id: MeasureId, figure: Figure): string {
  const { title, target, want, unit } = measures[id]
  const what = `${id.padEnd(5)} ${title.padEnd(58)}`
  if ('skipped' in figure) return `${what} skipped: ${figure.skipped}`
  const value = `${text(figure.median)} ${unit}`.padStart(9)
  const range = `(${text(figure.min)}–${text(figure.max)})`.padEnd(16)
  const wanted = `${want === 'at least' ? '≥' : '≤'} ${target} ${unit}`.padEnd(10)
  return `${what} ${value}  ${range} ${wanted} ${isMet(id, figure) ? 'met' : 'missed'}`
}

export function isMet(id: MeasureId, { median }: Spread): boolean {
  const { target, want } = measures[id]
  return want === 'at least' ? median >= target : median <= target
}

/** Three figures that count. */
function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

function text(value: number): string {
  return String(rounded(value))
}
