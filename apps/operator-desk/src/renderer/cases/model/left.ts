/** How much time is left; a key of the texts and the number in it. */
export type TimeLeft =
  | { readonly kind: 'none' | 'today' }
  | { readonly kind: 'left'; readonly days: number }
  | { readonly kind: 'overdue'; readonly days: number }

/** @param daysLeft working days to the last day, negative when it has passed; null without a term */
export function timeLeft({
  daysLeft,
  overdue,
}: {
  readonly daysLeft: number | null
  readonly overdue: boolean
}): TimeLeft {
  if (daysLeft === null) return { kind: 'none' }
  if (overdue || daysLeft < 0) return { kind: 'overdue', days: Math.max(0, -daysLeft) }
  return daysLeft === 0 ? { kind: 'today' } : { kind: 'left', days: daysLeft }
}

/** `05.03`: the year stands above the path already. @param date `YYYY-MM-DD` */
export function shortDay(date: string): string {
  return `${date.slice(8, 10)}.${date.slice(5, 7)}`
}

/** `05.03.2026`. @param date `YYYY-MM-DD` */
export function fullDay(date: string): string {
  return `${shortDay(date)}.${date.slice(0, 4)}`
}
