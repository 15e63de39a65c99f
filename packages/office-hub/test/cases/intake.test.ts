import { createHash, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { at } from '../hub-under-test.ts'
import { anApplicant, Clerk, entityUnit, officeWithCard, officeWithClerk } from './intake-under-test.ts'

test('W101 an application is begun for the visitor at the window, and taken whole without a server', async () => {
  const { office, clerk } = await officeWithClerk()
  const ticket = await clerk.serve()
  const begun = await clerk.begin()
  expect(begun).toMatchObject({ status: 200, body: { id: '6801-004-000001' } })
  const id = String(at(begun.body, 'id'))
  const draft = await clerk.view(id)
  expect(draft).toMatchObject({
    status: 'draft',
    day: '2026-11-23',
    from: { ticket, window: 'w1', servedSince: '2026-11-23T08:00:00.000Z' },
  })
  await clerk.wholeIntake(id)
  const whole = await clerk.view(id)
  const stages = Object.fromEntries(whole.path.map(({ key, status }) => [key, status]))
  expect(stages).toMatchObject({ 'intake-check': 'done', application: 'awaiting', scans: 'awaiting' })
  expect(whole.files.map(({ name, type }) => [name, type])).toEqual([['паспорт.pdf', 'application/pdf']])
  expect([whole.offers, whole.may.writeApplicant, whole.may.abandon]).toEqual([[], false, false])
  const late = await clerk.act(id, { action: 'add-note', data: { text: 'після прийому' } })
  expect([late.status, at(late.body, 'refusal', 'code')]).toEqual([409, 'intake-over'])
  expect(at((await office.get('/health')).body, 'cases')).toEqual({
    unfinished: 0,
    waiting: 1,
    refused: 0,
    damaged: 0,
    oldest: '2026-11-23',
  })
})

test('W101 nobody at the window, another service, a service without a card and a clerk without a post begin nothing', async () => {
  const { office, clerk } = await officeWithClerk()
  const code = async (from: Clerk, service?: string) =>
    at((await from.begin(service === undefined ? {} : { service })).body, 'refusal', 'code')
  expect(await code(clerk)).toBe('no-visitor')
  await clerk.serve()
  expect(await code(clerk, 'service-2')).toBe('other-service')
  await clerk.must({ type: 'finish-service', window: 'w1' })
  await clerk.must({ type: 'outside-queue', window: 'w1' })
  expect(await code(clerk, 'service-2')).toBe('no-card')
  const other = await Clerk.signedIn(office, 'queue-only', 'w2', 1)
  await other.must({ type: 'outside-queue', window: 'w2' })
  expect(await code(other)).toBe('wrong-role')
  expect(await code(clerk)).toBeUndefined()
})

test('W101 one unfinished application per ticket: the second is told the first', async () => {
  const { clerk } = await officeWithClerk()
  await clerk.serve()
  const id = await clerk.begun()
  const second = await clerk.begin()
  expect(second).toMatchObject({ status: 409, body: { refusal: { code: 'draft-exists', what: id } } })
  await clerk.done(id, { action: 'abandon' })
  expect(await clerk.begun()).toBe('6801-004-000002')
})

test('W101 a command sent again has its old answer, with another body or from somebody else it is refused', async () => {
  const { office, clerk } = await officeWithClerk()
  await clerk.serve()
  const commandId = randomUUID()
  const first = await clerk.begin({ commandId })
  expect(await clerk.begin({ commandId })).toMatchObject({ status: 200, body: first.body })
  const other = await clerk.begin({ commandId, service: 'service-2' })
  expect(other).toMatchObject({ status: 409, body: { refusal: { code: 'command-id-reused' } } })
  const id = String(at(first.body, 'id'))
  const note = { commandId: randomUUID(), action: 'add-note' as const, version: 1, data: { text: 'раз' } }
  const written = await clerk.act(id, note)
  expect((await clerk.act(id, note)).body).toEqual(written.body)
  expect((await clerk.view(id)).notes).toHaveLength(1)
  const changed = await clerk.act(id, { ...note, data: { text: 'два' } })
  expect(at(changed.body, 'refusal', 'code')).toBe('command-id-reused')
  const second = await Clerk.signedIn(office, 'second', 'w2', 1)
  expect(at((await second.act(id, note)).body, 'refusal', 'code')).toBe('command-id-reused')
})

test('two clerks at one application: the later one is told what changed', async () => {
  const { office, clerk } = await officeWithClerk()
  await clerk.serve()
  const id = await clerk.begun()
  const second = await Clerk.signedIn(office, 'second', 'w2', 1)
  const { version } = await second.view(id)
  await clerk.done(id, { action: 'complete', stage: 'intake-check', outcome: 'accepted' })
  const late = await second.act(id, { action: 'complete', stage: 'intake-check', outcome: 'accepted', version })
  expect(late).toMatchObject({ status: 409, body: { refusal: { code: 'version-changed', version: version + 3 } } })
  expect(at(late.body, 'refusal', 'changes')).toContainEqual({
    on: '2026-11-23',
    by: 'clerk',
    text: expect.objectContaining({ uk: expect.stringContaining('Документи прийнято') }),
  })
})

test('W104 a fee check nobody answers is an answer, kept, and no ground to refuse', async () => {
  const { clerk } = await officeWithClerk()
  await clerk.serve()
  const id = await clerk.begun()
  const reply = await clerk.act(id, { action: 'check-fee', data: { code: '0001-2345-6789' } })
  expect(reply).toMatchObject({ status: 200, body: { ok: true, fee: 'unreachable' } })
  expect((await clerk.view(id)).fees).toMatchObject([{ code: '0001-2345-6789', result: 'unreachable' }])
})

test('papers of a draft are made without the network', async () => {
  const { office, clerk } = await officeWithClerk()
  await clerk.serve()
  const id = await clerk.begun()
  await clerk.upToScans(id)
  for (const [paper, stage] of [
    ['application-form', 'print'],
    ['receipt', 'scans'],
    ['acceptance-refusal', 'intake-check'],
  ]) {
    const url = `${office.hub.url}/api/cases/${id}/papers/${paper}?stage=${stage}`
    const response = await fetch(url, { headers: { authorization: `Bearer ${clerk.token}` } })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  }
})

test('W103 the paper that was printed again after a correction is the one that is kept', async () => {
  const { office, clerk } = await officeWithClerk()
  await clerk.serve()
  const id = await clerk.begun()
  const form = async () => {
    const url = `${office.hub.url}/api/cases/${id}/papers/application-form?stage=print`
    const response = await fetch(url, { headers: { authorization: `Bearer ${clerk.token}` } })
    return createHash('sha256')
      .update(Buffer.from(await response.arrayBuffer()))
      .digest('hex')
  }
  await clerk.done(id, { action: 'write-applicant', data: { applicant: anApplicant({ surname: 'Помилка' }) } })
  await clerk.done(id, { action: 'complete', stage: 'intake-check', outcome: 'accepted' })
  const application = { 'biometrics-taken': true, 'permit-issued-elsewhere': false }
  await clerk.done(id, { action: 'complete', stage: 'application', outcome: 'formed', data: { fields: application } })
  const wrong = await form()
  await clerk.done(id, { action: 'complete', stage: 'print', outcome: 'errors' })
  await clerk.done(id, { action: 'write-applicant', data: { applicant: anApplicant() } })
  expect((await clerk.view(id)).papers).toEqual([])
  const right = await form()
  expect(right).not.toBe(wrong)
  const print = { warned: true, 'home-owned': true, 'home-leased': false }
  await clerk.done(id, { action: 'complete', stage: 'print', outcome: 'correct', data: { fields: print } })
  const [kept, ...others] = (await clerk.view(id)).papers
  expect(others).toEqual([])
  expect(kept).toMatchObject({ paper: 'application-form', stage: 'print', visit: 2, signed: 0 })
  expect(await form()).toBe(kept?.hash)
  const parties = { parties: ['applicant'] }
  await clerk.done(id, { action: 'complete', stage: 'applicant-signature', outcome: 'signed', data: parties })
  expect((await clerk.view(id)).papers).toMatchObject([{ signed: 1, toSign: 0 }])
})

test('a form with characters no paper can show is refused in words, and nothing changes', async () => {
  const { clerk } = await officeWithClerk()
  await clerk.serve()
  const id = await clerk.begun()
  const { version } = await clerk.view(id)
  const reply = await clerk.act(id, {
    action: 'write-applicant',
    data: { applicant: anApplicant({ surname: '王小明' }) },
  })
  expect(reply.status).toBe(409)
  expect(at(reply.body, 'refusal')).toMatchObject({ code: 'unprintable-text', what: '王 小 明' })
  expect(await clerk.view(id)).toMatchObject({ version, applicant: null })
})

test('what is no PDF, JPEG, PNG or TIFF, is empty or too large is not kept, and the clerk is told why', async () => {
  const { clerk } = await officeWithClerk()
  await clerk.serve()
  const id = await clerk.begun()
  const codeOf = async (bytes: Buffer) => {
    const response = await clerk.addScan(id, bytes)
    return [response.status, at(await response.json(), 'refusal', 'code')]
  }
  expect(await codeOf(Buffer.from('MZ this is a program'))).toEqual([409, 'wrong-type'])
  expect(await codeOf(Buffer.alloc(0))).toEqual([409, 'empty'])
  expect(await codeOf(Buffer.alloc(10 * 1024 * 1024 + 1, '%PDF-'))).toEqual([409, 'too-large'])
  expect((await clerk.addScan(id, Buffer.alloc(11 * 1024 * 1024))).status).toBe(413)
  const nameless = await clerk.addScan(id, Buffer.from('%PDF-'), { 'x-cherha-name': '%E0%A4%A' })
  expect([nameless.status, at(await nameless.json(), 'error', 'field')]).toEqual([400, 'x-cherha-name'])
  expect((await clerk.view(id)).files).toEqual([])
})

test('a scan comes back as it was given, to those who may see the application', async () => {
  const { office, clerk } = await officeWithClerk()
  await clerk.serve()
  const id = await clerk.begun()
  await clerk.upToScans(id)
  const { hash } = (await clerk.view(id)).files[0] ?? { hash: '' }
  const get = (token: string) =>
    fetch(`${office.hub.url}/api/cases/${id}/files/${hash}`, { headers: { authorization: `Bearer ${token}` } })
  const got = await get(clerk.token)
  expect(got.headers.get('content-disposition')).toContain('attachment')
  expect(Buffer.from(await got.arrayBuffer()).toString('latin1')).toContain('canary-of-the-scan')
  expect((await get(await office.signIn('queue-only', 1))).status).toBe(503)
  expect((await office.get(`/api/cases/${id}`, await office.signIn('auditor', 1))).status).toBe(403)
})

test('every look at a draft is written down, for an auditor, with nothing of what is in it', async () => {
  const { office, clerk } = await officeWithClerk()
  await clerk.outside()
  const id = await clerk.begun()
  await clerk.upToScans(id)
  await office.advance(61_000)
  const second = await office.signIn('second', 1)
  for (const _ of [1, 2]) expect((await office.get(`/api/cases/${id}`, second)).status).toBe(200)
  const auditor = await office.signIn('auditor', 1)
  const { status, body } = await office.get('/api/case-looks', auditor)
  expect(status).toBe(200)
  expect(at(body, 'looks')).toEqual([
    { n: 1, at: Date.parse('2026-11-23T08:00:00Z'), staff: 'clerk', case: id, what: 'case' },
    { n: 2, at: Date.parse('2026-11-23T08:01:01Z'), staff: 'second', case: id, what: 'case' },
  ])
  await office.advance(10 * 60_000)
  for (const _ of [1, 2]) expect((await office.get(`/api/cases/${id}?refresh=true`, second)).status).toBe(200)
  expect(at((await office.get('/api/case-looks', auditor)).body, 'looks')).toHaveLength(2)
  await office.advance(60 * 60_000)
  expect((await office.get(`/api/cases/${id}?refresh=true`, second)).status).toBe(200)
  expect(at((await office.get('/api/case-looks', auditor)).body, 'looks')).toHaveLength(3)
  expect((await office.get('/api/case-looks', second)).status).toBe(403)
  expect((await office.get('/api/case-looks?after=2', auditor)).body).toMatchObject({ looks: [{ staff: 'second' }] })
})

test('W101 an authorised entity takes applications of the office it serves, under numbers of its own', async () => {
  const plain = officeWithCard({ kind: 'authorised-entity', servingOffice: '8036' })
  const staff = plain.staff.map((one) =>
    one.post === undefined
      ? one
      : { ...one, post: { ...one.post, unit: entityUnit, roles: ['authorised-entity' as const] } },
  )
  const { clerk } = await officeWithClerk({ config: { ...plain, staff } })
  await clerk.outside()
  const id = await clerk.begun()
  expect(id).toBe('6801-004-000001')
  expect(await clerk.view(id)).toMatchObject({ office: '8036', entity: '6801', facts: ['channel-entity'] })
  await clerk.upToScans(id)
  await clerk.done(id, { action: 'complete', stage: 'scans', outcome: 'scanned-for-transfer' })
  const { timeline } = await clerk.view(id)
  expect(JSON.stringify(timeline)).toContain('clerk')
  expect(JSON.stringify(timeline)).not.toContain('clerk@6801')
})
