// Run as a process of its own: a hub does fifty commands one after the other and is killed, so that what it wrote lies in
// the write-ahead log as it was written. Arguments: folder, and what happens to the log after half of them: `goes-on`;
// `closed`: closed and opened again; `checkpointed`: a stranger moves everything into the file, and SQLite begins to write
// over the old frames.
// One line for each commit, `append SEQ HASH` or `snapshot`, and `base SEQ HASH` for what is in the file from then on.
import { writeSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { type EventLog, openSqliteLog } from '@cherha/event-log'
import { clerk, commandId, crashOffice, registrationOf, startCore, terminal } from './office-core.ts'

const [dir = '', half = 'goes-on'] = process.argv.slice(2)
const file = path.join(dir, 'office.db')
const run = '0000f1f7'
const config = crashOffice(1)

function told(log: EventLog): EventLog {
  return {
    ...log,
    append(records) {
      const stored = log.append(records)
      const last = stored.at(-1)
      if (last !== undefined) writeSync(1, `append ${last.seq} ${last.hash}\n`)
      return stored
    },
    saveSnapshot(snapshot) {
      log.saveSnapshot(snapshot)
      writeSync(1, 'snapshot\n')
    },
  }
}

let log = openSqliteLog(file)
let core = await startCore({ dir, config, log: told(log) })
const atTheDesk = ['call-next', 'confirm-voice-call', 'start-service', 'finish-service']

async function work(from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1) {
    const asClerk = { type: atTheDesk[(n >> 1) % 4], commandId: commandId(run, n), window: 'w1' }
    const answer = await (n % 2 === 0 ? core.run(terminal, registrationOf(n, run)) : core.run(clerk, asClerk))
    if (!answer.ok) throw new Error(`command ${n} was refused: ${answer.refusal.code}`)
  }
}

/** From here on everything so far is in the file itself. */
const base = (): void => void writeSync(1, `base ${log.head().seq} ${log.head().hash}\n`)

await core.run(clerk, { type: 'open-window', commandId: commandId(run, 1_000), window: 'w1' })
await work(0, 25)
if (half === 'closed') {
  log.close()
  log = openSqliteLog(file)
  base()
  core = await startCore({ dir, config, log: told(log) })
}
if (half === 'checkpointed') {
  const stranger = new Database(file)
  stranger.pragma('wal_checkpoint(RESTART)')
  stranger.close()
  base()
}
await work(25, 50)
process.kill(process.pid, 'SIGKILL')
