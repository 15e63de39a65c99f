import type { Bilingual, DeskView } from '@cherha/shared/protocol'

export interface HallRow {
  readonly service: string
  readonly letter: string
  readonly short: Bilingual
  readonly waiting: number
  readonly due: number
}

/** Who waits for this window, service by service in the office's order; without a window, for the whole office. */
export function hallOf(view: DeskView): { rows: readonly HallRow[]; waiting: number; due: number } {
  const services = view.windows.find((window) => window.id === view.window)?.services
  const rows = view.office.services
    .filter(({ id }) => services === undefined || services.includes(id))
    .map(({ id, letter, short }) => ({
      service: id,
      letter,
      short,
      waiting: view.waiting[id] ?? 0,
      due: view.due[id] ?? 0,
    }))
  return {
    rows,
    waiting: rows.reduce((sum, row) => sum + row.waiting, 0),
    due: rows.reduce((sum, row) => sum + row.due, 0),
  }
}
