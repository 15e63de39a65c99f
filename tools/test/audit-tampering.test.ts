import { readFileSync, writeFileSync } from 'node:fs'
import { hashRecord, type LogRecord } from '@cherha/event-log'
import { describe, expect, it } from 'vitest'
import { damagedReport } from '../audit/run-audit.ts'
import { auditOf, command, dayUnderAudit, verdict } from './audit/day-under-audit.ts'
import { type Entry, entriesOf, overwrite, put, rewrite, seqWhere, withDatabase } from './audit/tamper.ts'

const day = dayUnderAudit()

describe('tampering with the file', () => {
  const called = (event: Record<string, unknown>) => event['type'] === 'ticket-called' && event['number'] === 'П-001'

  it('L2 names the event whose bytes were flipped', () => {
    const copy = day.aCopy()
    const seq = seqWhere(copy, (event) => event['type'] === 'mismatch')
    // the bytes of the file itself: SQLite notices nothing
    overwrite(copy, '"reason":"name"', (bytes, at) => bytes.write('"reason":"mame"', at))
    expect(verdict(copy)).toMatch(new RegExp(`^L2 at ${seq}: .*content is not what was written`))
    expect(command(copy)).toMatchObject({ code: 1, out: expect.stringContaining(`VIOLATION at event ${seq}, rule L2`) })
  })

  it('L2 names an event that was changed, in its content or in its times', () => {
    for (const change of [`event = replace(event, 'П-001', 'П-002')`, 'at = at + 1', 'mono = mono + 1']) {
      const copy = day.aCopy()
      const seq = seqWhere(copy, called)
      withDatabase(copy, (db) => db.prepare(`UPDATE record SET ${change} WHERE seq = ?`).run(seq))
      expect(verdict(copy)).toMatch(new RegExp(`^L2 at ${seq}: `))
    }
  })

  it('L1 names a deleted event, L2 one deleted with the rest moved up', () => {
    const copy = day.aCopy()
    const seq = seqWhere(copy, called)
    withDatabase(copy, (db) => db.prepare('DELETE FROM record WHERE seq = ?').run(seq))
    expect(verdict(copy)).toMatch(new RegExp(`^L1 at ${seq}: `))
    withDatabase(copy, (db) =>
      db.exec(`UPDATE record SET seq = -seq WHERE seq > ${seq}; UPDATE record SET seq = -seq - 1 WHERE seq < 0`),
    )
    expect(verdict(copy)).toMatch(new RegExp(`^L2 at ${seq}: .*does not follow`))
  })

  it('L2 names the event after an inserted one, whose own hash is right', () => {
    const copy = day.aCopy()
    const seq = seqWhere(copy, called)
    const before = entriesOf(copy)[seq - 2]
    withDatabase(copy, (db) => {
      db.exec(`UPDATE record SET seq = -seq WHERE seq >= ${seq}; UPDATE record SET seq = -seq + 1 WHERE seq < 0`)
      const event = { type: 'call-returned', window: 'w1', number: 'П-001', because: 'early' }
      const inserted = { seq, prev: before?.hash ?? '', at: before?.at ?? 0, mono: before?.mono ?? 0, event }
      put(db, { ...inserted, hash: hashRecord(inserted) } satisfies LogRecord)
    })
    const report = auditOf(copy)
    expect(report.first).toMatchObject({ rule: 'L2', seq: seq + 1 })
    expect(report.head.seq).toBe(seq)
  })

  it('L2 names the first of two events that changed places', () => {
    const copy = day.aCopy()
    const seq = seqWhere(copy, called)
    withDatabase(copy, (db) =>
      db.exec(`UPDATE record SET seq = -1 WHERE seq = ${seq}; UPDATE record SET seq = ${seq} WHERE seq = ${seq + 1};
               UPDATE record SET seq = ${seq + 1} WHERE seq = -1`),
    )
    expect(verdict(copy)).toMatch(new RegExp(`^L2 at ${seq}: `))
  })

  it('L2 names an event that cannot be read, and a damaged page by the first event on it', () => {
    const unreadable = day.aCopy()
    withDatabase(unreadable, (db) => db.prepare(`UPDATE record SET event = '{' WHERE seq = 40`).run())
    expect(verdict(unreadable)).toMatch(/^L2 at 40: .*cannot be read/)

    const damaged = day.aCopy()
    const pageSize = withDatabase(damaged, (db) => Number(db.pragma('page_size', { simple: true })))
    const seq = seqWhere(damaged, (event) => event['type'] === 'mismatch')
    overwrite(damaged, '"reason":"name"', (bytes, at) =>
      bytes.fill(0xff, at - (at % pageSize), at - (at % pageSize) + 64),
    )
    const report = auditOf(damaged)
    expect(report.first).toMatchObject({ rule: 'L2', sentence: expect.stringContaining('cannot be read') })
    expect(report.first?.seq).toBeLessThanOrEqual(seq)
    expect(report.first?.seq).toBeGreaterThan(1)
    expect(command(damaged).code).toBe(1)
  })

  it('L2 says of a log too damaged to be opened that nothing can be read', () => {
    const copy = day.aCopy()
    const bytes = readFileSync(copy)
    // the schema of the database: its first page behind the header
    bytes.fill(0xff, 100, 400)
    writeFileSync(copy, bytes)
    const { code, out } = command(copy, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ verdict: 'violation', first: { rule: 'L2', seq: 1 } })
    expect(damagedReport([{ seq: 3, hash: '00000000' }]).witnesses).toMatchObject([{ result: 'missing' }])
  })

  it('L2 names two events with one command', () => {
    const copy = day.aCopy()
    const twice = entriesOf(copy).filter(({ command: known }) => known !== undefined)[1]
    const first = entriesOf(copy).find(({ command: known }) => known !== undefined)
    withDatabase(copy, (db) => db.exec('DROP INDEX record_command'))
    rewrite(copy, (entries) =>
      entries.map((entry, index) =>
        index + 1 === twice?.seq && first?.command !== undefined ? { ...entry, command: first.command } : entry,
      ),
    )
    expect(verdict(copy)).toMatch(new RegExp(`^L2 at ${twice?.seq}: .*two events have the same one`))
  })
})

describe('a log rewritten with every hash right', () => {
  const isEvent = (entry: Entry, type: string, fields: object = {}): boolean =>
    entry.event['type'] === type && Object.entries(fields).every(([key, value]) => entry.event[key] === value)

  /** Rewrites the log and audits it: the chain is whole, the rules speak. */
  function rewritten(bend: (entries: Entry[]) => Entry[]): string {
    const copy = day.aCopy()
    rewrite(copy, bend)
    const report = auditOf(copy)
    expect(report.head.seq).toBe(entriesOf(copy).length)
    return report.first === null ? 'clean' : `${report.first.rule} at ${report.first.seq}: ${report.first.sentence}`
  }

  it('is clean when nothing was changed: the rewriting itself is right', () => {
    expect(rewritten((entries) => entries)).toBe('clean')
  })

  it('Q1 names a call out of policy', () => {
    const seq = seqWhere(day.aCopy(), (event) => event['type'] === 'ticket-called' && event['number'] === 'П-001')
    const bent = rewritten((entries) =>
      entries.map((entry, index) =>
        index + 1 === seq ? { ...entry, event: { ...entry.event, number: 'А-002' } } : entry,
      ),
    )
    expect(bent).toBe(`Q1 at ${seq}: А-002 of 09:20 was called at window w1, and П-001 of 09:22 was next`)
  })

  it('Q14 names a no-show before its time', () => {
    const seq = seqWhere(day.aCopy(), (event) => event['type'] === 'no-show')
    const bent = rewritten((entries) =>
      entries.map((entry, index) =>
        index + 1 === seq ? { ...entry, at: entry.at - 10_000, mono: entry.mono - 10_000 } : entry,
      ),
    )
    expect(bent).toBe(
      `Q14 at ${seq}: the call of А-005 ran out after 115.000 s of its clock; 120.000 s and 5 s of grace are due`,
    )
  })

  it('D1 names a name in an event, D5 one beside it', () => {
    const seq = seqWhere(day.aCopy(), (event) => event['type'] === 'registered')
    const name = 'Шевченко Олексій'
    const inEvent = rewritten((entries) =>
      entries.map((entry, index) =>
        index + 1 === seq ? { ...entry, event: { ...entry.event, person: name } } : entry,
      ),
    )
    expect(inEvent).toMatch(new RegExp(`^D1 at ${seq}: `))
    expect(inEvent).not.toContain('Шевченко')
    const beside = rewritten((entries) =>
      entries.map((entry, index) => {
        const result = { ...(entry.command?.result as object), person: name }
        return index + 1 === seq && entry.command ? { ...entry, command: { ...entry.command, result } } : entry
      }),
    )
    expect(beside).toMatch(new RegExp(`^D5 at ${seq}: `))
  })

  it('N3 names a number sold twice', () => {
    const seq = seqWhere(day.aCopy(), (event) => event['type'] === 'registered' && event['number'] === 'А-005')
    const bent = rewritten((entries) => {
      const sold = entries[seq - 1]
      if (sold === undefined) throw new Error('the log has no such event')
      const { event, at, mono } = sold
      const sealed = { ...(event['sealed'] as object), fingerprint: '0'.repeat(64) }
      return entries.toSpliced(seq, 0, { at, mono, event: { ...event, sealed } })
    })
    expect(bent).toMatch(new RegExp(`^N3 at ${seq + 1}: the number А-005 of 2026-11-23 was sold twice`))
  })

  it('C21 names a registration after its place had expired', () => {
    const seq = seqWhere(day.aCopy(), (event) => event['type'] === 'registered' && event['number'] === 'А-010')
    const bent = rewritten((entries) =>
      entries.map((entry, index) => {
        if (index + 1 !== seq) return entry
        // К-001 of 09:00 was never sold, and it is half past ten
        const { command: _command, ...rest } = entry
        return { ...rest, event: { ...entry.event, number: 'К-001', service: 'service-2' } }
      }),
    )
    expect(bent).toMatch(new RegExp(`^C21 at ${seq}: К-001 of 09:00 was sold after half its length had passed`))
  })

  it('Q50 names a visitor whose end was left out, Q32 a transfer to a window that does not serve the visitor', () => {
    const unserved = rewritten((entries) => entries.filter((entry) => !isEvent(entry, 'unserved', { number: 'К-024' })))
    expect(unserved).toMatch(/^Q50 at .*the registration К-024 had no end/)
    const bound = rewritten((entries) =>
      entries.map((entry) =>
        isEvent(entry, 'ticket-transferred') && 'window' in (entry.event['to'] as object)
          ? { ...entry, event: { ...entry.event, to: { window: 'w3' } } }
          : entry,
      ),
    )
    expect(bound).toMatch(/^Q32 at /)
  })
})

describe('witnesses', () => {
  it('L3 finds a cut end, which nothing else does', () => {
    const last = day.witnessOf(day.ticket(-1))
    const copy = day.aCopy()
    // from the last registration on: what is left makes sense
    withDatabase(copy, (db) => db.prepare('DELETE FROM record WHERE seq >= ?').run(last.seq))
    expect(verdict(copy)).toBe('clean')
    expect(verdict(copy, day.witnessOf(day.ticket(0)))).toBe('clean')
    expect(verdict(copy, last)).toMatch(new RegExp(`^L3 at ${last.seq}: .*its end was cut off`))
    const { code, out } = command(copy, '--witness', `${last.seq}·${last.hash}`)
    expect(code).toBe(1)
    expect(out).toContain(`Witness ${last.seq}·${last.hash}: is NOT in the log`)
  })

  it('L3 finds a log that was rewritten as a whole and keeps every rule', () => {
    const witness = day.witnessOf(day.ticket(-1))
    const copy = day.aCopy()
    rewrite(copy, (entries) =>
      entries.map((entry) =>
        entry.event['type'] === 'registered' ? { ...entry, event: { ...entry.event, language: 'en' } } : entry,
      ),
    )
    expect(verdict(copy)).toBe('clean')
    expect(command(copy).out).toContain('no witness given')
    expect(verdict(copy, witness)).toMatch(new RegExp(`^L3 at ${witness.seq}: .*the log was rewritten`))
    expect(command(copy, '--witness', `${witness.seq}:${witness.hash}`).code).toBe(1)
  })
})
