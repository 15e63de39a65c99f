import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CaseActionBody, CaseHandover } from '@cherha/shared/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseStaff } from '../../src/cases/cases.ts'
import { openDatabase } from '../../src/store/database.ts'
import { aDataFolder, quiet } from '../support/database.ts'
import { killServer } from '../support/postgres-process.ts'
import { anna, aWorld, type World } from './support/world.ts'

const folder = aDataFolder()
// nobody but the owner can walk to the data, as with a home folder
const dataDir = join(folder.path, 'private', 'data')
/** What is killed after how many lines: between any two of them lies a commit. */
const kills = [
  { lines: 3, database: false },
  { lines: 4, database: true },
  { lines: 11, database: true },
  { lines: 18, database: false },
  { lines: 29, database: true },
]

beforeAll(() => {
  mkdirSync(dataDir, { recursive: true })
  for (const path of [folder.path, join(folder.path, 'private'), dataDir]) chmodSync(path, 0o700)
})
afterAll(() => folder.remove())

interface Line {
  readonly ask?: 'take' | 'act'
  readonly did?: 'take' | 'act'
  readonly id: string
  readonly handover: CaseHandover
  readonly who: CaseStaff
  readonly body: CaseActionBody
  readonly command: string
}

/** A server in a process of its own, killed after some lines. @returns all that it has told */
async function workAndDie(round: number, lines: number, database: boolean): Promise<Line[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'support/working-child.ts'), dataDir, `${round}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const told: string[] = []
  const reader = createInterface({ input: child.stdout }).on('line', (line) => told.push(line))
  while (told.length < lines) {
    if (child.exitCode !== null) throw new Error(`the child ended with ${child.exitCode}`)
    await sleep(2)
  }
  // a power cut takes both, in whatever order
  if (database) await killServer(dataDir)
  child.kill('SIGKILL')
  await once(child, 'close')
  reader.close()
  return told.flatMap((line) => {
    try {
      return [JSON.parse(line) as Line]
    } catch {
      return []
    }
  })
}

describe('a server that is killed', () => {
  it.each(kills.map((kill, round) => ({ ...kill, round })))(
    'W112 after $lines lines, with its database: $database, loses nothing it has acknowledged',
    async ({ lines, database: both, round }) => {
      const told = await workAndDie(round, lines, both)
      const database = await openDatabase({ dataDir, log: quiet })
      try {
        const world = await aWorld(database, dataDir)
        await check(world, told)
      } finally {
        await database.close()
      }
    },
  )
})

async function check(world: World, told: readonly Line[]): Promise<void> {
  const did = new Set(told.flatMap((line) => (line.did === 'act' ? [line.command] : [])))
  const taken = new Set(told.flatMap((line) => (line.did === 'take' ? [line.id] : [])))
  for (const id of taken) expect(await world.cases.verify(id), id).toMatchObject({ ok: true, replay: 'same' })
  for (const command of did) {
    const { rowCount } = await world.database.pool.query('SELECT 1 FROM case_record WHERE command_id = $1', [command])
    expect(rowCount, command).toBe(1)
  }
  // whoever got no answer sends it again: it is done once, whether it had been done or not
  for (const line of told) {
    if (line.ask === 'take') {
      expect(await world.cases.take('8036', line.handover)).toMatchObject({ state: 'taken' })
    } else if (line.ask === 'act') {
      expect(await world.cases.act(line.who, line.id, line.body)).toMatchObject({ ok: true })
    }
  }
  const asked = new Map<string, number>()
  for (const { ask, id, body } of told) {
    if (ask === 'act' && body.action === 'add-note') asked.set(id, (asked.get(id) ?? 0) + 1)
  }
  for (const [id, notes] of asked) {
    expect((await world.cases.view(anna, id)).notes, id).toHaveLength(notes)
    expect(await world.cases.verify(id), id).toMatchObject({ ok: true, replay: 'same' })
  }
}
