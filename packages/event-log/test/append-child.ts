// Run as a process of its own: appends to the log given until it is killed or the disk is full, and says after each
// append what was acknowledged (one line, written synchronously).
import { writeSync } from 'node:fs'
import { LogWriteError, openSqliteLog } from '../src/index.ts'
import { anEvent } from './records.ts'

const [file = ''] = process.argv.slice(2)
const log = openSqliteLog(file)
writeSync(1, `ready ${log.head().seq}\n`)
for (;;) {
  const first = log.head().seq + 1
  // One to three records at a time, each with the seq of its batch's last, so that half a batch would be seen.
  const size = 1 + (first % 3)
  const batch = Array.from({ length: size }, (_, i) => {
    const record = anEvent(first + i, i === 0 ? `c${first}` : undefined)
    return { ...record, event: { ...record.event, last: first + size - 1 } }
  })
  try {
    log.append(batch)
  } catch (error) {
    if (!(error instanceof LogWriteError)) throw error
    writeSync(1, `full ${log.head().seq} ${log.head().hash} ${log.read(log.head().seq, 10).length}\n`)
    break
  }
  const { seq, hash } = log.head()
  writeSync(1, `ack ${seq} ${hash}\n`)
  if (seq % 50 < size) log.saveSnapshot({ version: 1, seq, hash, state: { seq } })
}
