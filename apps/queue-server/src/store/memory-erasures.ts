import type { ErasureNotes } from '../offices/ports.ts'

/** Notes of due keys that live as long as the process, for simulations. */
export function memoryErasures(): ErasureNotes {
  const offices = new Map<string, Map<string, number>>()
  const of = (office: string) => {
    const notes = offices.get(office) ?? new Map<string, number>()
    offices.set(office, notes)
    return notes
  }
  return {
    list: async (office) => new Map(of(office)),
    note: async (office, dates, at) => {
      const notes = of(office)
      for (const date of dates) if (!notes.has(date)) notes.set(date, at)
    },
    drop: async (office, dates) => {
      for (const date of dates) of(office).delete(date)
    },
  }
}
