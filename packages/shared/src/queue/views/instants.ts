const dayMs = 86_400_000

/** RFC 3339 in UTC, to the second, without a Date: the rules have no clock of their own. */
export function instantText(at: number): string {
  const days = Math.floor(at / dayMs)
  const seconds = Math.floor((at - days * dayMs) / 1000)
  return `${civil(days)}T${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}Z`
}

/** Days since 1970-01-01 → `YYYY-MM-DD` (Howard Hinnant's civil_from_days). */
function civil(days: number): string {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1)}`
}

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, '0')
}
