import { booking } from './uk/booking.ts'
import { cases } from './uk/cases.ts'
import { common } from './uk/common.ts'
import { days } from './uk/days.ts'
import { journal } from './uk/journal.ts'
import { office } from './uk/office.ts'
import { offices } from './uk/offices.ts'
import { problems } from './uk/problems.ts'
import { settings } from './uk/settings.ts'
import { staff } from './uk/staff.ts'

/** Everything the console says in Ukrainian. Names of controls are stable: people and tests find them by these words. */
export const uk = {
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
