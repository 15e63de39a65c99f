import { randomUUID } from 'node:crypto'
import { openDatabase } from '../../../src/store/database.ts'
import { quiet } from '../../support/database.ts'
import { aNumber, anna, assign, aWorld, handoverOf, head } from './world.ts'

/**
 * Takes cases and works on them until it is killed. Every command is told before it is sent and when it is
 * acknowledged: `ask` and `did`.
 */
const [, , dataDir = '', round = '0'] = process.argv
const database = await openDatabase({ dataDir, log: quiet })
const world = await aWorld(database, dataDir)
const tell = (line: object) => void process.stdout.write(`${JSON.stringify(line)}\n`)

for (let n = 0; ; n++) {
  const id = aNumber().replace(/\d{6}$/, `${Number(round) + 1}${String(n).padStart(5, '0')}`)
  const handover = handoverOf({ id })
  tell({ ask: 'take', id, handover })
  const taken = await world.cases.take('8036', handover)
  if (taken.state !== 'taken') throw new Error(taken.state)
  tell({ did: 'take', id })
  await world.cases.tell(id, randomUUID(), {
    type: 'confirm-awaited',
    stage: 'request',
    taken: true,
    reference: 'R',
  })
  const { version } = await world.cases.view(head, id)
  const bodies = [
    { who: head, body: { commandId: randomUUID(), version, ...assign('anna') } },
    ...['1', '2', '3'].map((text) => ({
      who: anna,
      body: { commandId: randomUUID(), version: 0, action: 'add-note' as const, data: { text } },
    })),
  ]
  for (const { who, body } of bodies) {
    tell({ ask: 'act', id, who, body })
    const answer = await world.cases.act(who, id, body)
    if (!answer.ok) throw new Error(answer.refusal.code)
    tell({ did: 'act', id, command: body.commandId })
  }
}
