/** Where a hub can be killed on purpose: between any two steps that leave something on the disk or tell somebody. */
export const boundaries = [
  'before open',
  'after open',
  'after fold',
  'before key',
  'after key',
  'after boot',
  'before append',
  'after append',
  'before answer',
  'after answer',
  'before snapshot',
  'after snapshot',
] as const
export type Boundary = (typeof boundaries)[number]

export function isBoundary(text: string): text is Boundary {
  return boundaries.some((boundary) => boundary === text)
}
