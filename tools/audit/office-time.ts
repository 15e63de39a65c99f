/** Writes moments as the office's clock shows them. */
export interface OfficeTime {
  /** `2026-11-23` */
  date(at: number): string
  /** `10:05:30` */
  time(at: number): string
}

/** @param timeZone IANA name; one this computer does not know gives UTC. */
export function officeTime(timeZone: string): OfficeTime {
  const format = formatter(timeZone) ?? formatter('UTC')
  const text = (at: number): string => format?.format(at) ?? ''
  // the Swedish form is the one of ISO 8601
  return { date: (at) => text(at).slice(0, 10), time: (at) => text(at).slice(11) }
}

function formatter(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
  } catch {
    return null
  }
}
