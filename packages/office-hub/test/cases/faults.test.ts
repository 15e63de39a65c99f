import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { at } from '../hub-under-test.ts'
import { HubAndServer } from './hub-and-server.ts'
import { aScan, Clerk, officeWithCard, officeWithClerk } from './intake-under-test.ts'

const dayMs = 86_400_000
const codeOf = (reply: { readonly body: unknown }) => at(reply.body, 'refusal', 'code')

test('W101 text the queue server would not keep is refused at the window, not at the handover', async () => {
  const { clerk } = await officeWithClerk()
  await clerk.serve()
  const id = await clerk.begun()
  for (const text of ['дзвінок\u0007', 'нуль\u0000', 'половина \ud83d']) {
    const reply = await clerk.act(id, { action: 'add-note', data: { text } })
    expect([reply.status, at(reply.body, 'error', 'code'), at(reply.body, 'error', 'field')]).toEqual([
      400,
      'malformed',
      'data.text',
    ])
    expect(at(reply.body, 'error', 'text', 'uk')).toContain('невидимі')
  }
  const named = await clerk.addScan(id, aScan(), { 'x-cherha-name': encodeURIComponent('паспорт\u0001.pdf') })
  expect(named.status).toBe(400)
  const emoji = '😀'.repeat(2_000)
  await clerk.done(id, { action: 'add-note', data: { text: emoji } })
  const tooLong = await clerk.act(id, { action: 'add-note', data: { text: `${emoji}!` } })
  expect(codeOf(tooLong)).toBe('data-invalid')
  expect((await clerk.view(id)).notes.map(({ text }) => text)).toEqual([emoji])
})

test('S64 a draft does nothing of what comes after the window: the server would not take it', async () => {
  const { clerk } = await officeWithClerk()
  await clerk.serve()
  const id = await clerk.begun()
  const office = (await clerk.view(id)).path.find(({ place }) => place !== 'window')
  const stage = office?.key ?? ''
  expect(codeOf(await clerk.act(id, { action: 'complete', stage, outcome: 'done' }))).toBe('not-at-window')
  const officer = { officer: 'second', reason: 'хворіє' }
  expect(codeOf(await clerk.act(id, { action: 'reassign', data: officer }))).toBe('not-at-window')
})

test('W101 the same command id with another scan of the same length is another command', async () => {
  const { clerk } = await officeWithClerk()
  await clerk.serve()
  const id = await clerk.begun()
  const command = { 'x-cherha-command': randomUUID() }
  expect((await clerk.addScan(id, aScan('first'), command)).status).toBe(200)
  const again = await clerk.addScan(id, aScan('first'), command)
  expect(again.status).toBe(200)
  const other = await clerk.addScan(id, aScan('other'), command)
  expect([other.status, codeOf({ body: await other.json() })]).toEqual([409, 'command-id-reused'])
  expect((await clerk.view(id)).files).toHaveLength(1)
})

test('W101 a clock that was ahead and is put right keeps nobody from finishing a draft', async () => {
  const both = await HubAndServer.open()
  const clerk = await both.clerk()
  both.reach(false)
  await expect.poll(async () => at(await both.health(), 'server', 'state')).toBe('away')
  await clerk.outside()
  const id = await clerk.begun()
  both.clock.follow(-dayMs)
  await clerk.wholeIntake(id)
  both.reach(true)
  await expect.poll(() => both.cases.taken.has(id)).toBe(true)
  const days = both.cases.taken.get(id)?.commands.map(({ command }) => command['today'])
  expect(new Set(days)).toEqual(new Set(['2026-11-23']))
})

test('W103 an application the server fails at keeps no other one at the hub', async () => {
  const both = await HubAndServer.open()
  const clerk = await both.clerk()
  await clerk.outside()
  let poison = ''
  both.cases.script = ({ url }) => (url.includes(poison) && poison !== '' ? { status: 500, body: {} } : null)
  poison = await clerk.begun()
  await clerk.wholeIntake(poison)
  const good = await clerk.begun()
  await clerk.wholeIntake(good)
  await expect.poll(() => both.cases.taken.has(good)).toBe(true)
  expect(await both.health()).toMatchObject({ cases: { waiting: 1, refused: 0 } })
  both.cases.script = () => null
  await expect.poll(() => both.cases.taken.has(poison)).toBe(true)
})

test('W103 a fee check that is answered after the intake is over adds nothing to what is handed over', async () => {
  const both = await HubAndServer.open()
  const clerk = await both.clerk()
  await clerk.outside()
  const id = await clerk.begun()
  await clerk.upToScans(id)
  let answer = () => {}
  const waits = new Promise<void>((resolve) => {
    answer = resolve
  })
  both.cases.script = async ({ url }) => {
    if (url.endsWith('/intake')) return { status: 500, body: {} }
    if (!url.endsWith('/check')) return null
    await waits
    return { status: 200, body: { result: 'confirmed' } }
  }
  const checking = clerk.act(id, { action: 'check-fee', data: { code: '1234' } })
  await expect.poll(() => both.cases.lines.some((line) => line.endsWith('/check'))).toBe(true)
  await clerk.done(id, { action: 'complete', stage: 'scans', outcome: 'scanned' })
  answer()
  expect(codeOf(await checking)).toBe('intake-over')
  both.cases.script = () => null
  await expect.poll(() => both.cases.taken.has(id)).toBe(true)
  const last = both.cases.taken.get(id)?.commands.slice(-2)
  expect(last?.map(({ command }) => command.type)).toEqual(['complete', 'keep-paper'])
})

test('W103 a refused application is given up by whoever takes applications, by nobody else, and once', async () => {
  const plain = officeWithCard()
  const post = { unit: 'elsewhere', title: { uk: 'Архівіст', en: 'Archivist' }, roles: ['officer' as const] }
  const staff = plain.staff.map((one) => (one.login === 'queue-only' ? { ...one, post } : one))
  const both = await HubAndServer.open({ config: { ...plain, staff } })
  const message = { uk: 'Ні.', en: 'No.' }
  both.cases.script = ({ url }) =>
    url.endsWith('/intake') ? { status: 200, body: { state: 'refused', code: 'too-soon', message } } : null
  const clerk = await both.clerk()
  await clerk.outside()
  const id = await clerk.begun()
  await clerk.wholeIntake(id)
  await expect.poll(async () => at(await both.health(), 'cases', 'refused')).toBe(1)
  const { version } = await clerk.view(id)
  const abandon = { commandId: randomUUID(), action: 'abandon', version } as const
  const archivist = new Clerk(both.office, await both.office.signIn('queue-only', 1), 'w2')
  await expect.poll(async () => codeOf(await archivist.act(id, abandon))).toBe('wrong-role')
  const colleague = new Clerk(both.office, await both.office.signIn('second', 1), 'w2')
  const command = { ...abandon, commandId: randomUUID() }
  const given = await colleague.act(id, command)
  expect(given.status).toBe(200)
  // the answer was lost, and is asked for again
  expect(await colleague.act(id, command)).toMatchObject({ status: 200, body: given.body })
  expect(await both.health()).toMatchObject({ cases: { refused: 0 } })
})

test('W101 a colleague finishes the draft of a clerk who is ill', async () => {
  const { office, clerk } = await officeWithClerk()
  await clerk.serve()
  const id = await clerk.begun()
  await clerk.upToScans(id)
  const second = await Clerk.signedIn(office, 'second', 'w2', 1)
  await second.done(id, { action: 'complete', stage: 'scans', outcome: 'scanned' })
  expect(at((await office.get('/health')).body, 'cases')).toMatchObject({ waiting: 1 })
})

test('W101 staff without a part in applications see and change no draft', async () => {
  const { office, clerk } = await officeWithClerk()
  await clerk.serve()
  const id = await clerk.begun()
  const { version } = await clerk.view(id)
  const stranger = new Clerk(office, await office.signIn('queue-only', 1), 'w2')
  expect((await office.get(`/api/cases/${id}`, stranger.token)).status).toBe(503)
  expect(codeOf(await stranger.act(id, { action: 'add-note', data: { text: 'ні' }, version }))).toBe('wrong-role')
  expect((await stranger.addScan(id)).status).toBe(409)
  const auditor = new Clerk(office, await office.signIn('auditor', 1), 'w2')
  expect((await auditor.act(id, { action: 'abandon', version })).status).toBe(403)
  expect((await clerk.view(id)).notes).toEqual([])
})
