import { normalisePhone } from '@cherha/shared/text'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('a guardian’s phone', () => {
  it('is written +380XXXXXXXXX however a Ukrainian number is typed', () => {
    for (const typed of [
      '0671234567',
      '067 123 45 67',
      '(067) 123-45-67',
      '380671234567',
      '+380671234567',
      '+38 (067) 123–45–67',
      ' +380 67 123 45 67 ',
      '38 067 123 45 67',
      '067\u00A0123‑45‑67',
    ]) {
      expect(normalisePhone(typed), typed).toBe('+380671234567')
    }
    expect(normalisePhone('(0382) 65-03-06')).toBe('+380382650306')
  })

  it('may be a foreign number with its +', () => {
    expect(normalisePhone('+48 601 234 567')).toBe('+48601234567')
    expect(normalisePhone('+1 (212) 555-0100')).toBe('+12125550100')
    expect(normalisePhone('+12345678')).toBe('+12345678')
    expect(normalisePhone('+123456789012345')).toBe('+123456789012345')
  })

  it('is refused when it is too short, too long, or no number', () => {
    for (const typed of [
      '',
      ' ',
      '+',
      '067123456',
      '06712345678',
      '671234567',
      '48601234567',
      '+1234567',
      '+1234567890123456',
      '+0671234567',
      '+38067123456',
      '+3806712345678',
      '+380071234567',
      '0071234567',
      '38067123456',
      '067 123 45 6a',
      '067.123.45.67',
      '+48+601234567',
      '++48601234567',
      '٠٦٧١٢٣٤٥٦٧',
      '0671234567;',
    ]) {
      expect(normalisePhone(typed), typed).toBeNull()
    }
  })

  it('stays as it is when normalised again, and has at most 15 digits', () => {
    const typing = fc.string({ unit: fc.constantFrom(...Array.from('0123456789+ -()38')), maxLength: 20 })
    fc.assert(
      fc.property(typing, (typed) => {
        const phone = normalisePhone(typed)
        if (phone === null) return
        expect(phone).toMatch(/^\+[1-9]\d{7,14}$/)
        expect(normalisePhone(phone)).toBe(phone)
      }),
      { numRuns: 2000 },
    )
  })
})
