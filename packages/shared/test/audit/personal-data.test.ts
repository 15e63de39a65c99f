import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { type AuditedEvent, createAuditor } from '../../src/audit/index.ts'
import type { QueueEvent } from '../../src/queue/index.ts'
import { Scenario } from '../queue/scenario.ts'
import { changed, type Log as AuditedLog, logOf, renumbered, sealed, verdict } from './bend.ts'

const registration = (): AuditedLog => {
  const s = new Scenario()
  s.register('перша')
  return logOf(s)
}

const last = (log: AuditedLog): AuditedLog[number] => {
  const recorded = log.at(-1)
  if (recorded === undefined) throw new Error('the log is empty')
  return recorded
}

describe('the form of events', () => {
  it('D1 names a name in any field of an event, and does not repeat it', () => {
    const name = 'Шевченко Олексій'
    const log = registration()
    const bent = [
      { note: name },
      { session: name },
      { device: name },
      { sealed: { ...sealed({ fingerprint: 'х' }), name } },
      { sealed: { ...sealed({ fingerprint: 'х' }), box: name } },
      { sealed: { ...sealed({ fingerprint: 'х' }), fingerprint: name } },
      { [name]: 1 },
    ]
    for (const edit of bent) {
      const found = verdict(changed(log, 'registered', edit as Partial<QueueEvent & { type: 'registered' }>))
      expect(found).toMatch(/^D1 at .*words in the clear/)
      expect(found).not.toMatch(/Шевченко/)
    }
  })

  it('D1 names a box that is no sealed box: a name in base64, or too short for one', () => {
    const log = registration()
    const { fingerprint } = sealed({ fingerprint: 'х' })
    const text = Buffer.from('Шевченко Олексій Миколайович, +380 67 123 45 67').toString('base64')
    for (const box of [text, 'AAAA', ''])
      expect(verdict(changed(log, 'registered', { sealed: { box, fingerprint } }))).toMatch(/^(D1|L4) at .*sealed\.box/)
  })

  it('L4 names an event of no known type, one without a field, one with a number more, and one at no moment', () => {
    const log = registration()
    const known = last(log)
    const bend = (event: unknown): string => verdict([...log.slice(0, -1), { ...known, event }])
    expect(bend({ type: 'ticket-jumped' })).toMatch(/^L4 at .*no known type/)
    expect(bend({ type: 'registered' })).toMatch(/^L4 at .*has not the form of one/)
    expect(bend({ ...known.event, weight: 3 })).toMatch(/^(L4|D1) at /)
    expect(bend(null)).toMatch(/^L4 at /)
    expect(verdict(log.map((one) => ({ ...one, time: { at: 1e300, mono: 1 } })))).toMatch(/^L4 at .*no moment/)
  })

  it('L4 goes on with the next event after one it cannot read', () => {
    const log = registration()
    const bent = renumbered<AuditedEvent>([
      ...log.slice(0, -1),
      { ...last(log), event: { type: 'unknown' } },
      last(log),
    ])
    const auditor = createAuditor()
    expect(bent.flatMap((recorded) => auditor.see(recorded)).map(({ rule }) => rule)).toEqual(['L4'])
    expect(auditor.counts.registrations).toBe(1)
  })

  it('D5 names a name or a code in the answer kept with a command', () => {
    const log = registration()
    const judge = (result: unknown) => {
      const auditor = createAuditor()
      return log.flatMap((recorded, index) =>
        auditor.see(index === log.length - 1 ? { ...recorded, command: { result } } : recorded),
      )
    }
    const result = { ticket: 'А-001', date: '2026-03-05', time: '09:00', service: 'permanent', printedSeq: 7, sold: 1 }
    expect(judge(result)).toEqual([])
    expect(judge({ ...result, surname: 'Шевченко' })[0]).toMatchObject({ rule: 'D5' })
    expect(judge({ ...result, code: 'K7QF2M9X' })[0]).toMatchObject({ rule: 'D5' })
  })
})
