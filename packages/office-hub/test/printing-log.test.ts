import { join } from 'node:path'
import { asEvent, eventAs, openSqliteLog } from '@cherha/event-log'
import type { InboxItem } from '@cherha/shared/protocol'
import { decide, evolve, initialState, type QueueCommand, type QueueEvent, type QueueState } from '@cherha/shared/queue'
import { anOffice } from '@cherha/testing'
import { expect, test } from 'vitest'
import { aFolder, at, type HubUnderTest, registerCurrent, startedHub } from './hub-under-test.ts'

const date = '2026-11-23'
/** Most places are the queue server's, and no server is there. */
const config = {
  ...anOffice().config(),
  quotas: { online: 4, terminal: 1, current: 1 },
  channels: { online: true, terminal: true },
}
const actor = { kind: 'device', device: 'terminal-1' } as const

interface StoppedHub {
  state(): QueueState
  /** Writes what the rules make of a command, as a hub does that is killed right after its commit. */
  tell(command: QueueCommand): void
  /** What the log says became of papers. */
  outcomes(): unknown[]
  close(): void
}

/** The log of a hub that does not run. */
function stopped(dataDir: string): StoppedHub {
  const log = openSqliteLog(join(dataDir, 'office.db'))
  let state = initialState()
  const fold = (): QueueState => {
    for (const { seq, at: time, mono, event } of log.read(state.seq, 10_000)) {
      state = evolve(state, { seq, time: { at: time, mono }, event: eventAs<QueueEvent>(event) })
    }
    return state
  }
  const now = () => log.read(log.head().seq - 1, 1)[0] ?? expect.fail('an empty log')
  return {
    state: fold,
    tell(command) {
      const { at: time, mono } = now()
      const decision = decide(fold(), { ...command, now: { at: time, mono } })
      if (!decision.ok) throw new Error(decision.refusal.code)
      log.append(decision.events.map((event) => ({ at: time, mono, event: asEvent(event) })))
    },
    outcomes: () =>
      log
        .read(0, 10_000)
        .map(({ event }) => eventAs<QueueEvent>(event))
        .flatMap((event) => (event.type === 'print-reported' ? [[event.number, event.status]] : [])),
    close: () => log.close(),
  }
}

function learn(hub: StoppedHub, item: InboxItem, digits: 'other' | null = null): void {
  const seq = hub.state().inbox.seq + 1
  hub.tell({ type: 'learn', inbox: { seq, hash: String(seq).padStart(64, '0') }, item, digits })
}

function aBooking(number: string, service: string): InboxItem {
  const sealed = { box: '', fingerprint: number }
  return { type: 'booked', date, number, service, sold: 1, language: 'uk', sealed }
}

async function jobs(office: HubUnderTest): Promise<unknown> {
  const terminal = await office.connect(office.token('terminal'))
  return at(terminal.states.at(-1)?.view, 'printing', 'jobs')
}

/** Free online places of the day, later ones first. */
function onlinePlaces(state: QueueState) {
  const places = Object.values(state.days[date]?.places ?? {})
  return places.filter(({ channel, state: is }) => channel === 'online' && is === 'free').reverse()
}

test('P14 after a restart nothing is said of the papers of online bookings, claims and tickets brought back: nobody meant to print them', async () => {
  const printer = `file:${aFolder()}`
  const first = await startedHub({ config, printer })
  const walkIn = String(at((await first.command(first.token('terminal'), registerCurrent())).body, 'result', 'ticket'))
  await first.hub.printed()
  await first.hub.close()

  const between = stopped(first.dataDir)
  const [claimed, brought, ...booked] = onlinePlaces(between.state())
  if (claimed === undefined || brought === undefined) throw new Error('no online places')
  const sealed = { box: 'of somebody', fingerprint: 'somebody' }
  const checkIn = { type: 'check-in', actor } as const
  between.tell({ ...checkIn, ticket: claimed.number, proof: 'digits', claim: { time: claimed.time, sealed } })
  between.tell({ ...checkIn, ticket: brought.number, proof: 'code', readmit: { sold: 1 } })
  // more than the hub tells of, so that they would push the printed one out
  expect(booked.length).toBeGreaterThan(20)
  for (const { number, service } of booked) learn(between, aBooking(number, service))
  learn(between, aBooking(claimed.number, claimed.service), 'other')
  expect(between.state().days[date]?.displaced[claimed.number]).toMatch(/-1001$/)
  for (const { number } of booked.slice(0, 3)) between.tell({ ...checkIn, ticket: number, proof: 'digits' })
  between.close()

  const second = await startedHub({ config, printer, dataDir: first.dataDir })
  expect(await jobs(second)).toEqual([{ ticket: walkIn, date, status: 'printed' }])
  await second.hub.close()
  const after = stopped(first.dataDir)
  expect(after.outcomes()).toEqual([[walkIn, 'printed']])
  after.close()
})

test('P14 Q27 whose booking got another number is given its paper on arrival: cut off there, it is unconfirmed, once', async () => {
  const printer = `file:${aFolder()}`
  const first = await startedHub({ config, printer })
  await first.hub.close()

  const between = stopped(first.dataDir)
  const [place] = onlinePlaces(between.state())
  if (place === undefined) throw new Error('no online place')
  const { number, service, time } = place
  const sealed = { box: 'of somebody', fingerprint: 'somebody' }
  between.tell({ type: 'check-in', actor, ticket: number, proof: 'digits', claim: { time, sealed } })
  learn(between, aBooking(number, service), 'other')
  const instead = between.state().days[date]?.displaced[number] ?? ''
  between.tell({ type: 'check-in', actor, ticket: instead, proof: 'digits', booked: number })
  between.close()

  const second = await startedHub({ config, printer, dataDir: first.dataDir })
  expect(await jobs(second)).toEqual([{ ticket: instead, date, status: 'unconfirmed' }])
  await second.hub.close()
  // it comes again with the number it was given: no paper is waited for
  const more = stopped(first.dataDir)
  more.tell({ type: 'check-in', actor, ticket: instead, proof: 'code' })
  more.close()
  const third = await startedHub({ config, printer, dataDir: first.dataDir })
  await third.hub.close()
  const after = stopped(first.dataDir)
  expect(after.outcomes()).toEqual([[instead, 'unconfirmed']])
  after.close()
})
