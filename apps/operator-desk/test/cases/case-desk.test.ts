import type { CaseActionBody, TaskPage } from '@cherha/shared/protocol'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../src/renderer/cases/case-desk.ts'
import { type AskHub, createCaseClient } from '../../src/renderer/cases/model/client.ts'
import type { CaseOffice } from './case-office.ts'
import { aliiev, anIntake, anIntakeAt } from './stories.ts'

type Answer = { readonly status: number; readonly body: unknown } | 'away'

/** A desk whose hub is the office in memory, except for what `instead` answers. */
function aDeskOf(
  office: CaseOffice,
  login: 'olena' | 'iryna' = 'olena',
  instead: (path: string, body: unknown) => Answer | null = () => null,
) {
  const sent: CaseActionBody[] = []
  const ask: AskHub = async (path, init) => {
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null
    if (path.endsWith('/actions')) sent.push(body as CaseActionBody)
    const other = instead(path, body)
    if (other === 'away') throw new TypeError('failed to fetch')
    if (other !== null) return Response.json(other.body, { status: other.status })
    const [, , kind, id = '', part] = path.split(/[/?]/)
    if (kind === 'tasks') return Response.json(office.tasks(login))
    if (kind === 'cards')
      return Response.json({ ok: false, error: { code: 'not-found', message: '' } }, { status: 404 })
    if (part === 'actions') {
      const answer = office.act(login, id, body as CaseActionBody)
      return Response.json(answer, { status: answer.ok ? 200 : 409 })
    }
    return Response.json(office.view(login, id))
  }
  const onSignedOut = vi.fn<() => void>()
  const viewer = { show: async () => null, closeAll() {} }
  const desk = createCaseDesk({ client: createCaseClient(ask), viewer, onSignedOut, againAfterMs: 1 })
  return { desk, sent, onSignedOut }
}

const tick = (document: string) => ({
  action: 'check-document' as const,
  pressed: `check ${document}`,
  data: { check: { document, shown: true, attached: 'none', returned: false } },
})
const note = (text: string) => ({ action: 'add-note' as const, pressed: 'note', data: { text }, clears: ['note'] })

describe('an action', () => {
  test('of several quick ones is sent after the one before, in the order they were made', async () => {
    const { office, id } = anIntake('003', ['expired'])
    let under = 0
    const { desk, sent } = aDeskOf(office, 'olena', (path) => {
      if (path.endsWith('/actions')) under += 1
      return null
    })
    await desk.folders.load(id)
    const documents = office.view('olena', id).checklist.slice(0, 3)
    const done = documents.map(({ document }) => desk.folders.act(id, tick(document)))
    await Promise.resolve()
    expect(under).toBeLessThan(2)
    await Promise.all(done)
    expect(sent.map(({ data }) => (data as { check: { document: string } }).check.document)).toEqual(
      documents.map(({ document }) => document),
    )
    expect(desk.store.getState().folders[id]?.view?.checklist.filter(({ check }) => check?.shown)).toHaveLength(3)
  })

  test('goes out with the version the one before it left', async () => {
    const { office, id } = anIntakeAt('print')
    const { desk, sent } = aDeskOf(office)
    await desk.folders.load(id)
    const step = (stage: string, outcome: string, data: object) => ({
      action: 'complete' as const,
      pressed: stage,
      stage,
      outcome,
      data,
    })
    const fields = { warned: true, 'home-owned': false, 'home-leased': false }
    const first = desk.store.getState().folders[id]?.view?.version ?? 0
    const both = [
      desk.folders.act(id, step('print', 'correct', { fields })),
      desk.folders.act(id, step('applicant-signature', 'signed', { parties: ['applicant'] })),
    ]
    expect(await Promise.all(both)).toEqual([true, true])
    expect(sent[0]?.version).toBe(first)
    expect(sent[1]?.version).toBeGreaterThan(first)
  })

  test('that gets no answer is sent again as the same command, and what is typed stays until it is accepted', async () => {
    const { office, id } = anIntake()
    let away = true
    const { desk, sent } = aDeskOf(office, 'olena', (path) => (path.endsWith('/actions') && away ? 'away' : null))
    await desk.folders.load(id)
    desk.type('note', 'text', 'Прийде ще раз')
    const acting = desk.folders.act(id, note('Прийде ще раз'))
    await vi.waitFor(() => expect(desk.store.getState().sending[id]?.problem).toBe('away'), 60_000)
    expect(desk.store.getState().typed['note']).toEqual({ text: 'Прийде ще раз' })
    away = false
    expect(await acting).toBe(true)
    expect(new Set(sent.map(({ commandId }) => commandId)).size).toBe(1)
    expect(sent.length).toBeGreaterThan(1)
    expect(desk.store.getState().typed['note']).toBeUndefined()
    expect(office.view('olena', id).notes.map(({ text }) => text)).toEqual(['Прийде ще раз'])
  })

  test('nobody waits for any longer is neither accepted nor refused: nobody knows', async () => {
    const { office, id } = anIntake()
    const { desk } = aDeskOf(office, 'olena', (path) => (path.endsWith('/actions') ? 'away' : null))
    await desk.folders.load(id)
    desk.type('note', 'text', 'Слово')
    const acting = desk.folders.act(id, note('Слово'))
    await vi.waitFor(() => expect(desk.store.getState().sending[id]?.attempts).toBeGreaterThan(1), 60_000)
    desk.folders.stopWaiting(id)
    expect(await acting).toBe(false)
    expect(desk.store.getState().trouble[id]).toEqual({ kind: 'unknown' })
    expect(desk.store.getState().typed['note']).toEqual({ text: 'Слово' })
  })

  test('on a case others have changed tells the changes, keeps what is typed, and shows the case when asked', async () => {
    const { office, id } = anIntake()
    const changes = [{ on: '2026-03-05', by: 'Богдан', text: { uk: 'Додано нотатку', en: 'Note added' } }]
    const refusal = { code: 'version-changed', message: { uk: 'Змінено', en: 'Changed' }, version: 9, changes }
    let changed = true
    const { desk } = aDeskOf(office, 'olena', (path) =>
      changed && path.endsWith('/actions') ? { status: 409, body: { ok: false, refusal } } : null,
    )
    await desk.folders.load(id)
    const before = desk.store.getState().folders[id]
    desk.type('note', 'text', 'Моє')
    expect(await desk.folders.act(id, note('Моє'))).toBe(false)
    expect(desk.store.getState().trouble[id]).toEqual({ kind: 'refused', refusal })
    expect(desk.store.getState().folders[id]).toBe(before)
    changed = false
    desk.lookAgain(id)
    await vi.waitFor(() => expect(desk.store.getState().folders[id]?.loading).toBe(false), 60_000)
    expect(desk.store.getState().trouble[id]).toBeUndefined()
    expect(desk.store.getState().typed['note']).toEqual({ text: 'Моє' })
  })

  test('stops those that were to come after it when it is refused', async () => {
    const { office, id } = anIntakeAt('application')
    const { desk, sent } = aDeskOf(office)
    await desk.folders.load(id)
    const wrong = { action: 'complete' as const, pressed: 'x', stage: 'application', outcome: 'nothing', data: {} }
    expect(await desk.folders.act(id, wrong, note('Після'))).toBe(false)
    expect(sent).toHaveLength(1)
  })

  test('the form and the step that needs it go out together, in that order', async () => {
    const { office, id } = anIntakeAt('application')
    const { desk } = aDeskOf(office)
    await desk.folders.load(id)
    const form = { action: 'write-applicant' as const, pressed: 'x', data: { applicant: aliiev }, clears: ['form'] }
    const fields = { 'biometrics-taken': true, 'permit-issued-elsewhere': false }
    const step = {
      action: 'complete' as const,
      pressed: 'x',
      stage: 'application',
      outcome: 'formed',
      data: { fields },
    }
    expect(await desk.folders.act(id, form, step)).toBe(true)
    expect(desk.store.getState().folders[id]?.view?.applicant?.phone).toBe('+380671234567')
  })

  test('of an ended session leads back to the sign-in', async () => {
    const { office, id } = anIntake()
    const body = { ok: false, error: { code: 'unauthorised', message: 'no' } }
    const { desk, onSignedOut } = aDeskOf(office, 'olena', (path) =>
      path.endsWith('/actions') ? { status: 401, body } : null,
    )
    await desk.folders.load(id)
    await desk.folders.act(id, note('x'))
    expect(onSignedOut).toHaveBeenCalledOnce()
  })
})

describe('what the hub answers', () => {
  const problemOf = async (answer: Answer) => {
    const { office, id } = anIntake()
    const { desk } = aDeskOf(office, 'olena', () => answer)
    await desk.folders.load(id)
    return desk.store.getState().folders[id]?.problem?.code
  }
  const failed = (status: number, code: string) => ({ status, body: { ok: false, error: { code, message: '' } } })
  const away = { code: 'server-away', message: { uk: 'Немає', en: 'Away' } }

  test.each([
    ['away', 'away' as const],
    ['away', failed(502, 'hub-unreachable')],
    ['server-away', failed(503, 'server-away')],
    ['server-away', { status: 503, body: { ok: false, refusal: away } }],
    ['not-found', failed(404, 'not-found')],
    ['busy', failed(429, 'too-many-requests')],
    ['failed', failed(500, 'internal')],
    ['failed', { status: 200, body: { id: 'not a case' } }],
    ['failed', { status: 200, body: 'no object' }],
  ])('%s', async (expected, answer) => expect(await problemOf(answer)).toBe(expected))
})

describe('beside a visitor', () => {
  const visit = { key: 'ticket А-015', ticket: 'А-015', window: 'w3' }

  test('the draft of the ticket is found again after the page was loaded anew', async () => {
    const { office, id } = anIntake()
    const { desk } = aDeskOf(office)
    desk.intake.follow(visit)
    await vi.waitFor(
      () => expect(desk.store.getState().intake).toEqual({ visit: visit.key, state: 'ready', id }),
      60_000,
    )
  })

  test('a draft of another ticket is not', async () => {
    const { office } = anIntake()
    const { desk } = aDeskOf(office)
    desk.intake.follow({ ...visit, key: 'ticket А-016', ticket: 'А-016' })
    await vi.waitFor(() => expect(desk.store.getState().intake.state).toBe('none'), 60_000)
  })

  test('an application that is there already is gone on with instead of a second one', async () => {
    const { office, id } = anIntake()
    const refusal = { code: 'draft-exists', message: { uk: 'Вже є', en: 'There is one' }, what: id }
    const { desk } = aDeskOf(office, 'olena', (path) => {
      if (path === '/api/cases') return { status: 409, body: { ok: false, refusal } }
      const none: TaskPage = { tasks: [], total: 0, overdue: 0, dueToday: 0, next: null, server: true }
      return path.startsWith('/api/tasks') ? { status: 200, body: none } : null
    })
    desk.intake.follow(visit)
    await vi.waitFor(() => expect(desk.store.getState().intake.state).toBe('none'), 60_000)
    await desk.intake.start({ service: 'permanent', track: 'standard' })
    expect(desk.store.getState().intake.id).toBe(id)
  })

  test('nothing is left when the session ends', async () => {
    const { office, id } = anIntake()
    const { desk } = aDeskOf(office)
    desk.intake.follow(visit)
    await vi.waitFor(() => expect(desk.store.getState().folders[id]?.view?.id).toBe(id), 60_000)
    desk.type('note', 'text', 'Слово')
    desk.forget()
    expect(JSON.stringify(desk.store.getState())).not.toMatch(/Слово|6801-/)
  })
})

describe('files', () => {
  const upload = async (files: File[], answer: Answer): Promise<CaseDesk> => {
    const { office, id } = anIntakeAt('scans')
    const { desk } = aDeskOf(office, 'olena', (path) => (path.endsWith('/files') ? answer : null))
    await desk.uploads.add(id, files, null)
    return desk
  }
  const pdf = new File(['%PDF-1.4'], 'Паспорт.pdf', { type: 'application/pdf' })

  test('that are taken leave the list, others stay with the reason', async () => {
    const desk = await upload([pdf, new File(['x'], 'нотатки.docx')], { status: 200, body: { ok: true, version: 40 } })
    expect(desk.store.getState().uploads.map(({ name, problem }) => [name, problem])).toEqual([
      ['нотатки.docx', 'type'],
    ])
  })

  test('with a virus are refused in the hub’s own words', async () => {
    const refusal = { code: 'infected-file', message: { uk: 'Шкідлива програма', en: 'Malicious' } }
    const desk = await upload([pdf], { status: 409, body: { ok: false, refusal } })
    expect(desk.store.getState().uploads[0]).toMatchObject({ state: 'stopped', problem: { kind: 'refused', refusal } })
  })
})

describe('a case that waits for an outside system', () => {
  /** A desk with the case on its screen, and how often it has read the case by itself. */
  async function shown({ office, id }: ReturnType<typeof anIntake>) {
    let refreshed = 0
    const { desk } = aDeskOf(office, 'olena', (path) => {
      if (path.endsWith('?refresh=true')) refreshed += 1
      return null
    })
    desk.goTo({ name: 'case', id })
    await vi.waitFor(() => expect(desk.store.getState().folders[id]?.loading).toBe(false), 60_000)
    const later = (ms: number) => {
      vi.setSystemTime(Date.now() + ms)
      desk.tick()
    }
    return { desk, later, folder: () => desk.store.getState().folders[id], refreshed: () => refreshed }
  }

  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
  afterEach(() => void vi.useRealTimers())

  test('is read again by itself every 15 seconds; what is typed stays', async () => {
    const { office, id } = anIntakeAt('over')
    const { desk, later, folder, refreshed } = await shown({ office, id })
    desk.type('note', 'text', 'незакінчена нотатка')
    const before = folder()?.view?.version ?? 0
    later(14_000)
    expect(refreshed()).toBe(0)
    const told = { type: 'confirm-awaited', today: office.today, stage: 'application', taken: true, reference: 'R-1' }
    office.told(id, told as never)
    later(1_000)
    expect(folder()?.loading).toBe(false)
    await vi.waitFor(() => expect(folder()?.view?.version).toBeGreaterThan(before), 60_000)
    expect(refreshed()).toBe(1)
    expect(desk.store.getState().typed['note']).toEqual({ text: 'незакінчена нотатка' })
  })

  test('and one that waits for people is not', async () => {
    const { later, refreshed } = await shown(anIntake())
    later(60_000)
    expect(refreshed()).toBe(0)
  })
})
