export interface MobileRange {
  /** Digits after `+380`. */
  readonly code: string
  readonly operator: string
  /** Whether numbers of it get a message and so can book (000 III.5). */
  readonly national: boolean
}

/**
 * Numbering ranges of mobile operators. Numbers can be carried to another operator, so a code tells who was given the
 * range, not who serves the number today. 071 and 072 were taken by networks on occupied territory that are no national
 * operators.
 */
export const mobileRanges: readonly MobileRange[] = [
  ...ranges('Київстар', ['39', '67', '68', '77', '96', '97', '98']),
  ...ranges('Vodafone Україна', ['50', '66', '75', '95', '99']),
  ...ranges('lifecell', ['63', '73', '93']),
  ...ranges('3Mob', ['91']),
  ...ranges('PEOPLEnet', ['92']),
  ...ranges('Інтертелеком', ['94']),
  ...ranges('J&Y', ['790']),
  ...ranges('', ['71', '72'], false),
]

function ranges(operator: string, codes: readonly string[], national = true): MobileRange[] {
  return codes.map((code) => ({ code, operator, national }))
}

/** @param national the nine digits after `+380` */
export function mobileRangeOf(national: string): MobileRange | null {
  return mobileRanges.find(({ code }) => national.startsWith(code)) ?? null
}
