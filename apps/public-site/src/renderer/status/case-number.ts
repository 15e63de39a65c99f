const shape = /^\d{4}-[a-z0-9]+(?:-[a-z0-9]+)*-\d{6,9}$/

/**
 * A case number as somebody types it, brought to its form: `4801 004 100027`, dashes of any kind, no hyphens at all.
 * @returns null: it cannot be one
 */
export function readCaseNumber(typed: string): string | null {
  const text = typed
    .trim()
    .toLowerCase()
    .replaceAll(/[\s‐‑‒–—−_./]+/g, '-')
    .replaceAll(/-{2,}/g, '-')
  const whole = /^(\d{4})(\d{3})(\d{6,9})$/.exec(text)
  const number = whole === null ? text : whole.slice(1).join('-')
  return number.length <= 40 && shape.test(number) ? number : null
}

/** The last four digits, whatever stands around them; null unless there are four and nothing that is missing. */
export function readDigits(typed: string): string | null {
  const digits = typed.replaceAll(/\s/g, '')
  return /^\d{4}$/.test(digits) ? digits : null
}
