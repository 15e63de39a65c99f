import { common } from './en/common.ts'
import { office } from './en/office.ts'
import { offices } from './en/offices.ts'
import { problems } from './en/problems.ts'

/** The same in English. */
export const en = { ...common, ...problems, ...offices, ...office } as const
