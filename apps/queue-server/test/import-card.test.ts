import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtInCards } from '@cherha/shared/workflow'
import { afterAll, expect, test } from 'vitest'
import { CardShelf } from '../src/cases/store/card-shelf.ts'
import { withDatabase } from '../src/cli/with-stores.ts'
import { openStores } from '../src/store/stores.ts'

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'cherha-card-'))
const dataDir = join(folder, 'data')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(card: unknown): Promise<{ code: number; out: string; err: string }> {
  const file = join(folder, 'card.json')
  writeFileSync(file, typeof card === 'string' ? card : JSON.stringify(card, null, 2))
  return new Promise((resolve) => {
    const args = [cli, 'import-card', file, '--data', dataDir]
    execFile(process.execPath, args, { env: { ...process.env, DATABASE_URL: '' } }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

test('W43 a card is imported once; its version never changes, a higher one stands beside it', async () => {
  const built = builtInCards.find(({ id }) => id === '003')
  if (built === undefined) throw new Error('there is no card 003')
  const card = { ...built, id: 'own' }
  expect(await run(card)).toEqual({ code: 0, out: 'Card own, version 1: imported.\n', err: '' })
  expect((await run(card)).out).toBe('Card own, version 1: is there already, nothing is new.\n')
  const other = await run({ ...card, title: { uk: 'Інша', en: 'Other' } })
  expect([other.code, other.err]).toEqual([
    2,
    'There is another card own of version 1, and cases may run by it; give yours a higher version.\n',
  ])
  expect((await run({ ...card, version: 2 })).code).toBe(0)
  expect((await run({ ...built, title: { uk: 'Інша', en: 'Other' } })).code).toBe(2)

  await withDatabase({ url: undefined, dataDir }, 'tool', async (database) => {
    const all = await new CardShelf(database.db).all()
    expect(all.filter(({ id }) => id === 'own').map(({ version, title }) => [version, title.uk])).toEqual([
      [1, card.title.uk],
      [2, card.title.uk],
    ])
    const entries = await openStores(database).journal.list({ q: 'card-imported', limit: 10 })
    expect(entries.map(({ who, detail }) => [who, detail])).toEqual([
      ['cli', { card: 'own', version: 2 }],
      ['cli', { card: 'own', version: 1 }],
    ])
  })
}, 120_000)

test('every mistake of a card is told with its line, and nothing is imported', async () => {
  const wrong = await run('id: own\nversion: none\ntitle: { uk: Картка, en: Card }\n')
  expect(wrong.code).toBe(2)
  expect(wrong.out).toBe('')
  expect(wrong.err).toMatch(/card\.json:2: version: /)
  expect(wrong.err.trimEnd().split('\n').length).toBeGreaterThan(3)
  expect((await run('{')).err).toMatch(/neither YAML nor JSON/)
}, 60_000)
