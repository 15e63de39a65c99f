import { coverageWarnings } from '@cherha/shared/calendar'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anOffice, aService, clockOf, everyDay, hours003 } from './calendar-fixture.ts'

const monday = clockOf('2026-11-23')
const windows = (...services: string[][]) =>
  services.map((list, index) => ({ id: `w${index + 1}`, label: `${index + 1}`, services: list }))

describe('the plan preview', () => {
  it('C17 says nothing when every open lane finds a window', () => {
    const config = anOffice({
      services: [aService('a', 'А', { lanes: 2 }), aService('k', 'К')],
      // w1 has to leave service k to w3 for both lanes of a to be covered.
      windows: windows(['k', 'a'], ['a'], ['k']),
    })
    expect(coverageWarnings(config, monday)).toEqual([])
  })

  it('C17 warns of a service with more lanes than windows, from its first place to its last before and after lunch', () => {
    const config = anOffice({ services: [aService('a', 'А', { lanes: 2 })], windows: windows(['a']) })
    const shortage = { services: ['a'], lanes: 2, windows: 1 }
    expect(coverageWarnings(config, monday)).toEqual([
      { ...shortage, from: '09:00', to: '13:00' },
      { ...shortage, from: '13:45', to: '17:45' },
    ])
  })

  it('C17 warns of services that together are too many for the windows they share', () => {
    const config = anOffice({
      services: [aService('a', 'А'), aService('k', 'К'), aService('r', 'Р'), aService('u', 'У')],
      windows: windows(['a', 'k', 'r'], ['a', 'k', 'r'], ['u']),
      hours: everyDay(['09:00', '10:00']),
    })
    expect(coverageWarnings(config, monday)).toEqual([
      { from: '09:00', to: '10:00', services: ['a', 'k', 'r'], lanes: 3, windows: 2 },
    ])
  })

  it('C17 warns only while the services are open at the same time', () => {
    const config = anOffice({
      services: [aService('a', 'А'), aService('k', 'К', { hours: everyDay(['12:00', '24:00']) })],
      windows: windows(['a', 'k']),
    })
    expect(coverageWarnings(config, monday)).toEqual([
      { from: '12:00', to: '13:00', services: ['a', 'k'], lanes: 2, windows: 1 },
      { from: '13:45', to: '17:45', services: ['a', 'k'], lanes: 2, windows: 1 },
    ])
  })

  it('C17 names a service no window serves, and keeps unrelated shortages apart', () => {
    const config = anOffice({
      services: [aService('a', 'А'), aService('k', 'К', { lanes: 2 })],
      windows: windows(['k']),
      hours: { ...hours003, mon: [['22:00', '24:00']] },
    })
    expect(coverageWarnings(config, monday)).toEqual([
      { from: '22:00', to: '24:00', services: ['a'], lanes: 1, windows: 0 },
      { from: '22:00', to: '24:00', services: ['k'], lanes: 2, windows: 1 },
    ])
  })

  it('C17 warns exactly when some services have more lanes than all the windows that serve them', () => {
    const ids = ['a', 'k', 'r', 'u']
    const letters = ['А', 'К', 'Р', 'У']
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.subarray(ids, { minLength: 1 }), { minLength: 1, maxLength: 6 }),
        (lanes, served) => {
          const config = anOffice({
            services: lanes.map((count, index) =>
              aService(ids[index] as string, letters[index] as string, { lanes: count }),
            ),
            windows: windows(...served),
            hours: everyDay(['09:00', '09:30']),
          })
          // Hall's condition, over every set of services.
          const short = Array.from({ length: 2 ** lanes.length }, (_, bits) =>
            ids.filter((_id, index) => index < lanes.length && (bits >> index) % 2 === 1),
          ).some(
            (set) =>
              set.reduce((sum, id) => sum + (lanes[ids.indexOf(id)] as number), 0) >
              served.filter((list) => list.some((id) => set.includes(id))).length,
          )
          const warnings = coverageWarnings(config, monday)
          expect(warnings.length > 0).toBe(short)
          for (const warning of warnings) expect(warning.lanes).toBeGreaterThan(warning.windows)
          const named = warnings.flatMap(({ services }) => services)
          expect(new Set(named).size).toBe(named.length)
        },
      ),
    )
  })
})
