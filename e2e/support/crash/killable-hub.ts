// Run as a process of its own: intake, keys, engine and log of a hub, working for its clerk and its visitors until it is
// killed. Arguments: folder, where it kills itself (`random`: it is killed from outside), at which visit of that place,
// the first visitor's number, and the numbers of visitors who did not get an answer and send again.
// One line for each answer, written before anything else happens: `ack COMMAND SEQ TICKET`.
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import path from 'node:path'
import { type EventLog, openSqliteLog } from '@cherha/event-log'
import type { Caller, KeyFile } from '@cherha/office-hub/core'
import { type Boundary, isBoundary } from './boundaries.ts'
import { clerk, crashOffice, registrationOf, startCore, terminal } from './office-core.ts'

const [dir = '', where = '', visit = '1', first = '0', again = ''] = process.argv.slice(2)
const run = '0000c0de'
let visitsLeft = Number(visit)

function pass(boundary: Boundary): void {
  if (boundary !== where || --visitsLeft > 0) return
  process.kill(process.pid, 'SIGKILL')
}

function instrumented(log: EventLog): EventLog {
  return {
    ...log,
    append(records) {
      pass('before append')
      const stored = log.append(records)
      pass('after append')
      return stored
    },
    saveSnapshot(snapshot) {
      pass('before snapshot')
      log.saveSnapshot(snapshot)
      pass('after snapshot')
    },
    read(after, limit) {
      const records = log.read(after, limit)
      pass('after fold')
      return records
    },
  }
}

function instrumentedKeys(keys: KeyFile): KeyFile {
  return {
    ...keys,
    ensureDay(date) {
      if (keys.day(date) !== null) return keys.ensureDay(date)
      pass('before key')
      const key = keys.ensureDay(date)
      pass('after key')
      return key
    },
  }
}

if (where !== 'random' && !isBoundary(where)) throw new Error(`no such place: ${where}`)
pass('before open')
const log = openSqliteLog(path.join(dir, 'office.db'))
pass('after open')
const core = await startCore({ dir, config: crashOffice(4), log: instrumented(log), keys: instrumentedKeys })
pass('after boot')
writeSync(1, `ready ${log.head().seq}\n`)

async function send(caller: Caller, body: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await core.run(caller, body)
  pass('before answer')
  if (answer.ok)
    writeSync(1, `ack ${String(body['commandId'])} ${answer.seq} ${String(answer.result['ticket'] ?? '-')}\n`)
  pass('after answer')
}
const asClerk = (type: string): Promise<void> => send(clerk, { type, commandId: randomUUID(), window: 'w1' })
const register = (n: number): Promise<void> => {
  writeSync(1, `sent ${n}\n`)
  return send(terminal, registrationOf(n, run))
}

await Promise.all(again === '' ? [] : again.split(',').map((n) => register(Number(n))))
await asClerk('open-window')
const everything = ['call-next', 'confirm-voice-call', 'start-service', 'finish-service']
for (let n = Number(first); ; n += 3) {
  await Promise.all([register(n), register(n + 1), register(n + 2), asClerk(everything[(n / 3) % 4] ?? 'call-next')])
}
