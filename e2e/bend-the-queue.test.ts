import { anOffice, everyDay } from '@cherha/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Office } from './support/office.ts'

const config = anOffice()
  .withService('А', { id: 'permanent', lanes: 2 })
  .withService('К', { id: 'immigration' })
  // open so briefly that no place fits before its end: a service without places
  .withService('Р', { id: 'empty', minutes: 60, hours: everyDay(['09:00', '09:30']) })
  .withWindow('1', { services: ['permanent', 'immigration', 'empty'] })
  .withWindow('2', { services: ['immigration'] })
  .withStaff('olena', 'clerk')
  .withStaff('taras', 'clerk')
  .withStaff('iryna', 'lead')
  .withStaff('auditor', 'auditor')
  .openAt(everyDay(['09:00', '18:00']))
  .config()

/** A clerk who tries every way to serve a friend first, over the hub's own interface. */
describe('staff who try to bend the queue', () => {
  let office: Office
  let olena: string
  let taras: string
  let auditor: string

  beforeAll(async () => {
    office = await Office.open(config, '2026-03-05T07:28:00Z')
    olena = await office.signIn('olena')
    taras = await office.signIn('taras')
    auditor = await office.signIn('auditor')
    for (const surname of ['Перша', 'Друга', 'Подруга']) await register(surname)
    await ok(olena, { type: 'open-window', window: '1' })
    await ok(taras, { type: 'open-window', window: '2' })
  })
  afterAll(() => office.close())

  async function register(surname: string): Promise<string> {
    const answer = await office.command(office.tokens.terminal, {
      type: 'register-current',
      service: 'permanent',
      person: { surname, givenName: 'Олена' },
      language: 'uk',
    })
    return String(answer.body.result?.['ticket'])
  }

  async function ok(session: string, command: Record<string, unknown>): Promise<Readonly<Record<string, unknown>>> {
    const answer = await office.command(session, command)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body.result ?? {}
  }

  /** Events of the log without those that come by themselves: which desk is connected, what the printer did. */
  async function happened(): Promise<number> {
    const answer = await fetch(`${office.hubUrl}/api/log?after=0&limit=10000`, {
      headers: { authorization: `Bearer ${auditor}` },
    })
    const types = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: { type: string } }).event.type)
    return types.filter((type) => !type.startsWith('desk-') && type !== 'print-reported').length
  }

  /** The refusal's code; nothing may have happened. */
  async function refused(session: string, command: Record<string, unknown>): Promise<string | undefined> {
    const before = await happened()
    const answer = await office.command(session, command)
    expect(await happened()).toBe(before)
    expect(answer.status).toBe(409)
    return answer.body.refusal?.code
  }

  it('Q6 naming a ticket or services in a command is malformed, field by field', async () => {
    for (const field of ['ticket', 'number', 'services', 'service', 'position']) {
      const answer = await office.command(olena, { type: 'call-next', window: '1', [field]: 'А-003' })
      expect([answer.status, JSON.stringify(answer.body)], field).toMatchObject([400, expect.stringContaining(field)])
    }
  })

  it('Q30 a second session on a window, and a second window for one session', async () => {
    expect(await refused(taras, { type: 'open-window', window: '1' })).toBe('session-has-window')
    const lead = await office.signIn('iryna')
    expect(await refused(lead, { type: 'open-window', window: '1' })).toBe('window-in-use')
    const again = await office.signIn('olena')
    expect(await refused(again, { type: 'open-window', window: '1' })).toBe('window-in-use')
    expect(await refused(taras, { type: 'call-next', window: '1' })).toBe('not-your-window')
  })

  it('Q34 Q35 mismatch, hold, transfer and finish before serving', async () => {
    await ok(olena, { type: 'call-next', window: '1' })
    expect(await refused(olena, { type: 'cancel-mismatch', window: '1', reason: 'name' })).toBe('not-serving')
    expect(await refused(olena, { type: 'hold', window: '1', reason: 'other' })).toBe('not-serving')
    expect(await refused(olena, { type: 'finish-service', window: '1' })).toBe('not-serving')
    expect(
      await refused(olena, { type: 'transfer', window: '1', toService: 'immigration', reason: 'specialist' }),
    ).toBe('not-serving')
    expect(await refused(olena, { type: 'call-next', window: '1' })).toBe('window-busy')
    expect(await refused(olena, { type: 'close-window', window: '1' })).toBe('window-busy')
  })

  it('A2 confirming by voice while a display of the window is about to announce', async () => {
    // no display is connected here, so the voice is accepted once and never again
    await ok(olena, { type: 'confirm-voice-call', window: '1' })
    expect(await refused(olena, { type: 'confirm-voice-call', window: '1' })).toBe('already-announced')
  })

  it('A5 a flood of recalls', async () => {
    expect(await refused(olena, { type: 'recall', window: '1' })).toBe('recall-too-soon')
    for (let n = 0; n < 3; n += 1) {
      await office.pass(5)
      await office.request('GET', '/api/desk', olena)
      await office.pass(5)
      await office.request('GET', '/api/desk', olena)
      await office.pass(5)
      await ok(olena, { type: 'recall', window: '1' })
      expect(await refused(olena, { type: 'recall', window: '1' })).toBe(n === 2 ? 'recall-limit' : 'recall-too-soon')
    }
  })

  it('Q31 hold-and-pick', async () => {
    await ok(olena, { type: 'start-service', window: '1' })
    await ok(olena, { type: 'hold', window: '1', reason: 'documents' })
    await ok(olena, { type: 'call-next', window: '1' })
    await ok(olena, { type: 'start-service', window: '1' })
    expect(await refused(olena, { type: 'hold', window: '1', reason: 'documents' })).toBe('already-held')
    expect(await refused(olena, { type: 'resume-held', window: '1' })).toBe('window-busy')
  })

  it('Q32 Q33 transfer through an empty service, to the same one, or to a window that does not serve it', async () => {
    const move = { type: 'transfer', window: '1', reason: 'specialist' }
    expect(await refused(olena, { ...move, toService: 'empty' })).toBe('no-places')
    expect(await refused(olena, { ...move, toService: 'permanent' })).toBe('same-service')
    expect(await refused(olena, { ...move, toWindow: '2' })).toBe('service-not-at-window')
    expect(await refused(olena, { ...move, toWindow: '1' })).toBe('same-window')
  })

  it('Q41 resuming the office is not for clerks, nor is a device allowed to call', async () => {
    expect((await office.command(olena, { type: 'resume-office' })).status).toBe(403)
    expect((await office.command(office.tokens.terminal, { type: 'call-next', window: '1' })).status).toBe(403)
    expect((await office.command(office.tokens.desk, { type: 'call-next', window: '1' })).status).toBe(403)
    expect((await office.command('nobody', { type: 'call-next', window: '1' })).status).toBe(401)
  })
})
