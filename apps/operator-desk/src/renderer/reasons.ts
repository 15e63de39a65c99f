import type { CommandOf } from '@cherha/shared/protocol'

export type HoldReason = CommandOf<'hold'>['reason']
export type TransferReason = CommandOf<'transfer'>['reason']
export type MismatchReason = CommandOf<'cancel-mismatch'>['reason']
export type SuspendReason = CommandOf<'suspend-office'>['reason']

/** Every reason of a kind, in the order of the dialog; a record, so that the compiler misses none. */
const listed = <R extends string>(reasons: { readonly [K in R]: true }): readonly R[] => Object.keys(reasons) as R[]

export const holdReasons = listed<HoldReason>({ documents: true, payment: true, photo: true, copy: true, other: true })
export const transferReasons = listed<TransferReason>({
  'wrong-service': true,
  specialist: true,
  'next-step': true,
  equipment: true,
})
export const mismatchReasons = listed<MismatchReason>({
  name: true,
  'document-digits': true,
  'wrong-person': true,
  'priority-unproven': true,
})
export const suspendReasons = listed<SuspendReason>({ alert: true, power: true, other: true })
