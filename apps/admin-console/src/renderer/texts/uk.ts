import { common } from './uk/common.ts'
import { office } from './uk/office.ts'
import { offices } from './uk/offices.ts'
import { problems } from './uk/problems.ts'

/** Everything the console says in Ukrainian. Names of controls are stable: people and tests find them by these words. */
export const uk = { ...common, ...problems, ...offices, ...office } as const
