import type { StatusAnswer } from '@cherha/shared/protocol'

type Fields = Readonly<Record<string, unknown>>
type Check = (value: unknown) => boolean

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const text: Check = (value) => typeof value === 'string'
const both: Check = (value) => isFields(value) && text(value['uk']) && text(value['en'])
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value)
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)
const step: Check = (value) =>
  isFields(value) &&
  both(value['title']) &&
  ['done', 'now', 'ahead'].includes(String(value['state'])) &&
  orNull(text)(value['on'])

const members: Readonly<Record<keyof StatusAnswer, Check>> = {
  case: text,
  service: both,
  office: both,
  phones: listOf(text),
  phase: text,
  stage: both,
  now: listOf(both),
  accepted: orNull(text),
  deadline: orNull(text),
  overdue: (value) => typeof value === 'boolean',
  expected: both,
  visitOn: orNull(text),
  appeal: orNull(both),
  steps: listOf(step),
}

/**
 * The server's answer, if it is one. By hand and not with the schema, because the schema's library would be a third of
 * what a phone has to load for this page; a test holds the two together.
 */
export function isStatusAnswer(value: unknown): value is StatusAnswer {
  return isFields(value) && Object.entries(members).every(([name, check]) => check(value[name]))
}
