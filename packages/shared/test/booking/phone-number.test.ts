import { describe, expect, it } from 'vitest'
import { judgePhone, lengthProblem, mobileRangeOf, mobileRanges, phoneDigits } from '../../src/booking/index.ts'
import { bookingRefusalText } from '../../src/protocol/index.ts'

describe('a number as it is typed', () => {
  it.each([
    '067 123-45-67',
    '(067) 123 45 67',
    '380671234567',
    '+380 67 123 45 67',
    '0038 067 123 45 67',
    '8 067 123 45 67',
    '067.123.45.67',
    '067/123—45—67',
    '671234567',
    '０６７１２３４５６７',
  ])('B17 %s', (typed) => {
    expect(phoneDigits(typed)).toBe('+380671234567')
  })

  it.each(['', ' ', '-', '+', 'telephone', '067 123 45 6x', '067;123', '067 123 45 67 ext 5', '12345', '<script>'])(
    'B17 %j is no number',
    (typed) => {
      expect(phoneDigits(typed)).toBeNull()
    },
  )

  it('B17 digits that are missing and those too many are told apart; a foreign number is as long as it is', () => {
    expect(lengthProblem('+38067123456')).toBe('phone-too-short')
    expect(lengthProblem('+3806712345678')).toBe('phone-too-long')
    expect(lengthProblem('+380671234567')).toBeNull()
    expect(lengthProblem('+48512345')).toBeNull()
  })
})

describe('the operators', () => {
  it('B17 are the national ones; 071 and 072 are known and are not', () => {
    const national = mobileRanges.filter((range) => range.national).map(({ code }) => code)
    expect(national.toSorted()).toEqual(
      '39 50 63 66 67 68 73 75 77 790 91 92 93 94 95 96 97 98 99'.split(' ').toSorted(),
    )
    expect(mobileRangeOf('671234567')?.operator).toBe('Київстар')
    expect(mobileRangeOf('790123456')?.operator).toBe('J&Y')
    expect(mobileRangeOf('791123456')).toBeNull()
    for (const code of ['71', '72']) {
      expect(judgePhone({ country: 'UA', e164: `+380${code}1234567`, kind: 'mobile' })).toEqual({
        ok: false,
        code: 'phone-not-national',
      })
    }
  })
})

describe('the reasons', () => {
  it('B17 every wrong kind has its own sentence in both languages', () => {
    const codes = [
      'phone-malformed',
      'phone-too-short',
      'phone-too-long',
      'phone-foreign',
      'phone-fixed',
      'phone-voip',
      'phone-not-mobile',
      'phone-not-national',
      'phone-unknown-range',
    ] as const
    for (const language of ['uk', 'en'] as const) {
      expect(new Set(codes.map((code) => bookingRefusalText(code)[language])).size).toBe(codes.length)
    }
  })
})
