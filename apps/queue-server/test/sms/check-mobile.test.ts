import { mobileRanges } from '@cherha/shared/booking'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMobile } from '../../src/sms/check-mobile.ts'

describe('a phone number of a booking', () => {
  it.each([
    ['a fixed line', '044 234 56 78', 'phone-fixed'],
    ['a fixed line of a region', '0512 49 81 18', 'phone-fixed'],
    ['VoIP', '089 123 45 67', 'phone-voip'],
    ['071', '071 123 45 67', 'phone-not-national'],
    ['072', '+380 72 123 45 67', 'phone-not-national'],
    ['free of charge', '0 800 123 456', 'phone-not-mobile'],
    ['a range nobody has', '060 123 45 67', 'phone-unknown-range'],
    ['Poland', '+48 512 345 678', 'phone-foreign'],
    ['Crimea, as the occupier counts', '+7 978 123 45 67', 'phone-foreign'],
    ['a foreign number after 00', '0048 512 345 678', 'phone-foreign'],
    ['a digit missing', '067 123 45 6', 'phone-too-short'],
    ['only the country', '+380', 'phone-too-short'],
    ['a digit too many', '067 123 45 678', 'phone-too-long'],
    ['an emergency number', '112', 'phone-malformed'],
    ['letters', '067 abc', 'phone-malformed'],
    ['nothing', '', 'phone-malformed'],
    ['two numbers', '0671234567, 0501234567', 'phone-malformed'],
    ['a country that is none', '+999 123 456 789', 'phone-malformed'],
    ['thirty digits', '1'.repeat(30), 'phone-malformed'],
  ])('B17 is refused with its own reason: %s', (_what, typed, code) => {
    expect(checkMobile(typed)).toEqual({ ok: false, code })
  })

  it('B17 is taken of every national operator, however it is written', () => {
    const national = mobileRanges.filter((range) => range.national)
    fc.assert(
      fc.property(
        fc.constantFrom(...national),
        fc.integer({ min: 0, max: 9_999_999 }),
        fc.constantFrom('0', '380', '+380', '+38 (0'),
        ({ code, operator }, rest, begin) => {
          const digits =
            code +
            String(rest)
              .padStart(7, '0')
              .slice(0, 9 - code.length)
          const close = begin.includes('(') ? ')' : ''
          const typed = `${begin}${digits.slice(0, 2)}${close} ${digits.slice(2, 5)}-${digits.slice(5)}`
          expect(checkMobile(typed)).toEqual({ ok: true, phone: `+380${digits}`, operator })
        },
      ),
    )
  })

  it('B17 never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (typed) => {
        expect(typeof checkMobile(typed).ok).toBe('boolean')
      }),
    )
  })
})
