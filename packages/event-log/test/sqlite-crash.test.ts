import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LogLockedError, openSqliteLog, type SqliteLog, verifyLog } from '../src/index.ts'
import { aFolder } from './sqlite-files.ts'

const CHILD = join(import.meta.dirname, 'append-child.ts')

let folder: ReturnType<typeof aFolder>
beforeEach(() => {
  folder = aFolder()
})
afterEach(() => folder.remove())

/** Runs the appending process to its end; `onLine` gets what it says, and may kill it. */
async function run(
  command: string,
  args: readonly string[],
  onLine: (line: string, kill: () => void) => void,
): Promise<NodeJS.Signals | null> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => onLine(line, () => child.kill('SIGKILL')))
  const drained = once(lines, 'close')
  const [[, signal]] = await Promise.all([once(child, 'exit'), drained])
  return signal
}

function expectWholeBatches(log: SqliteLog): void {
  const [last] = log.read(log.head().seq - 1, 1)
  expect(last?.event).toMatchObject({ last: log.head().seq })
}

it('a writer killed in the middle of appends loses nothing it acknowledged, ten times over', async () => {
  const acknowledged = new Map<number, string>()
  for (let round = 0; round < 10; round++) {
    let acks = 0
    const enough = 5 + round * 13
    const signal = await run(process.execPath, [CHILD, folder.file], (line, kill) => {
      const [word, seq, hash = ''] = line.split(' ')
      if (word !== 'ack') return
      acknowledged.set(Number(seq), hash)
      // The child goes on appending while the signal is under way; what it still says counts.
      if (++acks === enough) kill()
    })
    expect(signal).toBe('SIGKILL')
    expect(acks).toBeGreaterThanOrEqual(enough)

    const log = openSqliteLog(folder.file, { verify: round % 2 === 0 ? 'whole' : 'tail' })
    expect(verifyLog(log).ok).toBe(true)
    const records = new Map(log.read(0, 100_000).map((record) => [record.seq, record.hash]))
    for (const [seq, hash] of acknowledged) expect([seq, records.get(seq)]).toEqual([seq, hash])
    expectWholeBatches(log)
    log.close()
  }
})

it('a log in use by another process is refused, and free as soon as that process is killed', async () => {
  let refused: unknown = null
  await run(process.execPath, [CHILD, folder.file], (line, kill) => {
    if (!line.startsWith('ready')) return
    try {
      openSqliteLog(folder.file, { busyTimeoutMs: 0 }).close()
    } catch (error) {
      refused = error
    }
    kill()
  })
  expect(refused).toBeInstanceOf(LogLockedError)
  openSqliteLog(folder.file, { busyTimeoutMs: 0 }).close()
})

it('a disk that takes no more refuses the append, and what was acknowledged is there', async () => {
  const said: string[] = []
  // No file may grow beyond the limit: writing fails as it does on a full disk, in the middle of a commit.
  const script = 'ulimit -f 300; exec "$0" "$1" "$2"'
  const signal = await run('/bin/sh', ['-c', script, process.execPath, CHILD, folder.file], (line) => said.push(line))
  expect(signal).toBeNull()
  const acks = said.filter((line) => line.startsWith('ack'))
  const [, seq, hash] = acks.at(-1)?.split(' ') ?? []
  expect(acks.length).toBeGreaterThan(3)
  expect(said.at(-1)).toBe(`full ${seq} ${hash} 0`)

  const log = openSqliteLog(folder.file, { verify: 'whole' })
  expect(log.head()).toEqual({ seq: Number(seq), hash })
  expectWholeBatches(log)
  log.append([{ at: 1, mono: 1, event: { type: 'day-closed' } }])
  log.close()
})
