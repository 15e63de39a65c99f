/** Whether a value of the server is what its schema says. By hand, as the schema's library is more than a phone should load. */
export type Check = (value: unknown) => boolean

export const text: Check = (value) => typeof value === 'string'
export const number: Check = (value) => typeof value === 'number'
export const flag: Check = (value) => typeof value === 'boolean'
export const both: Check = (value) => isFields(value) && text(value['uk']) && text(value['en'])

export const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value)

export const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)

export const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value)

/** An object whose members pass; members nobody named are the server's business. */
export const members =
  <T>(checks: Readonly<Record<keyof T & string, Check>>) =>
  (value: unknown): value is T =>
    isFields(value) && Object.entries<Check>(checks).every(([name, check]) => check(value[name]))

export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
