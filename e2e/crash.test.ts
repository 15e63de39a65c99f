import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { openSqliteLogReader, verifyLog } from '@cherha/event-log'
import { openCredentials } from '@cherha/office-hub'
import type { BoardView } from '@cherha/shared/protocol'
import { anOffice, everyDay } from '@cherha/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { boardOf } from './support/board-watch.ts'
import { Office } from './support/office.ts'

const day = '2026-03-05'
/** 09:28 in Kyiv. */
const morning = `${day}T07:28:00Z`
const terminals = 20
const each = 10

const config = anOffice()
  .withService('А', { id: 'permanent', lanes: 6, minutes: 10 })
  .withService('К', { id: 'immigration', lanes: 6, minutes: 10 })
  .withWindow('1', { services: ['permanent', 'immigration'] })
  .withWindow('2', { services: ['permanent'] })
  .withStaff('olena', 'clerk')
  .withStaff('iryna', 'lead')
  .withStaff('auditor', 'auditor')
  .openAt(everyDay(['09:00', '18:00']))
  .config()

interface Sold {
  readonly person: string
  readonly ticket: string
  readonly command: Record<string, unknown>
  readonly token: string
}

let office: Office
afterEach(() => office.close())

describe('a crash of the hub', () => {
  it('N3 Q43 in the middle of 200 registrations loses nothing that was acknowledged and sells no number twice', async () => {
    office = await Office.open(config, morning)
    const tokens = moreTerminals(terminals)
    const session = await office.signIn('olena')
    await office.command(session, { type: 'open-window', window: '1' })
    const first = await office.command(office.tokens.terminal, registration('Перша'))
    const called = await office.command(session, { type: 'call-next', window: '1' })
    expect(called.body.result).toMatchObject({ ticket: first.body.result?.['ticket'] })
    await office.command(session, { type: 'confirm-voice-call', window: '1' })
    await office.pass(100)

    const sold: Sold[] = []
    const underWay = tokens.flatMap((token, t) =>
      Array.from({ length: each }, async (_, n) => {
        const person = `Людина ${letters(t)}${letters(n)}`
        const command = { commandId: randomUUID(), ...registration(person, n % 2 === 0 ? 'permanent' : 'immigration') }
        const answer = await office.command(token, command).catch(() => null)
        if (answer?.status === 200)
          sold.push({ person, ticket: String(answer.body.result?.['ticket']), command, token })
      }),
    )
    // the kill comes as soon as some are acknowledged and others are not
    while (sold.length < 20) await new Promise((resolve) => setTimeout(resolve, 1))
    await office.restartHub('SIGKILL', 20)
    await Promise.all(underWay)
    expect(sold.length).toBeLessThan(terminals * each)

    const registered = await registrations()
    const numbers = registered.map(({ number }) => number)
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const { ticket } of sold) expect(numbers).toContain(ticket)

    // whoever lost the answer sends the same command again and gets the same ticket
    for (const { command, token, ticket } of sold.slice(0, 10)) {
      const again = await office.command(token, command)
      expect([again.status, again.body.result]).toMatchObject([200, { ticket }])
    }
    expect(await registrations()).toHaveLength(registered.length)

    // the call is announced again and gets its full time, whatever had run before
    expect(await calledNow()).toMatchObject({ remainingSeconds: null })
    await office.request('GET', '/api/desk', session)
    expect((await office.command(session, { type: 'confirm-voice-call', window: '1' })).status).toBe(200)
    expect(await calledNow()).toMatchObject({ remainingSeconds: 120 })
    await keepDeskFor(session, 119)
    expect(await calledNow()).toMatchObject({ remainingSeconds: 1 })
    await keepDeskFor(session, 6)
    expect(await calledNow()).toBeUndefined()

    const reader = openSqliteLogReader(path.join(office.dir, 'data', 'office.db'))
    try {
      expect(verifyLog(reader)).toMatchObject({ ok: true })
    } finally {
      reader.close()
    }
  })

  it('Q44 an outage of more than five minutes starts suspended, and only a lead ends it', async () => {
    office = await Office.open(config, morning)
    await office.command(office.tokens.terminal, registration('Перша'))
    await office.restartHub('SIGKILL', 400)
    expect((await boardOf(office)).suspended).toMatchObject({ reason: 'outage' })
    const clerk = await office.signIn('olena')
    expect((await office.command(clerk, { type: 'resume-office' })).status).toBe(403)
    const lead = await office.signIn('iryna')
    expect((await office.command(lead, { type: 'resume-office' })).status).toBe(200)
    await office.pass(600)
    expect((await boardOf(office)).suspended).toBeNull()
  })
})

function registration(surname: string, service = 'permanent'): Record<string, unknown> {
  return { type: 'register-current', service, person: { surname, givenName: 'Олена' }, language: 'uk' }
}

/** Letters instead of figures: a name has none. */
function letters(n: number): string {
  return 'абвгдежзиклмнопрстуф'[n] ?? 'я'
}

function moreTerminals(count: number): string[] {
  const credentials = openCredentials(path.join(office.dir, 'data'))
  try {
    return Array.from({ length: count }, (_, n) =>
      credentials.addDevice({ id: `crowd-${n + 1}`, role: 'terminal', windows: null }),
    )
  } finally {
    credentials.close()
  }
}

interface Registered {
  readonly number: string
}

async function registrations(): Promise<Registered[]> {
  const session = await office.signIn('auditor')
  const answer = await fetch(`${office.hubUrl}/api/log?after=0&limit=10000`, {
    headers: { authorization: `Bearer ${session}` },
  })
  return (await answer.text())
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: Registered & { type: string } }).event)
    .filter(({ type }) => type === 'registered')
}

async function calledNow(): Promise<BoardView['called'][number] | undefined> {
  return (await boardOf(office)).called[0]
}

/** Time passes while the desk, which has no socket here, keeps asking. */
async function keepDeskFor(session: string, seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= 5) {
    await office.pass(Math.min(5, left))
    await office.request('GET', '/api/desk', session)
  }
}
