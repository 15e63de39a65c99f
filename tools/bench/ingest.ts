import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { canonicalJson, createMemoryLog, type LogRecord } from '@cherha/event-log'
import { type Database, openDatabase, openStores, systemClock } from '@cherha/queue-server'
import { memorySecrets, OfficeNode } from '@cherha/queue-server/core'
import { smallOffice } from './bench-office.ts'
import { anOfficeDay, firstRecords } from './office-days.ts'
import { interleaved, ratios, type Spread, spreadOf, timed } from './rounds.ts'
import type { Setting } from './run.ts'

const offices = 1_000
const eventsEach = 20
/** A visitor who is registered, called and served makes six. */
const eventsPerVisitor = 6
/** Batches the sockets hand over in one turn of the event loop. */
const batchesPerTurn = 20

/**
 * Milliseconds of `COPY` of 1,000 offices × 20 rows to those of the same events taken by the server: 1,000 texts as they
 * come from the hubs, each parsed, checked, chained, stored and folded by its own office, into the same table of the
 * embedded PostgreSQL. The copy is PostgreSQL's alone: it reads a file that lies ready, in one commit.
 */
export async function ingest({ folder, rounds, say }: Setting): Promise<Spread> {
  const database = await openDatabase({ dataDir: path.join(folder, 'server'), log: quiet })
  // PostgreSQL may run as another user, who cannot reach the folder
  const shared = mkdtempSync(path.join(tmpdir(), 'cherha-bench-'))
  chmodSync(shared, 0o755)
  try {
    const { opening, batches } = records(rounds + 1)
    const nodes = await openOffices(database, opening)
    say(`  ${offices} offices are open`)
    let taken = 0
    let copied = 0
    const file = path.join(shared, 'rows')
    const times = await interleaved(rounds, {
      ingest: () => ingestTime(nodes, batches[taken++] ?? []),
      copy: () => copyTime(database, file, copyText(batches[copied++] ?? [])),
    })
    for (const node of nodes) await node.close()
    const perSecond = (offices * eventsEach * 1_000) / spreadOf(times.ingest).median
    say(`  ${Math.round(perSecond)} events a second`)
    return spreadOf(ratios(times.copy, times.ingest))
  } finally {
    await database.close()
    rmSync(shared, { recursive: true })
  }
}

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

/** One office's log, cut into what is there before and what comes in each round: all offices have a day like this. */
function records(rounds: number): { opening: readonly LogRecord[]; batches: readonly (readonly LogRecord[])[] } {
  const visitors = Math.ceil((rounds * eventsEach) / eventsPerVisitor) + 1
  const busy = { office: smallOffice(visitors), visitors, served: visitors }
  const day = anOfficeDay(busy)
  const commands = (n: number) => `command-${n}`
  const log = createMemoryLog()
  const all = log.append(
    [...firstRecords(busy), ...day.records].map((record, n) =>
      record.command === undefined ? record : { ...record, command: { ...record.command, id: commands(n) } },
    ),
  )
  const start = all.length - day.records.length + day.opening
  const batches = Array.from({ length: rounds }, (_, round) =>
    all.slice(start + round * eventsEach, start + (round + 1) * eventsEach),
  )
  if (batches.some((batch) => batch.length < eventsEach)) throw new Error('the day is too short')
  return { opening: all.slice(0, start), batches }
}

async function openOffices(database: Database, opening: readonly LogRecord[]): Promise<OfficeNode[]> {
  const stores = openStores(database)
  const nodes = await Promise.all(
    codes('h').map((code) =>
      OfficeNode.open({
        code,
        inbox: stores.logOf(code, 'inbox'),
        copy: stores.logOf(code, 'copy'),
        secrets: memorySecrets(),
        clock: systemClock(),
        report: (message, cause) => {
          throw new Error(message, { cause })
        },
      }),
    ),
  )
  await ingestTime(nodes, opening)
  return nodes
}

async function ingestTime(nodes: readonly OfficeNode[], batch: readonly LogRecord[]): Promise<number> {
  const text = JSON.stringify(batch)
  return timed(async () => {
    const taken: Promise<void>[] = []
    for (const [n, node] of nodes.entries()) {
      if (n % batchesPerTurn === 0) await nextTurn()
      taken.push(take(node, text, batch.length))
    }
    await Promise.all(taken)
  })
}

async function take(node: OfficeNode, text: string, count: number): Promise<void> {
  const taken = await node.takeCopy(JSON.parse(text))
  if (taken.is !== 'advance' || taken.count !== count) throw new Error(`a batch was not taken: ${taken.is}`)
}

async function copyTime({ pool }: Database, file: string, text: string): Promise<number> {
  writeFileSync(file, text)
  chmodSync(file, 0o644)
  return timed(() =>
    pool.query(`COPY log_record (office, kind, seq, at, mono, event, command_id, command, prev, hash) FROM '${file}'`),
  )
}

/** The rows as the offices store them, in PostgreSQL's text format. */
function copyText(batch: readonly LogRecord[]): string {
  const rows = batch.map(({ seq, at, mono, event, command, prev, hash }) =>
    [
      seq,
      at,
      mono,
      escaped(canonicalJson(event)),
      command?.id ?? '\\N',
      command === undefined ? '\\N' : escaped(canonicalJson(command)),
      prev,
      hash,
    ].join('\t'),
  )
  return codes('c')
    .flatMap((code) => rows.map((row) => `${code}\tcopy\t${row}\n`))
    .join('')
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\')
}

function codes(letter: string): string[] {
  return Array.from({ length: offices }, (_, n) => `${letter}${String(n).padStart(3, '0')}`)
}
