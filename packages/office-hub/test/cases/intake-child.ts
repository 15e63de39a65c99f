// Run as a process of its own: writes notes and scans into an application of the folder given until it is killed, and
// says after each what was acknowledged (one line, written synchronously).
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { atDesk, casesOf, opened } from './folder-of-cases.ts'
import { aScan } from './intake-under-test.ts'

const [folder = ''] = process.argv.slice(2)
const { intake, drafts } = opened(await casesOf(folder))
const [known] = drafts.all()
const begun = known ?? intake.start(atDesk, { commandId: randomUUID(), service: 'service-1', track: 'standard' })
if (!('id' in begun)) throw new Error(JSON.stringify(begun))
const { id } = begun
writeSync(1, `case ${id}\n`)
// far more than it is given time for, and an end all the same
for (let n = 0; n < 1_500; n += 1) {
  const commandId = randomUUID()
  const { version } = drafts.get(id)?.folder.state ?? { version: 0 }
  const answer =
    n % 5 === 4
      ? await intake.addFile(
          atDesk,
          id,
          { commandId, name: `${commandId}.pdf`, document: null, stage: null },
          aScan(commandId),
        )
      : await intake.act(atDesk, id, { commandId, version, action: 'add-note', data: { text: commandId } })
  if (answer?.ok !== true) {
    writeSync(1, `full ${JSON.stringify(answer)}\n`)
    break
  }
  writeSync(1, `ack ${n % 5 === 4 ? 'file' : 'note'} ${commandId}\n`)
}
