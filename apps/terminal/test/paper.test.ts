import type { TerminalView } from '@cherha/shared/protocol'
import { describe, expect, test } from 'vitest'
import type { Screen } from '../src/renderer/flow/flow.ts'
import { isPrinted, jobOf, needsPaper } from '../src/renderer/paper.ts'

type Printing = NonNullable<TerminalView['printing']>

const well: Printing = { answers: true, trouble: null, paperLow: false, jobs: [] }
const welcome: Screen = { is: 'welcome' }
const ticket = { ticket: 'А-015', date: '2026-11-23' }

describe('registration at the terminal', () => {
  test.each(['paper-out', 'cover-open', 'offline', 'error'] as const)(
    'P7 stops while the printer says %s',
    (trouble) => {
      expect(needsPaper({ printing: { ...well, trouble } }, welcome)).toBe(true)
      expect(
        needsPaper({ printing: { ...well, trouble } }, { is: 'services', path: 'today', priority: null, page: 0 }),
      ).toBe(true)
    },
  )

  test('P7 goes on when it prints, when it says nothing, and when there is none', () => {
    expect(needsPaper({ printing: well }, welcome)).toBe(false)
    expect(needsPaper({ printing: { ...well, paperLow: true } }, welcome)).toBe(false)
    expect(needsPaper({ printing: { ...well, answers: false, trouble: 'unreachable' } }, welcome)).toBe(false)
    expect(needsPaper({}, welcome)).toBe(false)
  })

  test('P7 does not stop whoever has a ticket', () => {
    const printing: Printing = { ...well, trouble: 'paper-out' }
    for (const screen of [
      { is: 'visit', wrong: null },
      { is: 'where' },
      {
        is: 'ticket',
        path: 'today',
        ticket: { ...ticket, time: '10:20', service: 's', code: '', printedSeq: 1 },
        sending: false,
        problem: null,
      },
    ] as const) {
      expect(needsPaper({ printing }, screen)).toBe(false)
    }
  })
})

describe('the ticket on the screen', () => {
  test('P4 is on paper when its own job says so, whatever the printer is like now', () => {
    const job = (status: Printing['jobs'][number]['status']) => ({
      printer: 'failed' as const,
      printing: { ...well, trouble: 'paper-out' as const, jobs: [{ ...ticket, status }] },
    })
    expect(['queued', 'printing', 'printed'].map((status) => isPrinted(job(status as 'queued'), ticket))).toEqual([
      true,
      true,
      true,
    ])
    expect(isPrinted(job('failed'), ticket)).toBe(false)
    expect(isPrinted(job('unconfirmed'), ticket)).toBe(false)
    expect(jobOf(job('unconfirmed'), { ...ticket, ticket: 'А-016' })).toBeNull()
  })

  test('P4 is taken to be on paper by the printer’s state where nothing is told of it', () => {
    expect(isPrinted({ printer: 'ok', printing: well }, ticket)).toBe(true)
    expect(isPrinted({ printer: 'failed' }, ticket)).toBe(false)
    expect(isPrinted({ printer: 'none' }, ticket)).toBe(false)
  })
})
