// Prints what one append costs beside a raw one-row insert of the same bytes, and what opening costs.
// node packages/event-log/test/measure-append.ts
import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { canonicalJson, type NewRecord, openSqliteLog, sha256 } from '../src/index.ts'
import { aFolder } from './sqlite-files.ts'

const ROUNDS = 9
const PER_ROUND = 300

function record(n: number): NewRecord {
  const sealed = { box: 'x'.repeat(260), fingerprint: 'a'.repeat(64) }
  const event = { type: 'registered', date: '2026-12-01', number: `А-${n}`, service: 'passport', sold: 0, sealed }
  return {
    at: 1770000000000 + n,
    mono: n + 0.5,
    event,
    command: { id: `${sha256(String(n))}`, hash: 'b'.repeat(64), result: {} },
  }
}

function microseconds(count: number, work: (n: number) => void): number {
  const start = performance.now()
  for (let n = 0; n < count; n++) work(n)
  return ((performance.now() - start) / count) * 1000
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

const folder = aFolder()
const log = openSqliteLog(folder.file)
const raw = new Database(`${folder.path}/raw.db`)
raw.pragma('journal_mode = WAL')
raw.pragma('synchronous = FULL')
raw.exec('CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)')
const insert = raw.prepare('INSERT INTO row (text) VALUES (?)')
const bytes = canonicalJson(record(0)) + 'h'.repeat(128)

const costs = { append: [] as number[], raw: [] as number[], batch: [] as number[] }
let n = 0
for (let round = 0; round < ROUNDS; round++) {
  costs.raw.push(microseconds(PER_ROUND, () => insert.run(bytes)))
  costs.append.push(microseconds(PER_ROUND, () => log.append([record(n++)])))
  costs.batch.push(microseconds(PER_ROUND / 10, () => log.append(Array.from({ length: 10 }, () => record(n++)))))
}
const canonical = microseconds(50_000, () => canonicalJson(record(1).event))
const state = { tickets: Array.from({ length: 2000 }, (_, i) => record(i).event) }
const snapshot = microseconds(5, () => log.saveSnapshot({ version: 1, ...log.head(), state }))
const tail = microseconds(5, () => {
  log.close()
  openSqliteLog(folder.file).close()
})
const whole = microseconds(5, () => openSqliteLog(folder.file, { verify: 'whole' }).close())
raw.close()
rmSync(folder.path, { recursive: true, force: true })

const print = (what: string, value: number) => console.log(`${what.padEnd(44)} ${value.toFixed(1).padStart(10)} µs`)
print('raw one-row insert, WAL, FULL', median(costs.raw))
print('append of one record', median(costs.append))
print('append of ten records, each', median(costs.batch) / 10)
print(`canonical JSON of ${canonicalJson(record(1).event).length} characters`, canonical)
print(`snapshot of ${(canonicalJson(state).length / 1e6).toFixed(1)} MB`, snapshot)
print(`opening ${n} records, snapshot at the head`, tail)
print(`opening ${n} records, whole chain`, whole)
