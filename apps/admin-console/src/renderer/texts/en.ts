import { booking } from './en/booking.ts'
import { cases } from './en/cases.ts'
import { common } from './en/common.ts'
import { days } from './en/days.ts'
import { journal } from './en/journal.ts'
import { office } from './en/office.ts'
import { offices } from './en/offices.ts'
import { problems } from './en/problems.ts'
import { settings } from './en/settings.ts'
import { staff } from './en/staff.ts'

/** Everything the console says in English. */
export const en = {
  ...common,
  ...problems,
  ...offices,
  ...office,
  ...settings,
  ...staff,
  ...days,
  ...booking,
  ...cases,
  ...journal,
} as const
