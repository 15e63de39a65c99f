import type { Outline, Stop, StopElement } from './outline.ts'

/** Where the four keys stand. `in`: within a row of keys; after its keys come the two ways out. */
export type Cursor =
  | { readonly at: 'screen' }
  | { readonly at: 'stop'; readonly stop: number }
  | { readonly at: 'key'; readonly row: number; readonly key: number }

export const onScreen: Cursor = { at: 'screen' }
/** The ways out of a row, after its keys. */
const ways = ['rows', 'done'] as const
export type Way = (typeof ways)[number]

/** What the cursor stands at. */
export type Here<E extends StopElement> =
  | { readonly is: 'screen' }
  | { readonly is: 'stop'; readonly stop: Stop<E> }
  | { readonly is: 'key'; readonly key: Stop<E> }
  | { readonly is: 'way'; readonly way: Way }

export function here<E extends StopElement>(cursor: Cursor, { stops }: Outline<E>): Here<E> {
  if (cursor.at === 'screen') return { is: 'screen' }
  if (cursor.at === 'stop') {
    const stop = stops[cursor.stop]
    return stop === undefined ? { is: 'screen' } : { is: 'stop', stop }
  }
  const row = stops[cursor.row]
  if (row?.is !== 'row') return { is: 'screen' }
  const key = row.keys[cursor.key]
  if (key !== undefined) return { is: 'key', key }
  return { is: 'way', way: ways[cursor.key - row.keys.length] ?? 'rows' }
}

/** One further or one back; after the last comes the first. */
export function moved(cursor: Cursor, by: 1 | -1, { stops }: Outline<StopElement>): Cursor {
  if (stops.length === 0) return onScreen
  if (cursor.at === 'screen') return { at: 'stop', stop: by === 1 ? 0 : stops.length - 1 }
  if (cursor.at === 'stop') return { at: 'stop', stop: (cursor.stop + by + stops.length) % stops.length }
  const row = stops[cursor.row]
  const size = row?.is === 'row' ? row.keys.length + ways.length : 1
  return { ...cursor, key: (cursor.key + by + size) % size }
}

/** After a field was chosen: the first row of keys, where there is one. */
export function firstRow({ stops }: Outline<StopElement>): Cursor | null {
  const row = stops.findIndex(({ is }) => is === 'row')
  return row < 0 ? null : { at: 'stop', stop: row }
}

/** After the way «the field is done»: the next field, else what comes after the keys. */
export function afterField({ stops }: Outline<StopElement>, field: StopElement | null): Cursor {
  const at = stops.findIndex(({ element }) => element === field)
  const next = stops.findIndex(({ is }, index) => index > at && is === 'field')
  if (at >= 0 && next >= 0) return { at: 'stop', stop: next }
  const lastRow = stops.findLastIndex(({ is }) => is === 'row')
  // «Back» comes first after the keys; what leads on is after it
  const on = stops.findIndex(({ element }, index) => index > lastRow && element.matches('.go'))
  return { at: 'stop', stop: on >= 0 ? on : Math.min(lastRow + 1, stops.length - 1) }
}

/** The same place on the screen after something on it has changed. */
export function kept(cursor: Cursor, before: Outline<StopElement>, now: Outline<StopElement>): Cursor {
  if (cursor.at === 'screen') return cursor
  const index = cursor.at === 'stop' ? cursor.stop : cursor.row
  const old = before.stops[index]
  const same = now.stops.findIndex(({ element }) => element === old?.element)
  const stop = same >= 0 ? same : now.stops.findIndex(({ is, text }) => is === old?.is && text === old.text)
  if (stop < 0) return onScreen
  return cursor.at === 'stop' ? { at: 'stop', stop } : { ...cursor, row: stop }
}
