/** A check-in code as somebody types it: eight letters and figures, with or without a gap; null: it cannot be one. */
export function readCheckInCode(typed: string): string | null {
  const code = typed.replaceAll(/[\s-]/g, '').toUpperCase()
  return /^[0-9A-Z]{8}$/.test(code) ? code : null
}
