import { describe, expect, it } from 'vitest'
import { decide, evolve, initialState, type QueueState, type TimedCommand } from '../../src/queue/index.ts'

const open = (): QueueState => ({ ...initialState(), today: '2026-03-05' })
const at = (seconds: number) => ({ at: Date.UTC(2026, 2, 5, 8) + seconds * 1000, mono: seconds * 1000 })

function run(state: QueueState, command: TimedCommand) {
  const decision = decide(state, command)
  if (decision.ok) for (const event of decision.events) evolve(state, { seq: state.seq + 1, time: command.now, event })
  return decision
}
const mark = (seconds: number, device = 'terminal-1', comment: string | null = null): TimedCommand => ({
  type: 'give-feedback',
  actor: { kind: 'device', device },
  rating: 4,
  comment,
  now: at(seconds),
})

describe('a mark at the terminal', () => {
  it('I18 is an event with the mark and the sealed comment, and names nobody', () => {
    expect(run(open(), mark(0, 'terminal-1', 'sealed'))).toEqual({
      ok: true,
      result: {},
      events: [{ type: 'feedback-given', date: '2026-03-05', rating: 4, comment: 'sealed', device: 'terminal-1' }],
    })
  })

  it('I20 is taken every 20 seconds from one terminal, from another at once, and only on an open day', () => {
    const state = open()
    expect(run(state, mark(0)).ok).toBe(true)
    expect(run(state, mark(19.9))).toEqual({ ok: false, refusal: { code: 'feedback-too-soon' } })
    expect(run(state, mark(19.9, 'terminal-2')).ok).toBe(true)
    expect(run(state, mark(20)).ok).toBe(true)
    expect(run(state, mark(-60)).ok, 'a clock that was set back').toBe(true)
    expect(run(initialState(), mark(0))).toEqual({ ok: false, refusal: { code: 'day-not-open' } })
  })
})

describe('somebody who helps at a terminal', () => {
  it('E15 is written down when the help begins and ends, once each, and nothing else changes', () => {
    const state = open()
    const before = structuredClone(state)
    const begin = (staff: string): TimedCommand => ({
      type: 'begin-assistance',
      device: 'terminal-1',
      staff,
      now: at(0),
    })
    const end: TimedCommand = { type: 'end-assistance', device: 'terminal-1', now: at(1) }
    const types = (command: TimedCommand): string[] => {
      const decision = run(state, command)
      return decision.ok ? decision.events.map(({ type }) => type) : []
    }
    expect(types(end)).toEqual([])
    expect(types(begin('ira'))).toEqual(['assistance-began'])
    expect(types(begin('ira'))).toEqual([])
    expect(types(begin('oleh'))).toEqual(['assistance-ended', 'assistance-began'])
    expect(state.assistance).toEqual({ 'terminal-1': 'oleh' })
    expect(types(end)).toEqual(['assistance-ended'])
    expect({ ...state, seq: 0, lastAt: 0 }).toEqual({ ...before, seq: 0, lastAt: 0 })
    expect(decide(state, mark(0)).ok).toBe(true)
  })
})
