import type { OfficeConfig } from '@cherha/shared/protocol'
import { expect, test } from 'vitest'
import { type JobParts, Jobs } from '../src/jobs/daily.ts'
import { retentionNow } from '../src/jobs/retention.ts'
import type { OfficeNode } from '../src/offices/office-node.ts'
import { memoryErasures } from '../src/store/memory-erasures.ts'
import { dayMs, monday, openOffice, type TestOffice, today, tomorrow } from './support/an-office.ts'

interface Noted {
  readonly journal: { readonly action: string; readonly detail: unknown }[]
  readonly cleaned: string[]
  readonly failed: string[]
  readonly warned: string[]
  journalFails: boolean
}

/** The server's jobs over one office. */
function jobsOf(
  { node, clock }: TestOffice,
  retentionDays = 30,
  erasures = memoryErasures(),
): { jobs: Jobs; parts: JobParts; noted: Noted } {
  const noted: Noted = { journal: [], cleaned: [], failed: [], warned: [], journalFails: false }
  const nodes: readonly OfficeNode[] = [node]
  const parts: JobParts = {
    offices: {
      all: () => nodes,
      get: (code) => nodes.find((one) => one.code === code) ?? null,
      create: async (_config: OfficeConfig) => null,
    },
    stores: {
      erasures,
      journal: {
        append: async (entry) => {
          if (noted.journalFails) throw new Error('the database is away')
          noted.journal.push(entry)
        },
      },
      sessions: { clean: async () => void noted.cleaned.push('sessions') },
      codes: { clean: async () => void noted.cleaned.push('codes') },
    },
    clock,
    report: () => {},
    warn: (message) => void noted.warned.push(message),
    retentionDays,
    failed: (job) => void noted.failed.push(job),
  }
  return { jobs: new Jobs(parts), parts, noted }
}

const stateOf = (node: OfficeNode, date: string) => node.published().find((day) => day.date === date)?.state

async function pass(office: TestOffice, jobs: Jobs, ms: number): Promise<void> {
  await office.clock.advance(ms)
  await jobs.idle()
}

test('R9 at 00:00 office time the day is closed online, and the day that enters the horizon is published', async () => {
  const office = await openOffice()
  const { jobs } = jobsOf(office)
  await jobs.start()
  expect(stateOf(office.node, today)).toBe('closed')
  expect(stateOf(office.node, tomorrow)).toBe('published')
  const newest = () => office.node.published().at(-1)?.date ?? ''
  const before = newest()

  const untilMidnight = Date.parse(`${tomorrow}T00:00:00+02:00`) - monday
  await pass(office, jobs, untilMidnight - 1)
  expect(stateOf(office.node, tomorrow)).toBe('published')
  await pass(office, jobs, 1)
  expect(stateOf(office.node, tomorrow)).toBe('closed')
  expect(newest() > before).toBe(true)
  await jobs.stop()
})

test('R9 a server that was away at 00:00 closes the day at its start', async () => {
  const office = await openOffice()
  await office.clock.advance(dayMs)
  const { jobs } = jobsOf(office)
  await jobs.start()
  expect(stateOf(office.node, tomorrow)).toBe('closed')
  await jobs.stop()
})

test('a job that fails is tried again in half a minute, and the others are done', async () => {
  const office = await openOffice()
  await office.clock.advance(dayMs)
  office.disk.inboxFails = true
  const { jobs, noted } = jobsOf(office)
  await jobs.start()
  expect(noted.failed).toContain('close-online')
  expect(noted.cleaned).toEqual(['sessions', 'codes'])
  expect(stateOf(office.node, tomorrow)).not.toBe('closed')
  office.disk.inboxFails = false
  await pass(office, jobs, 30_000)
  expect(stateOf(office.node, tomorrow)).toBe('closed')
  await jobs.stop()
})

test('D6 the key of a visit day is erased after the days it is kept and one more, and that is journaled', async () => {
  const office = await openOffice()
  const { jobs, noted } = jobsOf(office, 3)
  await jobs.start()
  expect(Object.keys(office.node.secrets.days)).toContain(today)
  await pass(office, jobs, 3 * dayMs)
  expect(Object.keys(office.node.secrets.days)).toContain(today)
  expect(noted.journal).toEqual([])
  await pass(office, jobs, dayMs)
  expect(Object.keys(office.node.secrets.days)).toContain(today)
  await pass(office, jobs, dayMs)
  expect(Object.keys(office.node.secrets.days)).not.toContain(today)
  expect(noted.journal).toMatchObject([{ action: 'keys-erased', detail: { dates: [today] } }])
  await jobs.stop()
})

/** Days whose key there is. */
const keysOf = ({ node }: TestOffice) => Object.keys(node.secrets.days)

test('D9 a clock that is a year ahead at the start and is set back erases nothing', async () => {
  const office = await openOffice()
  const notes = memoryErasures()
  const before = keysOf(office)
  office.clock.set(monday + 400 * dayMs)
  const ahead = jobsOf(office, 3, notes)
  await ahead.jobs.start()
  await pass(office, ahead.jobs, dayMs - 1)
  await ahead.jobs.stop()
  expect(keysOf(office)).toEqual(expect.arrayContaining(before))
  expect([...(await notes.list('6801')).keys()]).toEqual(expect.arrayContaining(before))

  office.clock.set(monday + 3_600_000)
  const right = jobsOf(office, 3, notes)
  await right.jobs.start()
  expect(await notes.list('6801')).toEqual(new Map())
  await pass(office, right.jobs, 3 * dayMs)
  expect(keysOf(office)).toEqual(expect.arrayContaining(before))
  expect([ahead.noted.journal, right.noted.journal]).toEqual([[], []])
  await right.jobs.stop()
})

test('D9 a key noted by a clock that was ahead and is due all the same waits a day from now on', async () => {
  const office = await openOffice()
  await office.clock.advance(10 * dayMs)
  const notes = memoryErasures()
  await notes.note('6801', [today], office.clock.now() + 1)
  const { jobs } = jobsOf(office, 3, notes)
  await jobs.start()
  expect((await notes.list('6801')).get(today)).toBe(office.clock.now())
  await pass(office, jobs, dayMs - 1)
  expect(keysOf(office)).toContain(today)
  await pass(office, jobs, 3_600_000)
  expect(keysOf(office)).not.toContain(today)
  await jobs.stop()
})

test('D9 the day between runs through a restart, and no run in it erases', async () => {
  const office = await openOffice()
  await office.clock.advance(10 * dayMs)
  const notes = memoryErasures()
  const first = jobsOf(office, 3, notes)
  await first.jobs.start()
  await first.jobs.stop()
  office.clock.set(monday + 11 * dayMs - 1)
  const early = jobsOf(office, 3, notes)
  await early.jobs.start()
  await early.jobs.stop()
  expect(keysOf(office)).toContain(today)
  office.clock.set(monday + 11 * dayMs)
  const second = jobsOf(office, 3, notes)
  await second.jobs.start()
  expect(keysOf(office)).not.toContain(today)
  await second.jobs.stop()
})

test('D9 what an administrator asks for is erased at once', async () => {
  const office = await openOffice()
  await office.clock.advance(10 * dayMs)
  const { parts } = jobsOf(office, 3)
  expect((await retentionNow(parts))['6801']).toContain(today)
  expect(keysOf(office)).not.toContain(today)
})

test('stopped jobs do nothing more', async () => {
  const office = await openOffice()
  const { jobs } = jobsOf(office)
  await jobs.start()
  await jobs.stop()
  await pass(office, jobs, 2 * dayMs)
  expect(stateOf(office.node, tomorrow)).toBe('published')
})

test('R9 a day that places are still held of is left open; booking hands it over itself', async () => {
  const office = await openOffice()
  const { parts } = jobsOf(office)
  const waiting = new Set([tomorrow])
  const jobs = new Jobs({ ...parts, booking: { waitingDates: () => waiting, erase: async () => {} } })
  await jobs.start()
  await pass(office, jobs, Date.parse(`${tomorrow}T00:00:00+02:00`) - monday)
  expect(stateOf(office.node, tomorrow)).toBe('published')
  waiting.clear()
  await office.node.closeDue(waiting)
  expect(stateOf(office.node, tomorrow)).toBe('closed')
  await jobs.stop()
})

test('B35 who booked is erased before the key of the visit day is, and both are tried again together', async () => {
  const office = await openOffice()
  const { parts } = jobsOf(office, 3)
  await office.clock.advance(10 * dayMs)
  const erased: string[] = []
  let fails = true
  const booking = {
    erase: async (code: string, dates: readonly string[]) => {
      if (fails) throw new Error('the database is away')
      erased.push(`${code} ${dates.join()}`)
    },
  }
  await expect(retentionNow({ ...parts, booking })).rejects.toThrow('away')
  expect(keysOf(office)).toContain(today)
  fails = false
  await retentionNow({ ...parts, booking })
  expect(keysOf(office)).not.toContain(today)
  expect(erased[0]).toContain(`6801 ${today}`)
})
