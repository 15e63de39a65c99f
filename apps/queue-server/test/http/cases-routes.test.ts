import { createHash, randomUUID } from 'node:crypto'
import { type CaseActionBody, type CaseHandoverAnswer, CaseView } from '@cherha/shared/protocol'
import { PaperNotPossible } from '@cherha/case-papers/press'
import { DamagedFileError } from '@cherha/case-vault'
import { maxFileBytes } from '@cherha/shared/workflow'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CaseBusyError } from '../../src/cases/work.ts'
import { HttpUnderTest } from '../http-under-test.ts'
import { CaseCaller, staff } from '../support/case-caller.ts'
import { aView, caseId } from '../support/fake-cases.ts'

const commandId = () => randomUUID()
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('the case interface', () => {
  let http: HttpUnderTest
  let hub: CaseCaller
  let petrenko: CaseCaller
  const who = { office: '6801', login: 'petrenko' }
  const lastAsked = () => http.cases.cases.asked.at(-1)

  beforeAll(async () => {
    http = await HttpUnderTest.start()
    await http.office('6801', { staff })
  })
  beforeEach(() => {
    hub = new CaseCaller(http, '6801', null)
    petrenko = new CaseCaller(http)
    http.cases.cases.action = { ok: true, version: 8 }
    http.cases.cases.handover = { state: 'taken', version: 7 }
    http.cases.cases.fails = null
  })
  afterAll(() => http.close())

  describe('takes an intake over', () => {
    const handover = {
      id: caseId,
      office: '6801',
      commands: [{ id: randomUUID(), command: { type: 'start', anything: 1 } }],
      files: [],
    }

    it.each<CaseHandoverAnswer>([
      { state: 'taken', version: 7 },
      { state: 'needs-files', missing: ['a'.repeat(64)] },
      { state: 'refused', code: 'wrong-role', message: { uk: 'Ні', en: 'No' } },
    ])('and answers $state as the rules do', async (answer) => {
      http.cases.cases.handover = answer
      const { status, body } = await hub.ask('PUT', `/api/cases/${caseId}/intake`, { body: handover })
      expect([status, body]).toEqual([200, answer])
      expect(lastAsked()).toEqual(['take', '6801', handover])
    })

    it('S58 from the hub of its own office only', async () => {
      const other = new CaseCaller(http, '6802', null)
      const asked = http.cases.cases.asked.length
      const tries = [
        [other, caseId, handover],
        [other, caseId, { ...handover, office: '6802' }],
        [hub, caseId, { ...handover, office: '6802' }],
        [hub, '6802-004-000127', { ...handover, id: '6802-004-000127' }],
      ] as const
      for (const [caller, id, body] of tries) {
        const answer = await caller.ask('PUT', `/api/cases/${id}/intake`, { body })
        expect(answer).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } })
      }
      const file = await other.ask('PUT', `/api/cases/${caseId}/intake/files/${'a'.repeat(64)}`, { body: 'x' })
      expect(file.status).toBe(403)
      expect(http.cases.cases.asked).toHaveLength(asked)
    })

    it('and refuses one for another case than the address names, with too many commands, or with none', async () => {
      const send = (change: object) =>
        hub.ask('PUT', `/api/cases/${caseId}/intake`, { body: { ...handover, ...change } })
      expect(await send({ id: '6801-004-000128' })).toMatchObject({ status: 400, body: { error: { field: 'id' } } })
      expect((await send({ commands: [] })).status).toBe(400)
      const many = Array.from({ length: 2_001 }, () => ({ id: randomUUID(), command: { type: 'x' } }))
      expect((await send({ commands: many })).status).toBe(400)
    })

    it('which may be longer than other bodies, up to four megabytes', async () => {
      const note = { type: 'add-note', text: 'н'.repeat(2_000) }
      const commands = Array.from({ length: 800 }, () => ({ id: randomUUID(), command: note }))
      const long = await hub.ask('PUT', `/api/cases/${caseId}/intake`, { body: { ...handover, commands } })
      expect(long.status).toBe(200)
      const endless = {
        ...handover,
        commands: [{ id: randomUUID(), command: { ...note, text: 'н'.repeat(2_100_000) } }],
      }
      expect(await hub.ask('PUT', `/api/cases/${caseId}/intake`, { body: endless })).toMatchObject({
        status: 413,
        body: { error: { code: 'too-large', message: expect.stringContaining('4194304') } },
      })
    })

    it('with its files as raw bytes, each under its hash', async () => {
      const bytes = Buffer.from([0, 1, 2, 255])
      const url = `/api/cases/${caseId}/intake/files/${hashOf(bytes)}`
      const sent = await hub.ask('PUT', url, { body: bytes, headers: { 'content-type': 'image/png' } })
      expect([sent.status, sent.body]).toEqual([200, { ok: true }])
      expect(http.cases.cases.files.get(hashOf(bytes))).toEqual(bytes)
      expect(await hub.ask('PUT', url, { body: Buffer.from('another') })).toMatchObject({
        status: 409,
        body: { ok: false, refusal: { code: 'wrong-hash', message: { uk: 'Файл не той' } } },
      })
      expect((await hub.ask('PUT', url.slice(0, -1), { body: bytes })).status).toBe(400)
    })
  })

  describe('shows a case', () => {
    it('whole', async () => {
      const { status, body } = await petrenko.ask('GET', `/api/cases/${caseId}`)
      expect(status).toBe(200)
      expect(CaseView.parse(body)).toEqual(aView)
      expect(lastAsked()).toEqual(['view', who, caseId, 'look'])
    })

    it('again for a screen that refreshes itself', async () => {
      expect((await petrenko.ask('GET', `/api/cases/${caseId}?refresh=true`)).status).toBe(200)
      expect(lastAsked()).toEqual(['view', who, caseId, 'refresh'])
      expect((await petrenko.ask('GET', `/api/cases/${caseId}?refresh=maybe`)).status).toBe(400)
    })

    it('or says that it is not there, in the same words for one that is not yours', async () => {
      expect(await petrenko.ask('GET', '/api/cases/6801-004-999999')).toMatchObject({
        status: 404,
        body: { error: { code: 'unknown-case' } },
      })
      expect((await petrenko.ask('GET', '/api/cases/not-a-number')).status).toBe(400)
    })

    it('or says that its database is away', async () => {
      http.cases.cases.fails = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
      expect(await petrenko.ask('GET', `/api/cases/${caseId}`)).toMatchObject({
        status: 503,
        headers: { 'retry-after': '5' },
      })
    })
  })

  it.each([
    [new CaseBusyError('changes all the time'), 503, 'unavailable'],
    [new PaperNotPossible('no such stage'), 404, 'unknown-paper'],
    [new DamagedFileError('another key'), 500, 'internal'],
  ])('answers what went wrong inside, %o, with %i', async (error, status, code) => {
    http.cases.cases.fails = error
    const answer = await petrenko.ask('GET', `/api/cases/${caseId}`)
    expect(answer).toMatchObject({ status, body: { error: { code } } })
    expect(answer.text).not.toContain(error.message)
  })

  describe('takes an action', () => {
    const act = (change: Partial<Record<keyof CaseActionBody, unknown>> = {}, id = caseId) =>
      petrenko.ask('POST', `/api/cases/${id}/actions`, {
        body: { commandId: commandId(), version: 7, action: 'add-note', data: { text: 'Телефонували' }, ...change },
      })

    it('and answers with the new version', async () => {
      const { status, body } = await act()
      expect([status, body]).toEqual([200, { ok: true, version: 8 }])
      expect(lastAsked()?.slice(0, 3)).toEqual(['act', who, caseId])
    })

    it('or, refused, with 409 and what has changed meanwhile', async () => {
      const refused = {
        ok: false,
        refusal: {
          code: 'version-changed',
          message: { uk: 'Змінилося', en: 'Changed' },
          version: 9,
          changes: [{ on: '2026-03-04', by: 'head', text: { uk: 'Призначено', en: 'Assigned' } }],
        },
      } as const
      http.cases.cases.action = { ...refused, refusal: { ...refused.refusal, changes: [...refused.refusal.changes] } }
      const { status, body } = await act()
      expect([status, body]).toEqual([409, refused])
    })

    it.each([
      ['an action there is none of', { action: 'delete-case' }, 'action'],
      ['no command id', { commandId: 'again' }, 'commandId'],
      ['a version below nothing', { version: -1 }, 'version'],
      ['data without what the action needs', { data: {} }, 'data.text'],
      ['data of another action', { action: 'reassign', data: { text: 'x' } }, 'data'],
      ['no data where some is needed', { data: undefined }, 'data.text'],
      ['more than the action takes', { action: 'abandon', data: { why: 'x' } }, 'data'],
    ])('and refuses %s before the rules see it', async (_what, change, field) => {
      const asked = http.cases.cases.asked.length
      const { status, body } = await act(change)
      expect([status, body.error?.code]).toEqual([400, 'malformed'])
      expect(body.error?.field).toMatch(new RegExp(`^${field}`))
      expect(http.cases.cases.asked).toHaveLength(asked)
    })

    it('and none for a case that is not there', async () => {
      expect((await act({}, '6801-004-999999')).status).toBe(404)
    })
  })

  describe('takes a file', () => {
    const headers = {
      'content-type': 'image/jpeg',
      'x-cherha-name': encodeURIComponent('паспорт, ст. 1.jpg'),
      'x-cherha-command': '00000000-0000-4000-8000-000000000001',
    }
    const send = (body: Buffer | string, change: Record<string, string> = {}) =>
      petrenko.ask('POST', `/api/cases/${caseId}/files`, { body, headers: { ...headers, ...change } })

    it('with its name, its document and its stage beside it', async () => {
      const answer = await send(Buffer.from('scan'), {
        'x-cherha-document': 'passport',
        'x-cherha-stage': 'residence-check',
      })
      expect([answer.status, answer.body]).toEqual([200, { ok: true, version: 8 }])
      const meta = {
        commandId: headers['x-cherha-command'],
        name: 'паспорт, ст. 1.jpg',
        document: 'passport',
        stage: 'residence-check',
      }
      expect(lastAsked()).toEqual(['addFile', who, caseId, meta, Buffer.from('scan')])
    })

    it('of 10 MB, also of no type and when it says it is JSON', async () => {
      expect((await send(Buffer.alloc(maxFileBytes))).status).toBe(200)
      expect((await send('{broken', { 'content-type': 'application/json' })).status).toBe(200)
      expect(lastAsked()?.at(-1)).toEqual(Buffer.from('{broken'))
    })

    it('or refuses it as the rules do, and one that is far too large before', async () => {
      http.cases.cases.action = {
        ok: false,
        refusal: { code: 'too-large', message: { uk: 'Завеликий', en: 'Too large' } },
      }
      expect(await send(Buffer.alloc(maxFileBytes + 1))).toMatchObject({
        status: 409,
        body: { refusal: { code: 'too-large' } },
      })
      expect(await send(Buffer.alloc(maxFileBytes + 1_025))).toMatchObject({
        status: 413,
        body: { error: { code: 'too-large', message: expect.stringContaining(String(maxFileBytes + 1_024)) } },
      })
    })

    it('and gives an empty one to the rules, which say why it is refused', async () => {
      await petrenko.ask('POST', `/api/cases/${caseId}/files`, { headers })
      expect(lastAsked()?.at(-1)).toEqual(Buffer.alloc(0))
    })

    it.each([
      ['x-cherha-name', ''],
      ['x-cherha-name', '%E0%A4'],
      ['x-cherha-name', encodeURIComponent('а\u0000б')],
      ['x-cherha-name', 'n'.repeat(121)],
      ['x-cherha-command', 'not-a-uuid'],
      ['x-cherha-document', '../etc'],
      ['x-cherha-stage', 'Stage 1'],
    ])('and refuses a bad %s: %j', async (header, value) => {
      expect(await send('x', { [header]: value })).toMatchObject({
        status: 400,
        body: { error: { code: 'malformed', field: header } },
      })
    })
  })

  describe('gives a file', () => {
    it('as it came, to be saved and never shown inside a page', async () => {
      const bytes = Buffer.from([0, 200, 255])
      http.cases.cases.files.set(hashOf(bytes), bytes)
      const { status, headers } = await petrenko.ask('GET', `/api/cases/${caseId}/files/${hashOf(bytes)}`)
      expect(status).toBe(200)
      expect(headers).toMatchObject({
        'content-type': 'image/png',
        'content-length': '3',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
      expect(headers['content-disposition']).toBe(
        `attachment; filename="_______ _1_.png"; filename*=UTF-8''${encodeURIComponent('паспорт "1".png')}`,
      )
      expect((await petrenko.ask('GET', `/api/cases/${caseId}/files/${'0'.repeat(64)}`)).status).toBe(404)
    })

    it('and a paper of a stage', async () => {
      const paper = await petrenko.ask('GET', `/api/cases/${caseId}/papers/acceptance-refusal?stage=intake`)
      expect([paper.status, paper.headers['content-type'], paper.text]).toEqual([200, 'application/pdf', '%PDF-'])
      expect(lastAsked()).toEqual(['paper', who, caseId, 'acceptance-refusal', 'intake'])
      for (const wrong of ['no-such-paper?stage=intake', 'acceptance-refusal', 'acceptance-refusal?stage=%2E%2E']) {
        expect((await petrenko.ask('GET', `/api/cases/${caseId}/papers/${wrong}`)).status, wrong).toBe(400)
      }
    })
  })

  it('lists tasks, and distributes', async () => {
    expect((await petrenko.ask('GET', '/api/tasks?scope=unit&limit=5&q=Мель')).status).toBe(200)
    expect(lastAsked()).toEqual(['tasks', who, { scope: 'unit', limit: 5, q: 'Мель' }])
    expect((await petrenko.ask('GET', '/api/tasks?limit=501')).status).toBe(400)
    expect((await petrenko.ask('GET', '/api/tasks?order=random')).status).toBe(400)
    expect((await petrenko.ask('GET', '/api/distribution')).body).toEqual({ waiting: [], officers: [] })
    const assignment = { case: caseId, version: 3, stage: 'distribute', outcome: 'assigned', officer: 'petrenko' }
    const { body } = await petrenko.ask('POST', '/api/distribution', {
      body: { commandId: commandId(), assignments: [assignment] },
    })
    expect(body).toEqual({ assigned: [caseId], refused: [] })
  })

  it('tells anybody the cards', async () => {
    const list = await http.ask('GET', '/api/cards')
    expect(list.body).toMatchObject({ cards: [{ id: '002' }, { id: '003' }, { id: '004' }] })
    const card = await http.ask('GET', '/api/cards/004')
    expect(card.body).toEqual(JSON.parse(JSON.stringify(http.cases.cards().find(({ id }) => id === '004'))))
    for (const none of ['005', '004?version=99']) {
      expect(await http.ask('GET', `/api/cards/${none}`)).toMatchObject({
        status: 404,
        body: { error: { code: 'unknown-card' } },
      })
    }
    expect((await http.ask('GET', '/api/cards/004?version=no')).status).toBe(400)
  })

  it('asks for a fee on behalf of a hub', async () => {
    const paid = await hub.ask('POST', '/api/connectors/check', { body: { code: ' paid ' } })
    expect(paid.body).toEqual({ result: 'confirmed' })
    expect(http.cases.fees.at(-1)).toEqual(['paid', '6801'])
    expect((await hub.ask('POST', '/api/connectors/check', { body: { code: '' } })).status).toBe(400)
  })

  it('makes a signing key, and says when its password is wrong or locked', async () => {
    const send = (body: object) => petrenko.ask('POST', '/api/cases/signing-key', { body })
    expect(await send({ password: 'correct horse' })).toMatchObject({
      status: 200,
      body: { publicKey: 'AAAA', made: true },
    })
    await send({ password: 'correct horse', newPassword: 'battery staple' })
    expect(http.cases.signingKeys.asked.at(-1)).toEqual([who, 'correct horse', 'battery staple'])
    expect(await send({ password: 'short' })).toMatchObject({ status: 400, body: { error: { field: 'password' } } })
    http.cases.signingKeys.answer = { ok: false, code: 'wrong-password' }
    expect(await send({ password: 'wrong horse' })).toMatchObject({
      status: 409,
      body: { error: { code: 'wrong-password', field: 'password' } },
    })
    http.cases.signingKeys.answer = { ok: false, code: 'locked', retryAfter: 900 }
    expect(await send({ password: 'wrong horse' })).toMatchObject({ status: 423, headers: { 'retry-after': '900' } })
    expect(http.logged.join('')).not.toContain('horse')
  })

  it('is described by the server itself, every route of it', async () => {
    const { paths } = (await http.ask('GET', '/openapi.json')).body as { paths: Record<string, object> }
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    )
    const { caseAccess } = await import('../../src/http/cases/access.ts')
    expect(described).toEqual(expect.arrayContaining(Object.keys(caseAccess)))
    expect(described).toContain('GET /api/admin/case-reports.csv')
  })

  it('writes no name and no number of a case to its log', () => {
    const logged = http.logged.join('')
    expect(logged).toContain('/api/cases/:id')
    for (const secret of [caseId, 'Телефонували', 'Мель', petrenko.token]) expect(logged).not.toContain(secret)
  })
})
