import { type CheckedPhone, judgePhone, lengthProblem, type PhoneFacts, phoneDigits } from '@cherha/shared/booking'
import { parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max'

/**
 * Rule B17: whether a number, as a person typed it, is one of a national mobile operator.
 * @param typed with or without `+380`, blanks, dashes, brackets
 */
export function checkMobile(typed: string): CheckedPhone {
  const digits = phoneDigits(typed)
  if (digits === null) return { ok: false, code: 'phone-malformed' }
  // longer than any number there is
  if (digits.length > 20) return { ok: false, code: digits.startsWith('+380') ? 'phone-too-long' : 'phone-malformed' }
  const read = parsePhoneNumberFromString(digits)
  // numbers that are free of charge are of another length than those of people
  const isService = read !== undefined && read.country === 'UA' && kindOf(read) === 'service'
  const wrongLength = isService ? null : lengthProblem(digits)
  if (wrongLength !== null) return { ok: false, code: wrongLength }
  if (read === undefined) return { ok: false, code: 'phone-malformed' }
  return judgePhone({ country: countryOf(read), e164: read.number, kind: kindOf(read) })
}

function countryOf({ country, countryCallingCode }: PhoneNumber): string | null {
  return country ?? (countryCallingCode === '380' ? 'UA' : null)
}

function kindOf(read: PhoneNumber): PhoneFacts['kind'] {
  const type = read.getType()
  switch (type) {
    case 'MOBILE':
      return 'mobile'
    case 'FIXED_LINE':
    case 'FIXED_LINE_OR_MOBILE':
      return 'fixed'
    case 'VOIP':
      return 'voip'
    case undefined:
      return 'unknown'
    case 'PREMIUM_RATE':
    case 'TOLL_FREE':
    case 'SHARED_COST':
    case 'PERSONAL_NUMBER':
    case 'PAGER':
    case 'UAN':
    case 'VOICEMAIL':
      return 'service'
  }
}
