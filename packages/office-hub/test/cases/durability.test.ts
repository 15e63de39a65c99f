import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { aFolder, startedHub } from '../hub-under-test.ts'
import { aQueue, atDesk, casesOf, opened } from './folder-of-cases.ts'
import { aScan, officeWithCard, officeWithClerk } from './intake-under-test.ts'

const child = fileURLToPath(new URL('./intake-child.ts', import.meta.url))
const body = () => ({ commandId: randomUUID(), service: 'service-1', track: 'standard' as const })

/** Lets the child write until it has said so many lines, then kills it. @returns what it has acknowledged */
async function killedAfter(folder: string, lines: number): Promise<string[]> {
  const process_ = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let failed = ''
  process_.stderr.on('data', (chunk: Buffer) => (failed += chunk.toString()))
  process_.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
    if (out.split('\n').length > lines) process_.kill('SIGKILL')
  })
  // with everything it had said until then
  await once(process_, 'close')
  if (failed !== '') throw new Error(failed)
  return out.split('\n').filter((line) => line.startsWith('ack '))
}

test('W101 a hub that is killed in the middle of an intake has lost nothing that was acknowledged', async () => {
  const folder = aFolder()
  const acknowledged: string[] = []
  for (const lines of [3, 7, 12, 5, 16]) {
    acknowledged.push(...(await killedAfter(folder, lines)))
    const reports: string[] = []
    const cases = await casesOf(folder, { reports })
    const { drafts, reading } = opened(cases)
    expect(reports).toEqual([])
    const [draft] = drafts.all()
    if (draft === undefined) throw new Error('the draft is gone')
    const notes = new Set(draft.folder.dossier.notes.map(({ text }) => text))
    const files = new Map(draft.folder.dossier.files.map(({ name, hash }) => [name, hash]))
    for (const line of acknowledged) {
      const [, kind, id = ''] = line.split(' ')
      if (kind === 'note') expect(notes).toContain(id)
      else {
        const file = await reading.file('clerk', draft.id, files.get(`${id}.pdf`) ?? '')
        expect(Buffer.from(file?.bytes ?? []).toString('latin1')).toContain(id)
      }
    }
    // what was stored and not said any more is at most the last one
    expect(notes.size + files.size).toBeLessThanOrEqual(acknowledged.length + 5)
    await cases.stop()
  }
  expect(acknowledged.length).toBeGreaterThan(20)
})

test('W102 numbers of cases: office, card, six digits; a new epoch begins far above, and no file alone forgets the last', async () => {
  const folder = aFolder()
  const idOf = async (epoch: number) => {
    const cases = await casesOf(folder, { queue: aQueue({ epoch }) })
    const { intake, drafts } = opened(cases)
    const begun = intake.start(atDesk, body())
    if (!('id' in begun)) throw new Error(JSON.stringify(begun))
    const draft = drafts.get(begun.id)
    if (draft !== null) drafts.erase(draft)
    await cases.stop()
    return begun.id
  }
  expect([await idOf(0), await idOf(0)]).toEqual(['6801-004-000001', '6801-004-000002'])
  expect([await idOf(3), await idOf(3)]).toEqual(['6801-004-300001', '6801-004-300002'])
  expect(await idOf(12)).toBe('6801-004-1200001')
  // the database is lost: the key file still knows
  for (const name of readdirSync(folder)) if (name.startsWith('cases.sqlite')) rmSync(join(folder, name))
  expect(await idOf(12)).toBe('6801-004-1200002')
  // the key file is lost while nothing was open: the database still knows
  rmSync(join(folder, 'case-keys.json'))
  expect(await idOf(12)).toBe('6801-004-1200003')
})

test('a draft whose records were changed, or whose key is gone, is kept aside and said; the others go on', async () => {
  const folder = aFolder()
  const first = await casesOf(folder)
  const made: string[] = []
  for (const login of ['clerk', 'second', 'clerk']) {
    const { intake, drafts } = opened(first)
    const begun = intake.start({ ...atDesk, login }, body())
    if (!('id' in begun)) throw new Error(JSON.stringify(begun))
    made.push(begun.id)
    const draft = drafts.get(begun.id)
    if (login === 'clerk' && made.length === 1 && draft !== null) {
      const note = { commandId: randomUUID(), version: draft.folder.state.version, action: 'abandon' as const }
      expect((await intake.act(atDesk, begun.id, note))?.ok).toBe(true)
    }
  }
  await first.stop()
  const database = new Database(join(folder, 'cases.sqlite'))
  const { event } = database
    .prepare<[string], { event: string }>('SELECT event FROM record WHERE case_id = ? AND seq = 2')
    .get(made[1] ?? '') ?? { event: '' }
  database
    .prepare('UPDATE record SET event = ? WHERE case_id = ? AND seq = 2')
    .run(event.replace(/.{6}"}$/, 'AAAAAA"}'), made[1])
  database.close()

  const reports: string[] = []
  const again = await casesOf(folder, { reports })
  const { drafts, intake } = opened(again)
  expect(reports).toEqual([expect.stringContaining(made[1] ?? '?')])
  expect(drafts.all().map(({ id }) => id)).toEqual([made[0], made[2]])
  expect(again.status()).toMatchObject({ damaged: 1, waiting: 1, unfinished: 1 })
  const answer = await intake.act(atDesk, made[1] ?? '', { commandId: randomUUID(), version: 1, action: 'abandon' })
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'draft-damaged' } })
  await again.stop()
})

test('applications that cannot be opened leave the queue as it is; their desk is told', async () => {
  const dataDir = aFolder()
  writeFileSync(join(dataDir, 'cases.sqlite'), 'this is no database, and not empty either')
  const office = await startedHub({ config: officeWithCard(), dataDir })
  const token = await office.signIn('clerk')
  expect((await office.command(token, { type: 'open-window', window: 'w1' })).status).toBe(200)
  expect((await office.command(token, { type: 'outside-queue', window: 'w1' })).status).toBe(200)
  const begun = await office.request('POST', '/api/cases', {
    token,
    body: { commandId: randomUUID(), service: 'service-1' },
  })
  expect(begun).toMatchObject({
    status: 503,
    body: { error: { code: 'cases-unavailable', text: { uk: expect.any(String) } } },
  })
  expect((await office.command(token, { type: 'finish-service', window: 'w1' })).status).toBe(200)
  expect((await office.get('/health')).body).toMatchObject({ ok: true, cases: null })
  expect(await office.get('/api/tasks', token)).toMatchObject({ status: 200, body: { tasks: [], server: false } })
})

test('a scan whose draft was never written is removed at the next start, the others stay', async () => {
  const folder = aFolder()
  const first = await casesOf(folder)
  const { intake, drafts } = opened(first)
  const begun = intake.start(atDesk, body())
  if (!('id' in begun)) throw new Error(JSON.stringify(begun))
  const scan = { commandId: randomUUID(), name: 'a.pdf', document: null, stage: null }
  await intake.addFile(atDesk, begun.id, scan, aScan('kept'))
  const kept = drafts.get(begun.id)?.folder.dossier.files.map(({ hash }) => hash)
  await first.stop()
  writeFileSync(join(folder, 'case-files', begun.id, 'ab'.repeat(32)), 'left by a kill')
  const again = await casesOf(folder)
  expect(readdirSync(join(folder, 'case-files', begun.id))).toEqual(kept)
  await again.stop()
})

test('a full disk refuses the action in words and changes nothing; the same command is accepted afterwards', async () => {
  const { office, clerk } = await officeWithClerk()
  await clerk.outside()
  const commandId = randomUUID()
  symlinkSync('/dev/full', join(office.dataDir, 'case-keys.json.new'))
  const refused = await clerk.begin({ commandId })
  expect(refused).toMatchObject({ status: 409, body: { ok: false, refusal: { code: 'log-unavailable' } } })
  expect((await office.get('/health')).body).toMatchObject({ cases: { unfinished: 0 } })
  rmSync(join(office.dataDir, 'case-keys.json.new'), { force: true })
  expect(await clerk.begin({ commandId })).toMatchObject({ status: 200, body: { id: '6801-004-000001' } })
})
