import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { at } from '../hub-under-test.ts'
import { papersIn } from './case-server.ts'
import { HubAndServer } from './hub-and-server.ts'
import { aScan, canary } from './intake-under-test.ts'

/** Every byte of every file of the folder, by path. */
function everyByte(folder: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    if (statSync(path).isFile()) files.set(name, readFileSync(path))
  }
  return files
}

/** Files in which one of the words stands, in UTF-8, UTF-16 or base64. */
function holding(folder: string, words: readonly string[]): string[] {
  const forms = words.flatMap((word) => {
    const utf8 = Buffer.from(word, 'utf8')
    return [utf8, Buffer.from(word, 'utf16le'), Buffer.from(utf8.toString('base64').replace(/=+$/, '').slice(0, -2))]
  })
  return [...everyByte(folder)].filter(([, bytes]) => forms.some((form) => bytes.includes(form))).map(([name]) => name)
}

const personal = Object.values(canary)

/** A clerk is at work, and the line to the server is lost. */
async function withoutNetwork() {
  const both = await HubAndServer.open()
  const clerk = await both.clerk()
  await clerk.outside()
  both.reach(false)
  await expect.poll(async () => at(await both.health(), 'server', 'state')).toBe('away')
  return { both, clerk }
}

test('W103 an intake that is over is handed over with its files and erased; no byte of it stays at the hub', async () => {
  const both = await HubAndServer.open()
  const clerk = await both.clerk()
  await clerk.outside()
  const id = await clerk.begun()
  await clerk.upToScans(id)
  expect(both.cases.lines).toEqual([])
  const version = (await clerk.view(id)).version
  await clerk.done(id, { action: 'complete', stage: 'scans', outcome: 'scanned', version })
  await expect.poll(() => both.cases.taken.has(id)).toBe(true)
  await expect.poll(async () => at(await both.health(), 'cases', 'oldest')).toBeNull()

  const taken = both.cases.taken.get(id)
  expect(taken?.office).toBe('6801')
  expect(taken?.commands.map(({ command }) => command.type)).toEqual([
    'start',
    'came-from',
    'write-applicant',
    'complete',
    'complete',
    'complete',
    'keep-paper',
    'complete',
    'complete',
    'add-file',
    'complete',
    'keep-paper',
  ])
  const papers = taken === undefined ? [] : papersIn(taken)
  expect(papers.map(({ paper, stage }) => `${paper} of ${stage}`)).toEqual([
    'application-form of print',
    'receipt of scans',
  ])
  const [scan, ...printed] = both.cases.files.values()
  expect(scan?.toString('latin1')).toContain(canary.file)
  expect(printed.map((bytes) => bytes.toString('latin1', 0, 5))).toEqual(['%PDF-', '%PDF-'])
  const intake = `PUT /api/cases/${id}/intake`
  const sent = [taken?.files[0]?.hash, ...papers.map(({ hash }) => hash)].map((hash) => `${intake}/files/${hash}`)
  expect(both.cases.lines).toEqual([intake, ...sent, intake])
  expect(both.cases.asked.find(({ method }) => method === 'PUT')).toMatchObject({
    token: 'token-of-this-connection',
    login: undefined,
  })

  // their key is gone first, then they are
  const scans = () => readdirSync(join(both.dataDir, 'case-files')).filter((name) => !name.startsWith('.'))
  await expect.poll(scans).toEqual([])
  expect([...everyByte(both.dataDir).keys()]).toContain('cases.sqlite')
  expect(holding(both.dataDir, personal)).toEqual([])
  // the search would find it
  for (const [index, word] of personal.entries()) writeFileSync(join(both.dataDir, `planted-${index}`), `x${word}y`)
  expect(holding(both.dataDir, personal).toSorted()).toEqual(['planted-0', 'planted-1', 'planted-2'])
  expect(JSON.parse(readFileSync(join(both.dataDir, 'case-keys.json'), 'utf8'))).toEqual({
    version: 1,
    cases: {},
    last: { '004': 1 },
  })
  // the case is the server's now: what is asked of it is asked there, and answered in its words
  both.cases.answers = { [`GET /api/cases/${id}`]: { from: 'the server' } }
  expect(await both.office.get(`/api/cases/${id}`, clerk.token)).toMatchObject({
    status: 200,
    body: { from: 'the server' },
  })
})

test('W103 nothing of a draft stands in the clear on the disk while it is at the hub, and its key is not in its log', async () => {
  const { both, clerk } = await withoutNetwork()
  const id = await clerk.begun()
  await clerk.wholeIntake(id)
  expect(holding(both.dataDir, personal)).toEqual([])
  const { cases } = JSON.parse(readFileSync(join(both.dataDir, 'case-keys.json'), 'utf8')) as {
    cases: Record<string, string>
  }
  const key = Buffer.from(cases[id] ?? '', 'base64')
  expect(key).toHaveLength(32)
  expect(statSync(join(both.dataDir, 'case-keys.json')).mode & 0o777).toBe(0o600)
  for (const [name, bytes] of everyByte(both.dataDir)) {
    if (name === 'case-keys.json') continue
    expect([name, bytes.includes(key), bytes.includes(Buffer.from(cases[id] ?? ''))]).toEqual([name, false, false])
  }
})

test('W103 without the network the draft waits, through a restart too, and nothing is erased before the server has it', async () => {
  const { both, clerk } = await withoutNetwork()
  const id = await clerk.begun()
  await clerk.wholeIntake(id)
  await both.office.hub.close()
  await both.start()
  expect(await both.health()).toMatchObject({ cases: { waiting: 1, damaged: 0 } })
  const again = await both.office.get(`/api/cases/${id}`, await both.office.signIn('clerk'))
  expect(again).toMatchObject({ status: 200, body: { status: 'draft', applicant: { surname: canary.surname } } })
  // the server takes it and its answer is lost: it is sent again, and answered again
  let lost = 0
  both.cases.script = ({ method, url }) => {
    if (method !== 'PUT' || !url.endsWith('/intake') || lost >= 3) return null
    lost += 1
    return lost === 3 ? 'break-after' : 'break'
  }
  both.reach(true)
  await expect.poll(async () => at(await both.health(), 'cases', 'oldest')).toBeNull()
  expect([lost, both.cases.taken.has(id)]).toEqual([3, true])
  expect(holding(both.dataDir, personal)).toEqual([])
})

test('W103 the line is lost between two files: what has arrived is not sent twice', async () => {
  const { both, clerk } = await withoutNetwork()
  const id = await clerk.begun()
  await clerk.upToScans(id)
  for (const text of ['second', 'third']) expect((await clerk.addScan(id, aScan(text))).status).toBe(200)
  let sent = 0
  both.cases.script = ({ url }) => {
    if (!url.includes('/files/')) return null
    sent += 1
    return sent === 2 ? 'break' : null
  }
  await clerk.done(id, { action: 'complete', stage: 'scans', outcome: 'scanned' })
  both.reach(true)
  await expect.poll(() => both.cases.taken.has(id)).toBe(true)
  const { files } = both.cases
  // three scans and two papers, one of them twice
  expect([sent, files.size]).toEqual([6, 5])
})

test('W103 what the server refuses stays with its reason, is tried again, and a clerk may give it up', async () => {
  const both = await HubAndServer.open()
  const message = { uk: 'Картку не знайдено.', en: 'No such card.' }
  both.cases.script = ({ method, url }) =>
    method === 'PUT' && url.endsWith('/intake')
      ? { status: 200, body: { state: 'refused', code: 'wrong-card', message } }
      : null
  const clerk = await both.clerk()
  await clerk.outside()
  const id = await clerk.begun()
  await clerk.wholeIntake(id)
  await expect.poll(async () => at(await both.health(), 'cases', 'refused')).toBe(1)
  const view = await clerk.view(id)
  expect([view.alerts[0]?.text, view.may.abandon, view.applicant?.surname]).toEqual([message, true, canary.surname])
  const tasks = await both.office.get('/api/tasks', clerk.token)
  expect(at(tasks.body, 'tasks', 0)).toMatchObject({ case: id, kind: 'draft', title: message })
  const tried = both.cases.asked.filter(({ url }) => url.endsWith('/intake')).length
  both.reach(false)
  await expect.poll(async () => at(await both.health(), 'server', 'state')).toBe('away')
  both.reach(true)
  await expect.poll(() => both.cases.asked.filter(({ url }) => url.endsWith('/intake')).length).toBeGreaterThan(tried)
  expect(holding(both.dataDir, personal)).toEqual([])
  await expect.poll(async () => (await clerk.act(id, { action: 'abandon', version: view.version })).status).toBe(200)
  await expect
    .poll(() => [...everyByte(both.dataDir).keys()].filter((name) => name.startsWith('case-files/6')))
    .toEqual([])
  expect(await both.health()).toMatchObject({ cases: { refused: 0, oldest: null } })
})

test('W103 an intake that ended in a refusal to accept, and one that was abandoned, are handed over as well', async () => {
  const both = await HubAndServer.open()
  const clerk = await both.clerk()
  await clerk.outside()
  const refused = await clerk.begun()
  const grounds = (await clerk.view(refused)).offers[0]?.outcomes.find(({ key }) => key === 'refused')?.grounds ?? []
  const data = { grounds: grounds.slice(0, 1).map(({ key }) => key), written: true }
  await clerk.done(refused, { action: 'complete', stage: 'intake-check', outcome: 'refused', data })
  const abandoned = await clerk.begun()
  await clerk.done(abandoned, { action: 'abandon' })
  await expect.poll(() => [...both.cases.taken.keys()].toSorted()).toEqual([refused, abandoned])
})

test('W103 a token that ended is asked for anew', async () => {
  const both = await HubAndServer.open()
  const clerk = await both.clerk()
  await clerk.outside()
  both.cases.valid = new Set(['second-token'])
  let given = 0
  both.link.caseToken = () => (given++ === 0 ? 'first-token' : 'second-token')
  both.reach(false)
  await expect.poll(async () => at(await both.health(), 'server', 'state')).toBe('away')
  both.reach(true)
  const id = await clerk.begun()
  await clerk.wholeIntake(id)
  await expect.poll(() => both.cases.taken.has(id)).toBe(true)
})

test('W103 an answer that was lost is had again after the case has been handed over', async () => {
  const both = await HubAndServer.open()
  const clerk = await both.clerk()
  await clerk.outside()
  const id = await clerk.begun()
  await clerk.upToScans(id)
  const { version } = await clerk.view(id)
  const last = { commandId: randomUUID(), action: 'complete', stage: 'scans', outcome: 'scanned', version } as const
  const first = await clerk.act(id, last)
  await expect.poll(async () => at(await both.health(), 'cases', 'oldest')).toBeNull()
  expect(await clerk.act(id, last)).toMatchObject({ status: 200, body: first.body })
  const other = await clerk.act(id, { ...last, outcome: 'scanned-for-transfer' })
  expect(at(other.body, 'refusal', 'code')).toBe('command-id-reused')
  expect(both.cases.lines.filter((line) => line.startsWith('POST'))).toEqual([])
})

test('W103 a hub is stopped while the server says nothing: it does not wait, and hands over at the next start', async () => {
  const both = await HubAndServer.open()
  both.cases.script = ({ url }) => (url.endsWith('/intake') ? 'silence' : null)
  const clerk = await both.clerk()
  await clerk.outside()
  const id = await clerk.begun()
  await clerk.wholeIntake(id)
  await expect.poll(() => both.cases.lines.length).toBeGreaterThan(0)
  // the server may take two minutes for a handover: longer than this test
  await both.office.hub.close()
  both.cases.script = () => null
  await both.start()
  await expect.poll(() => both.cases.taken.has(id)).toBe(true)
})
