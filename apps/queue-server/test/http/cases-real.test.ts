import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileVault, noScanner } from '@cherha/case-vault'
import {
  type CaseActionBody,
  type CaseHandover,
  CaseView,
  DistributionView,
  type OfficeConfig,
  StatusAnswer,
  TaskPage,
} from '@cherha/shared/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenCases, openCases } from '../../src/cases/open-cases.ts'
import { type Answer, HttpUnderTest } from '../http-under-test.ts'
import { AnIntake, anApplicant, aScan, caseStaff, hashOf } from '../support/an-intake.ts'
import { CaseCaller } from '../support/case-caller.ts'

/** The interface with real cases behind it: what a hub and its desks live through with a server. */
describe('the case interface over real cases', () => {
  let folder: string
  let http: HttpUnderTest
  let config: OfficeConfig
  let hub: CaseCaller
  let head: CaseCaller
  let officer: CaseCaller
  let clerk: CaseCaller
  let cases: OpenCases

  const put = (intake: AnIntake, by = hub): Promise<Answer> =>
    by.ask('PUT', `/api/cases/${intake.id}/intake`, { body: intake.handover })
  const putScan = (intake: AnIntake, bytes: Buffer = intake.scan): Promise<Answer> =>
    hub.ask('PUT', `/api/cases/${intake.id}/intake/files/${hashOf(bytes)}`, { body: bytes })
  async function taken(number: string): Promise<string> {
    const intake = new AnIntake(config, { number }).whole()
    await putScan(intake)
    const { body } = await put(intake)
    if (body['state'] !== 'taken') throw new Error(JSON.stringify(body))
    return intake.id
  }
  /** The Register has taken it: what comes after the window may begin. */
  async function registered(number: string): Promise<string> {
    const id = await taken(number)
    for (const stage of ['application', 'scans']) {
      const told = await cases.tell(id, randomUUID(), {
        type: 'confirm-awaited',
        stage,
        taken: true,
        reference: number,
      })
      if (!told) throw new Error(`${stage} of ${id} does not await the Register`)
    }
    return id
  }
  const see = async (id: string, by = head): Promise<CaseView> =>
    CaseView.parse((await by.ask('GET', `/api/cases/${id}`)).body)
  const act = async (id: string, by: CaseCaller, body: Partial<CaseActionBody>): Promise<Answer> =>
    by.ask('POST', `/api/cases/${id}/actions`, {
      body: { commandId: randomUUID(), version: (await see(id, by)).version, ...body },
    })

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cherha-cases-'))
    http = await HttpUnderTest.start(async ({ database, stores, offices, clock, cases: rest }) => {
      cases = await openCases({
        database,
        clock,
        calendar: stores.calendar,
        journal: stores.journal,
        office: (code) => offices.get(code)?.config ?? null,
        vault: await FileVault.open(folder),
        scanner: noScanner,
        sign: async () => ({ ok: false, code: 'no-signing-key', message: { uk: 'Ключа немає', en: 'No key' } }),
        checkFee: async () => 'unreachable',
        enqueue: async () => {},
        report: () => {},
      })
      return { cases: { ...rest, cases } }
    })
    config = await http.office('6801', { staff: caseStaff })
    await http.office('6802', { staff: caseStaff })
    hub = new CaseCaller(http, '6801', null)
    head = new CaseCaller(http, '6801', 'head')
    officer = new CaseCaller(http, '6801', 'officer')
    clerk = new CaseCaller(http, '6801', 'clerk')
  })
  afterAll(async () => {
    await http.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('takes a whole intake over: its files first, once, and answers the same when it comes again', async () => {
    const intake = new AnIntake(config, { number: '000001' }).whole()
    const first = await put(intake)
    expect([first.status, first.body]).toEqual([200, { state: 'needs-files', missing: [hashOf(intake.scan)] }])
    expect((await putScan(intake)).body).toEqual({ ok: true })
    const second = await put(intake)
    expect(second.body).toMatchObject({ state: 'taken' })
    expect((await put(intake)).body).toEqual(second.body)
    const view = await see(intake.id)
    expect(view).toMatchObject({ id: intake.id, status: 'open', applicant: { surname: anApplicant.surname } })
    expect(view.path.find(({ key }) => key === 'application')?.status).toBe('awaiting')
  })

  it('keeps no file of a handover that is not what it says', async () => {
    const intake = new AnIntake(config, { number: '000002' }).whole()
    const exe = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])
    expect(await putScan(intake, exe)).toMatchObject({ status: 409, body: { refusal: { code: 'wrong-type' } } })
    const url = `/api/cases/${intake.id}/intake/files/${'0'.repeat(64)}`
    expect((await hub.ask('PUT', url, { body: intake.scan })).status).toBe(409)
    expect((await put(intake)).body).toMatchObject({ state: 'needs-files' })
  })

  it('refuses a handover whose commands the rules do not take, and says which', async () => {
    const { handover, id } = new AnIntake(config, { number: '000003' }).whole()
    const early = { ...handover, commands: handover.commands.slice(0, 3) }
    const answer = await hub.ask('PUT', `/api/cases/${id}/intake`, { body: early })
    expect(answer.body).toMatchObject({ state: 'refused', message: { uk: expect.any(String) } })
    const odd = { ...handover, commands: [{ id: randomUUID(), command: { type: 'make-coffee' } }] }
    expect((await hub.ask('PUT', `/api/cases/${id}/intake`, { body: odd })).body).toMatchObject({ state: 'refused' })
    expect((await head.ask('GET', `/api/cases/${id}`)).status).toBe(404)
  })

  it('S64 takes from a hub what is done at a window, and nothing of what comes after', async () => {
    const intake = new AnIntake(config, { number: '000013' }).whole()
    await putScan(intake)
    const { handover } = intake
    const refuses = async (commands: CaseHandover['commands']) => {
      const answer = await hub.ask('PUT', `/api/cases/${intake.id}/intake`, { body: { ...handover, commands } })
      expect(answer.body).toMatchObject({ state: 'refused', code: 'bad-handover' })
    }
    const { actor, today, at } = Object(handover.commands.at(-1)?.command)
    const more = (command: CaseHandover['commands'][number]['command']) => [
      ...handover.commands,
      { id: randomUUID(), command: { actor, today, at, ...command } },
    ]
    // the Register is said to have taken it
    await refuses(
      handover.commands.map(({ id, command }) => ({
        id,
        command: 'connected' in command ? { ...command, connected: true } : command,
      })),
    )
    const other = { id: 'officer', office: '6801', unit: 'any', roles: ['officer'] }
    await refuses(more({ type: 'add-note', text: 'Після' }))
    for (const command of [
      { type: 'complete', stage: 'distribution', outcome: 'assigned', officer: other },
      { type: 'reassign', officer: other, reason: 'Так' },
      { type: 'decide-complaint', result: 'annulled' },
    ]) {
      await refuses(more({ version: 40, ...command }))
    }
    expect((await head.ask('GET', `/api/cases/${intake.id}`)).status).toBe(404)
    expect((await put(intake)).body).toMatchObject({ state: 'taken' })
  })

  it('S58 lets no other office see, change or read what is not its own', async () => {
    const id = await taken('000004')
    const stranger = new CaseCaller(http, '6802', 'head')
    const scan = (await see(id)).files[0]?.hash ?? ''
    for (const url of [`/api/cases/${id}`, `/api/cases/${id}/files/${scan}`]) {
      expect(await stranger.ask('GET', url)).toMatchObject({ status: 404, body: { error: { code: 'unknown-case' } } })
    }
    const body = { commandId: randomUUID(), version: 1, action: 'add-note', data: { text: 'x' } }
    expect((await stranger.ask('POST', `/api/cases/${id}/actions`, { body })).status).toBe(404)
    const unknown = await stranger.ask('GET', '/api/cases/6801-004-999999')
    const others = await stranger.ask('GET', `/api/cases/${id}`)
    expect(others.text).toBe(unknown.text)
  })

  it('answers an action, the same when it comes again, and tells who is late what has changed', async () => {
    const id = await taken('000005')
    const { version } = await see(id, officer)
    const body = { commandId: randomUUID(), version, action: 'add-note', data: { text: 'Телефонували' } }
    const [first, again] = [
      await head.ask('POST', `/api/cases/${id}/actions`, { body }),
      await head.ask('POST', `/api/cases/${id}/actions`, { body }),
    ]
    expect([first.status, again.body]).toEqual([200, first.body])
    const other = await head.ask('POST', `/api/cases/${id}/actions`, { body: { ...body, data: { text: 'Інше' } } })
    expect(other).toMatchObject({ status: 409, body: { ok: false, refusal: { code: 'command-id-reused' } } })
    const wrong = await act(id, officer, { action: 'complete', stage: 'decision', outcome: 'granted' })
    expect(wrong).toMatchObject({ status: 409, body: { ok: false, refusal: { message: { uk: expect.any(String) } } } })
  })

  it('takes a scan, gives it back as it was, and journals who has looked', async () => {
    const id = await taken('000006')
    const bytes = aScan('another')
    const headers = { 'x-cherha-name': encodeURIComponent('акт.pdf'), 'x-cherha-command': randomUUID() }
    const url = `/api/cases/${id}/files`
    const added = await clerk.ask('POST', url, { body: bytes, headers })
    expect([added.status, added.body]).toEqual([200, { ok: true, version: (await see(id)).version }])
    expect((await clerk.ask('POST', url, { body: bytes, headers })).body).toEqual(added.body)
    expect(
      await head.ask('POST', url, { body: bytes, headers: { ...headers, 'x-cherha-command': randomUUID() } }),
    ).toMatchObject({ status: 409, body: { refusal: { code: 'wrong-role' } } })
    const { files } = await see(id)
    expect(files.map(({ hash }) => hash)).toContain(hashOf(bytes))
    for (const [bad, code] of [
      [Buffer.alloc(0), 'empty'],
      [aScan().subarray(0, 40), 'damaged'],
      [Buffer.from('<html>'), 'wrong-type'],
      [Buffer.alloc(10 * 1024 * 1024 + 1), 'too-large'],
    ] as const) {
      const refused = await clerk.ask('POST', url, {
        body: bad,
        headers: { ...headers, 'x-cherha-command': randomUUID() },
      })
      expect(refused).toMatchObject({ status: 409, body: { ok: false, refusal: { code } } })
    }
    const scan = files[0]?.hash ?? ''
    const got = await officer.ask('GET', `/api/cases/${id}/files/${scan}`)
    expect([got.status, got.headers['content-type'], hashOf(Buffer.from(got.text, 'latin1'))]).toEqual([
      200,
      'application/pdf',
      scan,
    ])
    const journal = await http.stores.journal.list({ office: '6801', limit: 50 })
    const looks = journal.filter(({ action }) => action.startsWith('case-'))
    expect(looks.map(({ action, who }) => [action, who])).toContainEqual([
      'case-file-read',
      expect.stringContaining('officer'),
    ])
    expect(JSON.stringify(looks)).not.toContain(anApplicant.surname)
  })

  it('makes a paper of a stage as a PDF', async () => {
    const id = await taken('000007')
    const paper = await head.ask('GET', `/api/cases/${id}/papers/application-form?stage=application`)
    expect([paper.status, paper.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(paper.text.slice(0, 5)).toBe('%PDF-')
    expect((await head.ask('GET', `/api/cases/${id}/papers/application-form?stage=nowhere`)).status).toBe(404)
  })

  it('lists tasks page by page, and finds a case by its number and by a beginning of the surname', async () => {
    const page = async (query: string, by = head) => TaskPage.parse((await by.ask('GET', `/api/tasks?${query}`)).body)
    expect((await page('scope=mine')).total).toBe(0)
    const ids = [await registered('000008'), await registered('000018'), await registered('000028')]
    const all = await page('scope=mine')
    expect(all.tasks.map((task) => task.case).toSorted()).toEqual(ids)
    expect(all).toMatchObject({ total: 3, next: null, server: true })
    const first = await page('scope=mine&limit=2')
    const rest = await page(`scope=mine&limit=2&after=${encodeURIComponent(first.next ?? '')}`)
    expect([...first.tasks, ...rest.tasks].map((task) => task.case)).toEqual(all.tasks.map((task) => task.case))
    const found = async (q: string) => (await page(`q=${encodeURIComponent(q)}`)).tasks.map((task) => task.case)
    expect(await found('6801-004-000008')).toEqual([ids[0]])
    expect(await found('зозулин')).toHaveLength(3)
    expect(await found('Щщщ')).toEqual([])
    expect((await page('scope=mine', new CaseCaller(http, '6802', 'head'))).total).toBe(0)
    expect((await page('scope=mine', officer)).total).toBe(0)
    expect((await head.ask('GET', '/api/tasks?after=nonsense')).status).toBe(200)
  })

  it('distributes by one confirmation, each case answering for itself', async () => {
    const id = await registered('000038')
    const { body } = await head.ask('GET', '/api/distribution')
    const { waiting } = DistributionView.parse(body)
    const one = waiting.find((row) => row.case === id)
    expect(one).toMatchObject({ suggested: 'officer' })
    const assignment = { case: id, version: one?.version, stage: one?.stage, outcome: one?.outcome, officer: 'officer' }
    const assignments = [assignment, { ...assignment, case: '6801-004-999999' }]
    const confirmed = await head.ask('POST', '/api/distribution', { body: { commandId: randomUUID(), assignments } })
    expect(confirmed.body).toMatchObject({ assigned: [id], refused: [{ case: '6801-004-999999' }] })
    expect(await see(id)).toMatchObject({ officer: { login: 'officer' } })
    const tasks = await officer.ask('GET', '/api/tasks')
    expect(tasks.body).toMatchObject({ tasks: [{ case: id }] })
  })

  it('S62 tells the applicant the status by number and digits, and nobody anything else', async () => {
    const id = await taken('000009')
    const ask = (number: string, digits: string) => http.ask('POST', '/api/status', { body: { case: number, digits } })
    const right = await ask(` ${id} `, '0417')
    expect(StatusAnswer.parse(right.body)).toMatchObject({ case: id })
    for (const word of ['Зозул', 'clerk', 'Приймач', '0417']) expect(right.text).not.toContain(word)
    const wrong = [await ask(id, '0418'), await ask('6801-004-888888', '0417'), await ask('не номер', '0417')]
    expect(new Set(wrong.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(wrong[0]?.status).toBe(404)
  })

  it('reports in numbers', async () => {
    const as = await http.browser('auditor-1', 'auditor')
    const report = await http.ask('GET', '/api/admin/case-reports?from=2026-03-01&to=2026-03-31&office=6801', { as })
    expect(report.status).toBe(200)
    expect(report.body['cards']).toMatchObject([{ card: '004' }])
    expect(report.text).not.toContain(anApplicant.surname)
    const csv = await http.ask('GET', '/api/admin/case-reports.csv?from=2026-03-01&to=2026-03-31', { as })
    expect(csv.text.split('\r\n').length).toBeGreaterThan(2)
  })

  it('S61 leaves no name of an applicant on the disk in the clear, nor in the log', () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) expect(readFileSync(join(file.parentPath, file.name)).includes('%PDF')).toBe(false)
    for (const secret of [anApplicant.surname, anApplicant.document.number]) {
      expect(http.logged.join('')).not.toContain(secret)
    }
  })
})
