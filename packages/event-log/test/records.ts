import type { NewRecord } from '../src/index.ts'

type Registered = { readonly type: string; readonly date: string; readonly number: string; readonly present: boolean }

/** An event of the kind a log holds; `mono` counts up so that no two are alike. */
export function anEvent(n: number, command?: string): Omit<NewRecord, 'event'> & { readonly event: Registered } {
  const record = {
    at: Date.UTC(2026, 11, 1, 9, 0) + n,
    mono: n + 0.25,
    event: { type: 'registered', date: '2026-12-01', number: `А-${String(n).padStart(3, '0')}`, present: n % 2 === 0 },
  }
  if (command === undefined) return record
  return { ...record, command: { id: command, hash: 'ab'.repeat(32), result: { ticket: record.event.number } } }
}

export function events(from: number, to: number): NewRecord[] {
  return Array.from({ length: to - from + 1 }, (_, i) => anEvent(from + i))
}
