import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { asEvent, type NewRecord, openSqliteLog } from '@cherha/event-log'
import { anOffice } from '@cherha/testing'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { audit } from '../audit/command.ts'
import type { Comparison } from '../audit/compare.ts'
import { withDatabase } from './audit/tamper.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cherha-compare-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const morning = Date.parse('2026-11-23T08:00:00Z')
type Event = NewRecord['event']

const configured = asEvent({ type: 'office-configured', config: anOffice().config() })
const boot: Event = { type: 'hub-started' }
const epoch: Event = { type: 'epoch-began', epoch: 1, because: 'restored', from: 3 }
const sold = (number: string, by: string, sale = 1): Event => ({
  type: 'registered',
  date: '2026-11-23',
  number,
  service: 'service-1',
  sold: sale,
  channel: 'current',
  sealed: { iv: by, data: by },
})
const readmitted = (number: string, sale = 1): Event => ({
  type: 'readmitted',
  date: '2026-11-23',
  number,
  sold: sale,
  device: 'terminal-1',
})

function logOf(name: string, events: readonly Event[]): string {
  const file = path.join(folder, name)
  const log = openSqliteLog(file)
  log.append(events.map((event, index) => ({ at: morning + index * 60_000, mono: index, event })))
  log.close()
  return file
}

function compared(old: string, fresh: string): { code: number; found: Comparison } {
  const { code, out } = audit(['--compare', old, fresh, '--json'])
  return { code, found: JSON.parse(out) }
}

const shared = [configured, boot, sold('А-001', 'Ганна')]

it('R20 one log that is the beginning of the other has lost nothing', () => {
  const [old, fresh] = [logOf('old.db', shared), logOf('new.db', [...shared, epoch, sold('А-101', 'Іван')])]
  expect(compared(old, fresh)).toMatchObject({
    code: 0,
    found: { verdict: 'old-is-beginning', common: { seq: 3 }, new: { events: 2, epoch: 1 }, onlyInOld: [] },
  })
  expect(compared(fresh, old)).toMatchObject({ code: 0, found: { verdict: 'new-is-beginning' } })
  expect(compared(old, old)).toMatchObject({ code: 0, found: { verdict: 'same', office: { code: '6801' } } })
})

it('R20 two logs that part: where, and what became of each registration only the old one has', () => {
  const old = logOf('old.db', [
    ...shared,
    sold('А-002', 'Петро'),
    sold('А-003', 'Олена'),
    sold('А-004', 'Марко'),
    sold('А-005', 'booked online'),
  ])
  const fresh = logOf('new.db', [
    ...shared,
    epoch,
    readmitted('А-002'),
    sold('А-004', 'somebody else'),
    sold('А-005', 'booked online'),
    sold('А-003', 'the next visitor of the place', 2),
  ])
  const { code, found } = compared(old, fresh)
  expect(code).toBe(1)
  expect(found).toMatchObject({ verdict: 'parted', common: { seq: 3 }, old: { events: 4 }, new: { events: 5 } })
  expect(found.onlyInOld.map(({ seq, number, inNew }) => [seq, number, inNew])).toEqual([
    [4, 'А-002', 'readmitted'],
    [5, 'А-003', 'unknown'],
    [6, 'А-004', 'given-twice'],
  ])
})

it('R20 a person reads where they part, by the office’s clock', () => {
  const old = logOf('old.db', [...shared, sold('А-002', 'Петро')])
  const { code, out } = audit(['--compare', old, logOf('new.db', [...shared, epoch])])
  expect(code).toBe(1)
  expect(out).toMatch(/^They are the same up to event 3·[0-9a-f]{8} of 2026-11-23 10:02:00\.$/m)
  expect(out).toContain('PARTED')
  expect(out).toContain(
    'А-002 for 2026-11-23 (current, sale 1), event 4 of 2026-11-23 10:03:00: the new log knows nothing',
  )
})

it('logs of two offices have nothing in common', () => {
  const [old, fresh] = [logOf('old.db', [boot, ...shared]), logOf('new.db', shared)]
  expect(compared(old, fresh)).toMatchObject({ code: 1, found: { verdict: 'parted', common: { seq: 0 } } })
})

it('a damaged log is compared up to the damage, and the exit code says that it was not to the end', () => {
  const events = [...shared, sold('А-002', 'Петро'), sold('А-003', 'Олена')]
  const [old, fresh] = [logOf('old.db', events), logOf('new.db', shared)]
  withDatabase(old, (db) =>
    db.prepare("UPDATE record SET event = replace(event, 'А-003', 'А-009') WHERE seq = 5").run(),
  )
  expect(compared(old, fresh)).toMatchObject({
    code: 2,
    found: { verdict: 'new-is-beginning', old: { brokenAt: 5, head: 4 }, onlyInOld: [{ number: 'А-002' }] },
  })
})

it.for([
  ['one file', () => ['--compare', logOf('old.db', shared)]],
  ['three files', () => ['--compare', 'a', 'b', 'c']],
  ['a file that is no log', () => ['--compare', logOf('old.db', shared), text()]],
  ['a file that is missing', () => ['--compare', path.join(folder, 'missing.db'), logOf('new.db', shared)]],
  ['a witness', () => ['--compare', 'a', 'b', '--witness', '1:12345678']],
] as const)('%s is refused with one sentence', ([, args]) => {
  const { code, out, err } = audit(args())
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(/^[^\n]+\n$/)
})

function text(): string {
  const file = path.join(folder, 'notes.txt')
  writeFileSync(file, 'nothing')
  return file
}
