import { describe, expect, it } from 'vitest'
import { checkConfig } from '../../src/calendar/index.ts'
import type { OfficeConfig } from '../../src/protocol/index.ts'
import { displayView } from '../../src/queue/index.ts'
import { atTime, expectOk, office, Scenario } from './scenario.ts'

describe('what a display is told', () => {
  it('says in a break of the opening hours when reception goes on, and at no other time', () => {
    const hours = {
      ...office.hours,
      thu: [
        ['09:00', '13:00'],
        ['13:45', '18:00'],
      ] as [string, string][],
    }
    const s = new Scenario({ ...office, hours })
    const lunchAt = (time: string) => {
      s.at = atTime(time)
      return displayView(s.state, s.now, []).lunch
    }
    const outside = ['08:59', '09:00', '12:59', '13:45', '17:59', '18:00']
    expect(outside.map(lunchAt)).toEqual(outside.map(() => undefined))
    expect(['13:00', '13:44'].map(lunchAt)).toEqual([{ until: '13:45' }, { until: '13:45' }])
  })

  it('A1 keeps in the log why a call could not be heard', () => {
    const s = new Scenario().openWindow('olena', '1')
    s.tell({ type: 'connect-device', device: 'display-1', role: 'display', windows: [] })
    s.register('Хтось')
    s.desk('olena', { type: 'call-next', window: '1' })
    const call = displayView(s.state, s.now, []).calls[0]?.call ?? ''
    const actor = { kind: 'device', device: 'display-1' } as const
    expectOk(s.tell({ type: 'call-announced', call, silent: true, reason: 'no-device', actor }))
    expect(s.log.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ type: 'call-announced', silent: true, reason: 'no-device' }),
    )
  })

  it('refuses a display of a service the office does not have, a volume above 100 and an empty message', () => {
    const problems = (change: Partial<OfficeConfig>): readonly string[] => {
      const checked = checkConfig({ ...office, ...change }, () => true)
      return checked.ok ? [] : checked.problems.map(({ path }) => path.join('.'))
    }
    expect(problems({ devices: [{ id: 'd1', role: 'display', services: ['passport'] }] })).toEqual([])
    expect(problems({ devices: [{ id: 'd1', role: 'display', services: ['visa'] }] })).toEqual(['devices.0.services'])
    expect(problems({ sound: { volume: 101 } })).toEqual(['sound.volume'])
    expect(problems({ ticker: [{ uk: '', en: 'x' }] })).toEqual(['ticker.0.uk'])
  })
})
