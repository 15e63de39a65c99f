import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { auditOf, command, dayUnderAudit, verdict } from './audit/day-under-audit.ts'
import { DrivenHub } from './audit/driven-hub.ts'
import { office } from './audit/office-day.ts'
import { entriesOf, rewrite, seqWhere, withDatabase } from './audit/tamper.ts'

const root = path.resolve(import.meta.dirname, '../..')
const day = dayUnderAudit()

describe('a whole day of a real hub', () => {
  it('L2 L3 is clean, and every ticket is a witness of it', () => {
    const report = auditOf(day.file, ...day.tickets.map(day.witnessOf))
    expect(report).toMatchObject({ verdict: 'clean', violationCount: 0, first: null, witnessGiven: true })
    expect(report.witnesses.map(({ result }) => result)).toEqual(day.tickets.map(() => 'fits'))
    expect(report.counts).toMatchObject({
      registrations: 19,
      transfers: 2,
      suspensions: 3,
      boots: 5,
      ends: { finished: 13, 'no-show': 1, mismatch: 1, withdrawn: 2, unserved: 2 },
    })
  })

  it('tells a person what was out of the printed order and why', () => {
    const monday = auditOf(day.file).days.find(({ date }) => date === '2026-11-23')
    expect(monday?.outOfOrder.map(({ number, other, rule }) => [number, other, rule])).toEqual([
      ['П-001', 'А-002', 'Q1'],
      ['А-006', 'А-005', 'Q3'],
      ['А-007', 'А-008', 'Q38'],
    ])
    expect(monday?.suspensions).toMatchObject([
      { reason: 'alert', staff: 'olena' },
      { reason: 'outage', staff: null },
      { reason: 'outage', until: null },
    ])
    expect(monday).toMatchObject({
      mismatches: { w1: 1 },
      transfers: { w1: 2 },
      onTime: { within: 15, of: 17 },
      unconfirmed: { voice: 18, timeout: 1 },
    })
    expect(monday?.onTime.share).toBeCloseTo(15 / 17)
  })

  it('L7 changes nothing: the file is the same, byte for byte', () => {
    const copy = day.aCopy()
    const before = readFileSync(copy)
    expect(command(copy).code).toBe(0)
    expect(readFileSync(copy).equals(before)).toBe(true)
  })

  it('is a command with an exit code', () => {
    const started = (...args: string[]) =>
      spawnSync(process.execPath, ['tools/audit.ts', ...args], { cwd: root, encoding: 'utf8' })
    expect(started(day.file)).toMatchObject({ status: 0, stderr: '', stdout: command(day.file).out })
    expect(started(path.join(day.folder, 'missing.db'))).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^There is no file /),
    })
  })

  it('prints times as the office’s clock shows them, and says that no witness was given', () => {
    const { code, out } = command(day.file)
    expect(code).toBe(0)
    expect(out).toMatch(/^CLEAN: the chain is whole and every event keeps the rules\.$/m)
    expect(out).toContain('no witness given')
    expect(out).toMatch(/^Day 2026-11-23, opened 08:50:00, closed 23:55:00$/m)
    expect(out).toMatch(/09:22:00 window w1: П-001 of 09:22, beside А-002 of 09:20; Q1, priority by law/)
    expect(out).toMatch(/called within 15 minutes of their time: 15 of 17 \(88 %\)/)
    expect(out).not.toMatch(/Шевченко/)
  })

  it('prints one JSON object with --json', () => {
    const { seq, hash } = day.witnessOf(day.ticket(0))
    const { code, out } = command(day.file, '--json', '--witness', `${seq}:${hash}`)
    expect(code).toBe(0)
    expect(out.trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(out)).toMatchObject({ verdict: 'clean', witnesses: [{ seq, hash, result: 'fits' }], first: null })
  })

  it('L7 may be made while the hub writes, on the live file', async () => {
    const dataDir = path.join(day.folder, 'live')
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
  const dataDir = path.join(day.folder, 'october')
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

describe('input that cannot be used', () => {
  const sentence = /^[^\n]+\n$/

  it('is refused in one sentence with exit code 2: no file, a folder, another file, another database', () => {
    const other = path.join(day.folder, 'other.db')
    new Database(other).exec('CREATE TABLE t (a)').close()
    const impostor = path.join(day.folder, 'impostor.db')
    new Database(impostor)
      .exec(`PRAGMA application_id = ${0x43687268}; PRAGMA user_version = 1; CREATE TABLE t (a)`)
      .close()
    const empty = path.join(day.folder, 'empty.db')
    writeFileSync(empty, '')
    for (const wrong of [
      path.join(day.folder, 'missing.db'),
      day.folder,
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
    const copy = day.aCopy()
    withDatabase(copy, (db) => db.pragma('user_version = 2'))
    expect(command(copy, '--json')).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/newer program/) })
  })

  it('is refused in one sentence with exit code 2: options and witnesses that are none', () => {
    for (const args of [
      [],
      [day.file, day.file],
      [day.file, '--quick'],
      [day.file, '--witness', '12'],
      [day.file, '--witness', '0:12345678'],
      [day.file, '--witness'],
    ]) {
      const { code, out, err } = command(...args)
      expect([code, out], args.join(' ')).toEqual([2, ''])
      expect(err).toMatch(sentence)
    }
  })
})
