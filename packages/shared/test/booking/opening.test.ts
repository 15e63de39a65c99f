import { anOffice } from '@cherha/testing'
import { describe, expect, it } from 'vitest'
import { nextOpening, sellsOnline } from '../../src/booking/index.ts'

const usual = anOffice()
  .withService('А', { id: 'permit', minutes: 30 })
  .with({ channels: { online: true, terminal: true }, horizons: { online: 3, terminal: 4 } })
  .with({ smsName: { uk: 'ДМС', en: 'DMS' } })
  .config()
const config = { ...usual, hours: { ...usual.hours, sat: [], sun: [] } }

describe('what is offered', () => {
  it('B5 an office sells online when its channel, its horizon and its short name let it', () => {
    expect(sellsOnline(config)).toBe(true)
    expect(sellsOnline(null)).toBe(false)
    expect(sellsOnline({ ...config, channels: { online: false, terminal: true } })).toBe(false)
    expect(sellsOnline({ ...config, horizons: { online: 0, terminal: 4 } })).toBe(false)
    const { smsName: _none, ...without } = config
    expect(sellsOnline(without)).toBe(false)
  })

  it('B5 the next day opens when the horizon moves on to it, days without reception left out', () => {
    // Monday: Tuesday to Thursday are open
    expect(nextOpening(config, '2026-03-02')).toEqual({ date: '2026-03-06', opensOn: '2026-03-03' })
    // Tuesday: Friday is open, and the next is Monday
    expect(nextOpening(config, '2026-03-03')).toEqual({ date: '2026-03-09', opensOn: '2026-03-04' })
    // Friday: Monday to Wednesday are open; Saturday and Sunday open nothing
    expect(nextOpening(config, '2026-03-06')).toEqual({ date: '2026-03-12', opensOn: '2026-03-09' })
  })
})
