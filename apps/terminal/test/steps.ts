import type { FlowAction } from '../src/renderer/flow/reducer.ts'

export const today = '2026-03-05'

/** A visitor types a name and goes on to the check. */
export const typeName: readonly FlowAction[] = [
  { do: 'type-name', field: 'surname', value: 'Їжак' },
  { do: 'type-name', field: 'givenName', value: 'Ія' },
  { do: 'check-name' },
]

/** Somebody with a ticket proves it by its code and looks it up. */
export const toVisit: readonly FlowAction[] = [
  { do: 'have-ticket' },
  { do: 'type-visit', field: 'number', value: 'А-015' },
  { do: 'name-ticket' },
  { do: 'prove-by', by: 'code' },
  { do: 'type-visit', field: 'date', value: '05.03' },
  { do: 'type-visit', field: 'code', value: 'K7QF-2M9D' },
  { do: 'find-ticket', today },
]

/** Somebody who booked online proves it by time and digits. */
export const toOnline: readonly FlowAction[] = [
  { do: 'have-ticket' },
  { do: 'type-visit', field: 'number', value: 'А-015' },
  { do: 'name-ticket' },
  { do: 'prove-by', by: 'digits' },
  { do: 'type-visit', field: 'time', value: '10:20' },
  { do: 'type-visit', field: 'digits', value: '0417' },
  { do: 'find-ticket', today },
]
