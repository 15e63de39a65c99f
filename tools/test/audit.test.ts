import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { hashRecord, type LogRecord } from '@cherha/event-log'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../audit/command.ts'
import { openLog } from '../audit/open-log.ts'
import { type AuditReport, damagedReport, runAudit } from '../audit/run-audit.ts'
import { DrivenHub } from './audit/driven-hub.ts'
import { anOfficeDay, office, type Ticket } from './audit/office-day.ts'
import { copied, type Entry, entriesOf, overwrite, put, rewrite, seqWhere, withDatabase } from './audit/tamper.ts'

const root = path.resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(path.join(tmpdir(), 'cherha-audit-'))
let file = ''
let tickets: Ticket[] = []
let copies = 0

beforeAll(async () => {
  ;({ file, tickets } = await anOfficeDay(path.join(folder, 'office')))
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A fresh copy of the day's log. */
function aCopy(): string {
  copies += 1
  return copied(file, path.join(folder, `copy-${copies}.db`))
}

function auditOf(log: string, ...witnesses: { seq: number; hash: string }[]): AuditReport {
  const reader = openLog(log)
  try {
    return runAudit(reader, witnesses)
  } finally {
    reader.close()
  }
}

/** Rule and seq of the first violation, `clean` when there is none. */
function verdict(log: string, ...witnesses: { seq: number; hash: string }[]): string {
  const { first } = auditOf(log, ...witnesses)
  return first === null ? 'clean' : `${first.rule} at ${first.seq}: ${first.sentence}`
}

/** The command, in this process. */
const command = (...args: readonly string[]) => audit(args)

/** The witness on a ticket: of its registration in the true log. */
function witnessOf({ seq }: Ticket): { seq: number; hash: string } {
  const hash = entriesOf(aCopy()).find((entry) => entry.seq === seq)?.hash ?? ''
  return { seq, hash: hash.slice(0, 8) }
}

const nthTicket = (n: number): Ticket => {
  const ticket = tickets.at(n)
  if (ticket === undefined) throw new Error('no such ticket')
  return ticket
}

describe('a whole day of a real hub', () => {
  it('L2 L3 is clean, and every ticket is a witness of it', () => {
    const report = auditOf(file, ...tickets.map(witnessOf))
    expect(report).toMatchObject({ verdict: 'clean', violationCount: 0, first: null, witnessGiven: true })
    expect(report.witnesses.map(({ result }) => result)).toEqual(tickets.map(() => 'fits'))
    expect(report.counts).toMatchObject({
      registrations: 19,
      transfers: 2,
      suspensions: 3,
      boots: 5,
      ends: { finished: 13, 'no-show': 1, mismatch: 1, withdrawn: 2, unserved: 2 },
    })
  })

  it('tells a person what was out of the printed order and why', () => {
    const day = auditOf(file).days.find(({ date }) => date === '2026-11-23')
    expect(day?.outOfOrder.map(({ number, other, rule }) => [number, other, rule])).toEqual([
      ['П-001', 'А-002', 'Q1'],
      ['А-006', 'А-005', 'Q3'],
      ['А-007', 'А-008', 'Q38'],
    ])
    expect(day?.suspensions).toMatchObject([
      { reason: 'alert', staff: 'olena' },
      { reason: 'outage', staff: null },
      { reason: 'outage', until: null },
    ])
    expect(day).toMatchObject({
      mismatches: { w1: 1 },
      transfers: { w1: 2 },
      onTime: { within: 15, of: 17 },
      unconfirmed: { voice: 18, timeout: 1 },
    })
    expect(day?.onTime.share).toBeCloseTo(15 / 17)
  })

  it('L7 changes nothing: the file is the same, byte for byte', () => {
    const copy = aCopy()
    const before = readFileSync(copy)
    expect(command(copy).code).toBe(0)
    expect(readFileSync(copy).equals(before)).toBe(true)
  })

  it('is a command with an exit code', () => {
    const started = (...args: string[]) =>
      spawnSync(process.execPath, ['tools/audit.ts', ...args], { cwd: root, encoding: 'utf8' })
    expect(started(file)).toMatchObject({ status: 0, stderr: '', stdout: command(file).out })
    expect(started(path.join(folder, 'missing.db'))).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^There is no file /),
    })
  })

  it('prints times as the office’s clock shows them, and says that no witness was given', () => {
    const { code, out } = command(file)
    expect(code).toBe(0)
    expect(out).toMatch(/^CLEAN: the chain is whole and every event keeps the rules\.$/m)
    expect(out).toContain('no witness given')
    expect(out).toMatch(/^Day 2026-11-23, opened 08:50:00, closed 23:55:00$/m)
    expect(out).toMatch(/09:22:00 window w1: П-001 of 09:22, beside А-002 of 09:20; Q1, priority by law/)
    expect(out).toMatch(/called within 15 minutes of their time: 15 of 17 \(88 %\)/)
    expect(out).not.toMatch(/Шевченко/)
  })

  it('prints one JSON object with --json', () => {
    const { seq, hash } = witnessOf(nthTicket(0))
    const { code, out } = command(file, '--json', '--witness', `${seq}:${hash}`)
    expect(code).toBe(0)
    expect(out.trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(out)).toMatchObject({ verdict: 'clean', witnesses: [{ seq, hash, result: 'fits' }], first: null })
  })

  it('L7 may be made while the hub writes, on the live file', async () => {
    const dataDir = path.join(folder, 'live')
    const hub = await DrivenHub.start(office, dataDir, Date.parse('2026-11-23T08:00:00Z'))
    try {
      const person = { surname: 'Їжак', givenName: 'Ада' }
      await hub.terminal({ type: 'register-current', service: 'service-1', language: 'uk', person })
      const live = path.join(dataDir, 'office.db')
      expect(auditOf(live)).toMatchObject({ verdict: 'clean', counts: { registrations: 1 } })
      expect(command(live).code).toBe(0)
      await hub.terminal({ type: 'register-current', service: 'service-2', language: 'uk', person })
      expect(auditOf(live)).toMatchObject({ verdict: 'clean', counts: { registrations: 2 } })
    } finally {
      await hub.stop()
    }
  })
})

it('C18 knows the clock of the office on the day it changes', async () => {
  const dataDir = path.join(folder, 'october')
  const hub = await DrivenHub.start(office, dataDir, Date.parse('2026-10-23T08:00:00Z'))
  await hub.stop()
  const log = path.join(dataDir, 'office.db')
  const seq = seqWhere(log, (event) => event['type'] === 'plan-published' && event['date'] === '2026-10-25')
  expect(entriesOf(log)[seq - 1]?.event['clock']).toMatchObject({ change: { shiftMinutes: -60 } })
  expect(verdict(log)).toBe('clean')
  rewrite(log, (entries) =>
    entries.map((entry, index) => {
      if (index + 1 !== seq) return entry
      const { change: _change, ...clock } = entry.event['clock'] as { change?: unknown }
      return { ...entry, event: { ...entry.event, clock } }
    }),
  )
  expect(verdict(log)).toMatch(new RegExp(`^C18 at ${seq}: `))
})

describe('tampering with the file', () => {
  const called = (event: Record<string, unknown>) => event['type'] === 'ticket-called' && event['number'] === 'П-001'

  it('L2 names the event whose bytes were flipped', () => {
    const copy = aCopy()
    const seq = seqWhere(copy, (event) => event['type'] === 'mismatch')
    // the bytes of the file itself: SQLite notices nothing
    overwrite(copy, '"reason":"name"', (bytes, at) => bytes.write('"reason":"mame"', at))
    expect(verdict(copy)).toMatch(new RegExp(`^L2 at ${seq}: .*content is not what was written`))
    expect(command(copy)).toMatchObject({ code: 1, out: expect.stringContaining(`VIOLATION at event ${seq}, rule L2`) })
  })

  it('L2 names an event that was changed, in its content or in its times', () => {
    for (const change of [`event = replace(event, 'П-001', 'П-002')`, 'at = at + 1', 'mono = mono + 1']) {
      const copy = aCopy()
      const seq = seqWhere(copy, called)
      withDatabase(copy, (db) => db.prepare(`UPDATE record SET ${change} WHERE seq = ?`).run(seq))
      expect(verdict(copy)).toMatch(new RegExp(`^L2 at ${seq}: `))
    }
  })

  it('L1 names a deleted event, L2 one deleted with the rest moved up', () => {
    const copy = aCopy()
    const seq = seqWhere(copy, called)
    withDatabase(copy, (db) => db.prepare('DELETE FROM record WHERE seq = ?').run(seq))
    expect(verdict(copy)).toMatch(new RegExp(`^L1 at ${seq}: `))
    withDatabase(copy, (db) =>
      db.exec(`UPDATE record SET seq = -seq WHERE seq > ${seq}; UPDATE record SET seq = -seq - 1 WHERE seq < 0`),
    )
    expect(verdict(copy)).toMatch(new RegExp(`^L2 at ${seq}: .*does not follow`))
  })

  it('L2 names the event after an inserted one, whose own hash is right', () => {
    const copy = aCopy()
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
    const copy = aCopy()
    const seq = seqWhere(copy, called)
    withDatabase(copy, (db) =>
      db.exec(`UPDATE record SET seq = -1 WHERE seq = ${seq}; UPDATE record SET seq = ${seq} WHERE seq = ${seq + 1};
               UPDATE record SET seq = ${seq + 1} WHERE seq = -1`),
    )
    expect(verdict(copy)).toMatch(new RegExp(`^L2 at ${seq}: `))
  })

  it('L2 names an event that cannot be read, and a damaged page by the first event on it', () => {
    const unreadable = aCopy()
    withDatabase(unreadable, (db) => db.prepare(`UPDATE record SET event = '{' WHERE seq = 40`).run())
    expect(verdict(unreadable)).toMatch(/^L2 at 40: .*cannot be read/)

    const damaged = aCopy()
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
    const copy = aCopy()
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
    const copy = aCopy()
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
    const copy = aCopy()
    rewrite(copy, bend)
    const report = auditOf(copy)
    expect(report.head.seq).toBe(entriesOf(copy).length)
    return report.first === null ? 'clean' : `${report.first.rule} at ${report.first.seq}: ${report.first.sentence}`
  }

  it('is clean when nothing was changed: the rewriting itself is right', () => {
    expect(rewritten((entries) => entries)).toBe('clean')
  })

  it('Q1 names a call out of policy', () => {
    const seq = seqWhere(aCopy(), (event) => event['type'] === 'ticket-called' && event['number'] === 'П-001')
    const bent = rewritten((entries) =>
      entries.map((entry, index) =>
        index + 1 === seq ? { ...entry, event: { ...entry.event, number: 'А-002' } } : entry,
      ),
    )
    expect(bent).toBe(`Q1 at ${seq}: А-002 of 09:20 was called at window w1, and П-001 of 09:22 was next`)
  })

  it('Q14 names a no-show before its time', () => {
    const seq = seqWhere(aCopy(), (event) => event['type'] === 'no-show')
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
    const seq = seqWhere(aCopy(), (event) => event['type'] === 'registered')
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
    const seq = seqWhere(aCopy(), (event) => event['type'] === 'registered' && event['number'] === 'А-005')
    const bent = rewritten((entries) => {
      const { event, at, mono } = entries[seq - 1] ?? { event: {}, at: 0, mono: 0 }
      const sealed = { ...(event['sealed'] as object), fingerprint: '0'.repeat(64) }
      return entries.toSpliced(seq, 0, { at, mono, event: { ...event, sealed } })
    })
    expect(bent).toMatch(new RegExp(`^N3 at ${seq + 1}: the number А-005 of 2026-11-23 was sold twice`))
  })

  it('C21 names a registration after its place had expired', () => {
    const seq = seqWhere(aCopy(), (event) => event['type'] === 'registered' && event['number'] === 'А-010')
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
    const last = witnessOf(nthTicket(-1))
    const copy = aCopy()
    // from the last registration on: what is left makes sense
    withDatabase(copy, (db) => db.prepare('DELETE FROM record WHERE seq >= ?').run(last.seq))
    expect(verdict(copy)).toBe('clean')
    expect(verdict(copy, witnessOf(nthTicket(0)))).toBe('clean')
    expect(verdict(copy, last)).toMatch(new RegExp(`^L3 at ${last.seq}: .*its end was cut off`))
    const { code, out } = command(copy, '--witness', `${last.seq}·${last.hash}`)
    expect(code).toBe(1)
    expect(out).toContain(`Witness ${last.seq}·${last.hash}: is NOT in the log`)
  })

  it('L3 finds a log that was rewritten as a whole and keeps every rule', () => {
    const witness = witnessOf(nthTicket(-1))
    const copy = aCopy()
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

describe('input that cannot be used', () => {
  const sentence = /^[^\n]+\n$/

  it('is refused in one sentence with exit code 2: no file, a folder, another file, another database', () => {
    const other = path.join(folder, 'other.db')
    new Database(other).exec('CREATE TABLE t (a)').close()
    const impostor = path.join(folder, 'impostor.db')
    new Database(impostor)
      .exec(`PRAGMA application_id = ${0x43687268}; PRAGMA user_version = 1; CREATE TABLE t (a)`)
      .close()
    const empty = path.join(folder, 'empty.db')
    writeFileSync(empty, '')
    for (const wrong of [
      path.join(folder, 'missing.db'),
      folder,
      path.join(root, 'README.md'),
      other,
      impostor,
      empty,
    ]) {
      const { code, out, err } = command(wrong)
      expect([code, out], wrong).toEqual([2, ''])
      expect(err).toMatch(sentence)
    }
  })

  it('is refused in one sentence with exit code 2: a log of a newer version', () => {
    const copy = aCopy()
    withDatabase(copy, (db) => db.pragma('user_version = 2'))
    expect(command(copy, '--json')).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/newer program/) })
  })

  it('is refused in one sentence with exit code 2: options and witnesses that are none', () => {
    for (const args of [
      [],
      [file, file],
      [file, '--quick'],
      [file, '--witness', '12'],
      [file, '--witness', '0:12345678'],
      [file, '--witness'],
    ]) {
      const { code, out, err } = command(...args)
      expect([code, out], args.join(' ')).toEqual([2, ''])
      expect(err).toMatch(sentence)
    }
  })
})
