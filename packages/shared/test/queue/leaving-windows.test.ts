import { describe, expect, it } from 'vitest'
import type { OfficeConfig } from '../../src/protocol/index.ts'
import { asConfigured, boardView, deskView } from '../../src/queue/index.ts'
import { audit, brokenRules, changed, logOf } from '../audit/bend.ts'
import { expectOk, office, refusalOf, Scenario, ticketOf } from './scenario.ts'

/** The office without its first window. */
const smaller: OfficeConfig = { ...office, windows: office.windows.filter(({ id }) => id !== '1') }
const without1 = { type: 'configure-office', config: smaller } as const
const at1 = { window: '1' }
const windowsOf = (s: Scenario) => s.state.config?.windows.map(({ id, services }) => [id, services.length])

describe('a window that leaves the configuration', () => {
  it('Q46 is gone at once when nobody works there', () => {
    const s = new Scenario()
    s.tell(without1)
    expect(s.state.config).toEqual(smaller)
    expect(refusalOf(s.desk('olena', { type: 'open-window', ...at1 }))).toBe('unknown-window')
  })

  it('Q46 finishes whom it serves, calls nobody else, and is gone when it closes', () => {
    const s = new Scenario().openWindow('olena', '1').openWindow('taras', '2')
    const ticket = ticketOf(s.register('перша'))
    s.register('друга')
    s.serve('olena', '1')
    s.tell(without1)
    expect(windowsOf(s)).toEqual([
      ['2', 1],
      ['3', 1],
      ['1', 0],
    ])
    const view = deskView(s.state, s.now, 's-olena', 'olena', () => null)
    expect(view).toMatchObject({ window: '1', state: 'serving', ticket: { number: ticket }, waiting: {} })
    expect(boardView(s.state, s.now).serving).toEqual([{ ticket, window: '1' }])
    expectOk(s.desk('olena', { type: 'finish-service', ...at1 }))
    expect(refusalOf(s.desk('olena', { type: 'call-next', ...at1 }))).toBe('nobody-waiting')
    expectOk(s.desk('olena', { type: 'close-window', ...at1 }))
    expect(s.state.config).toEqual(smaller)
    expect(refusalOf(s.desk('olena', { type: 'open-window', ...at1 }))).toBe('unknown-window')
    expect(audit(logOf(s))).toEqual([])
  })

  it('Q46 lets the called one come or miss the call, and the held one be served', () => {
    const s = new Scenario().openWindow('olena', '1')
    const held = ticketOf(s.register('перша'))
    const called = ticketOf(s.register('друга'))
    s.serve('olena', '1')
    expectOk(s.desk('olena', { type: 'hold', ...at1, reason: 'documents' }))
    s.call('olena', '1')
    s.tell(without1)
    expectOk(s.desk('olena', { type: 'start-service', ...at1 }))
    expectOk(s.desk('olena', { type: 'finish-service', ...at1 }))
    expectOk(s.desk('olena', { type: 'resume-held', ...at1 }))
    expectOk(s.desk('olena', { type: 'finish-service', ...at1 }))
    expect([s.status(held), s.status(called)]).toEqual(['finished', 'finished'])
    expect(audit(logOf(s))).toEqual([])
  })

  it('Q46 is sent nobody, and serves who was sent there before', () => {
    const s = new Scenario().openWindow('olena', '1').openWindow('taras', '2')
    const sent = ticketOf(s.register('перша'))
    s.serve('taras', '2')
    expectOk(s.desk('taras', { type: 'transfer', window: '2', toWindow: '1', reason: 'specialist' }))
    s.register('друга')
    s.serve('taras', '2')
    s.tell(without1)
    const again = s.desk('taras', { type: 'transfer', window: '2', toWindow: '1', reason: 'specialist' })
    expect(refusalOf(again)).toBe('service-not-at-window')
    s.call('olena', '1')
    expect(s.status(sent)).toBe('called')
    expect(audit(logOf(s))).toEqual([])
  })

  it('Q46 is taken back by its clerk whose desk died, and by nobody else', () => {
    const s = new Scenario().openWindow('olena', '1')
    const ticket = ticketOf(s.register('перша'))
    s.serve('olena', '1')
    s.tell(without1)
    s.tell({ type: 'disconnect-desk', session: 's-olena' })
    expect(refusalOf(s.desk('taras', { type: 'open-window', ...at1 }))).toBe('window-in-use')
    s.tell({ type: 'connect-desk', session: 's-new' })
    const actor = { kind: 'desk', session: 's-new', staff: 'olena', role: 'clerk' } as const
    expectOk(s.tell({ type: 'open-window', ...at1, actor }))
    expectOk(s.tell({ type: 'finish-service', ...at1, actor }))
    expect(s.status(ticket)).toBe('finished')
    const log = logOf(s)
    expect(audit(log)).toEqual([])
    expect(brokenRules(changed(log, 'window-opened', { window: '9' }))).toContain('Q39')
  })

  it('Q46 that is configured again works as before', () => {
    const s = new Scenario().openWindow('olena', '1')
    s.tell(without1)
    s.tell({ type: 'configure-office', config: office })
    expect(s.state.config).toEqual(office)
    s.register('перша')
    s.call('olena', '1')
    expect(audit(logOf(s))).toEqual([])
  })

  it('Q46 does not make the configuration look changed', () => {
    const s = new Scenario().openWindow('olena', '1')
    s.tell(without1)
    expect(s.state.config).not.toEqual(smaller)
    expect(asConfigured(s.state.config)).toEqual(smaller)
    expect(asConfigured(office)).toBe(office)
    expect(asConfigured(null)).toBeNull()
  })
})
