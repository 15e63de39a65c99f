import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtInCards, findCard } from '@cherha/shared/workflow'
import { afterAll, expect, it } from 'vitest'
import { CardShelf } from '../../src/cases/store/card-shelf.ts'
import { openDatabase } from '../../src/store/database.ts'
import { openStores } from '../../src/store/stores.ts'
import { aDataFolder, quiet } from '../support/database.ts'
import { permitInput } from './support/permit-card.ts'

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))
const folder = aDataFolder()
const dataDir = join(folder.path, 'data')
afterAll(() => folder.remove())

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, DATABASE_URL: '' }
    execFile(process.execPath, [cli, ...args, '--data', dataDir], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

function file(name: string, card: object | string): string {
  const path = join(folder.path, name)
  writeFileSync(path, typeof card === 'string' ? card : JSON.stringify(card))
  return path
}

it('W118 a card is loaded once it is right, and a version never changes', async () => {
  const card = permitInput()
  const wrong = await run('import-card', file('wrong.json', { ...card, start: 'nowhere' }))
  expect(wrong.code).toBe(2)
  expect(wrong.err).toContain('start')
  const path = file('permit.json', card)
  expect(await run('import-card', path)).toMatchObject({ code: 0, out: expect.stringContaining('new cases begin') })
  expect(await run('import-card', path)).toMatchObject({ code: 0, out: expect.stringContaining('nothing is new') })
  const title = { uk: 'Інший', en: 'Another' }
  const changed = await run('import-card', file('changed.json', { ...card, title }))
  expect(changed).toMatchObject({ code: 2, err: expect.stringContaining('give version 2') })
  expect(await run('import-card', file('second.json', { ...card, title, version: 2 }))).toMatchObject({ code: 0 })
  expect(await run('import-card', path)).toMatchObject({ code: 2, err: expect.stringContaining('give a higher one') })
  expect(await run('import-card', join(folder.path, 'none.json'))).toMatchObject({ code: 2 })
  // nor does a version of the cards that come with the program
  const built = findCard(builtInCards, '003')
  expect(await run('import-card', file('built.json', { ...built, title }))).toMatchObject({ code: 2 })
  const database = await openDatabase({ dataDir, log: quiet })
  const shelf = new CardShelf(database.db)
  const versions = (await shelf.all()).flatMap(({ id, version }) => (id === 'permit' ? [version] : []))
  const entries = await openStores(database).journal.list({ q: 'card-imported', limit: 10 })
  await database.close()
  expect(entries.map(({ who, detail }) => [who, detail['version']])).toEqual([
    ['cli', 2],
    ['cli', 1],
  ])
  expect(versions.sort((a, b) => a - b)).toEqual([1, 2])
})

it('every mistake of a card is told with its line, and nothing is imported', async () => {
  const wrong = await run(
    'import-card',
    file('lines.json', 'id: own\nversion: none\ntitle: { uk: Картка, en: Card }\n'),
  )
  expect([wrong.code, wrong.out]).toEqual([2, ''])
  expect(wrong.err).toMatch(/lines\.json:2: version: /)
  expect(wrong.err.trimEnd().split('\n').length).toBeGreaterThan(3)
  expect((await run('import-card', file('torn.json', '{'))).err).toMatch(/neither YAML nor JSON/)
})
