import { describe, expect, it } from 'vitest'
import { audit, changed, logOf, verdict } from '../audit/bend.ts'
import { expectOk, refusalOf, Scenario, ticketOf } from './scenario.ts'

describe('a ticket printed again for the visitor at the window', () => {
  it('P12 is the one being served: nobody names it, and nothing else changes', () => {
    const s = new Scenario().openWindow('olena', '1')
    const ticket = ticketOf(s.register('Хтось'))
    s.serve('olena', '1')
    const decision = s.desk('olena', { type: 'reprint-serving', window: '1' })
    expectOk(decision)
    expect(decision).toMatchObject({ result: { ticket } })
    expect(s.status(ticket)).toBe('serving')
    const log = logOf(s)
    expect(JSON.stringify(log)).toContain('"reprint-requested"')
    expect(audit(log)).toEqual([])
  })

  it('P12 is refused before the visitor is here, after, and at another window', () => {
    const s = new Scenario().openWindow('olena', '1').openWindow('taras', '2')
    s.register('Хтось')
    expect(refusalOf(s.desk('olena', { type: 'reprint-serving', window: '1' }))).toBe('not-serving')
    s.call('olena', '1')
    expect(refusalOf(s.desk('olena', { type: 'reprint-serving', window: '1' }))).toBe('not-serving')
    expectOk(s.desk('olena', { type: 'start-service', window: '1' }))
    expect(refusalOf(s.desk('taras', { type: 'reprint-serving', window: '1' }))).toBe('not-your-window')
    expectOk(s.desk('olena', { type: 'finish-service', window: '1' }))
    expect(refusalOf(s.desk('olena', { type: 'reprint-serving', window: '1' }))).toBe('not-serving')
  })

  it('P12 is found out when the log says it was done for somebody who was only waiting', () => {
    const s = new Scenario().openWindow('olena', '1')
    s.register('Хтось')
    const waiting = ticketOf(s.register('Інша'))
    s.serve('olena', '1')
    expectOk(s.desk('olena', { type: 'reprint-serving', window: '1' }))
    expect(verdict(changed(logOf(s), 'reprint-requested', { number: waiting }))).toMatch(
      /^P12 at .*while it was waiting/,
    )
  })
})
