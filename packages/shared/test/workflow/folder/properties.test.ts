import {
  builtInCards,
  type CaseFolder,
  type Card,
  cardSchema,
  decideFolder,
  evolveFolder,
  type FolderCommand,
  FolderCommandData,
  initialFolder,
  jobsFor,
} from '@cherha/shared/workflow'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { smallCard } from '../small-card.ts'
import type { FolderRun } from './folder-run.ts'
import { person } from './people.ts'
import { type FolderSetting, playOffers, type TakenUp } from './random-folder.ts'

// Whole cases, every step looked at as a page: longer than other tests where many run at once.
vi.setConfig({ testTimeout: 120_000 })

const certificate = cardSchema.parse(smallCard())
const cards: readonly Card[] = [...builtInCards, certificate]
const third = builtInCards.filter(({ id }) => id === '003')

const setting: fc.Arbitrary<FolderSetting> = fc.record({
  // The longest way in needs the most tries.
  card: fc.constantFrom(...cards, ...third, ...third),
  entity: fc.boolean(),
  fast: fc.boolean(),
  holidays: fc.boolean(),
  from: fc.integer({ min: 0, max: 800 }),
})
const numbers = fc.array(fc.noBias(fc.nat({ max: 2 ** 31 - 1 })), { minLength: 60, maxLength: 260, size: 'max' })

function played(numRuns: number, property: (run: FolderRun, taken: readonly TakenUp[]) => void): void {
  fc.assert(
    fc.property(setting, numbers, (how, row) => {
      const { run, taken } = playOffers(how, row)
      property(run, taken)
    }),
    { numRuns, seed: 20260312 },
  )
}

/** Also proves, at every step, that the view is one of the interface and that every command travels unchanged. */
test('W83 what the screen offers and does not block, the rules accept when it is filled in as its fields say', () => {
  const done = new Set<string>()
  const ended = new Set<string>()
  played(45, ({ card, state }, taken) => {
    for (const { what, refusal } of taken) {
      expect(refusal === null ? null : { card: card.id, what, refusal }).toBeNull()
      done.add(`${card.id} ${what}`)
    }
    if (state.end !== null) ended.add(`${card.id} ${state.end.how}`)
  })
  // The cases come far: every card to an end it is there for, and most of what can be offered was taken up.
  for (const end of ['002 granted', '003 issued', '004 issued', 'certificate issued']) expect([...ended]).toContain(end)
  const outcomes = cards.flatMap(({ id, stages }) =>
    stages.flatMap((stage) => stage.outcomes.map(({ key }) => `${id} complete ${stage.key}.${key}`)),
  )
  expect(outcomes.filter((one) => done.has(one)).length).toBeGreaterThan(outcomes.length * 0.6)
})

test('W75 W89 replay gives the live folder, and the server that decides the commands anew has the same events', () => {
  played(15, (run) => {
    expect(run.events.reduce(evolveFolder, initialFolder)).toEqual(run.folder)
    let folder: CaseFolder = initialFolder
    const again = run.commands.flatMap((command) => {
      const decision = decideFolder(run.card, folder, command, run.context)
      if (!decision.ok) throw new Error(`${command.type} refused again: ${decision.refusal.code}`)
      folder = decision.events.reduce(evolveFolder, folder)
      return decision.events
    })
    expect(again).toEqual(run.events)
  })
})

test('W87 the same events give the same outside work under the same keys, and no key stands for two things', () => {
  let found = 0
  played(25, (run) => {
    const all = new Map<string, string>()
    let folder: CaseFolder = initialFolder
    for (const event of run.events) {
      const jobs = jobsFor(run.card, folder, [event])
      expect(jobsFor(run.card, folder, [event])).toEqual(jobs)
      for (const job of jobs) {
        expect(all.has(job.key)).toBe(false)
        all.set(job.key, JSON.stringify(job))
        found += 1
      }
      folder = evolveFolder(folder, event)
    }
  })
  expect(found).toBeGreaterThan(20)
})

test('W75 a refused command gives no events, and every command is one that travels', () => {
  const kinds = new Set<string>()
  let refused = 0
  played(20, (run) => {
    for (const command of run.commands) kinds.add(command.type)
    const stranger = { ...person(run.card, 'intake'), unit: 'nobody' }
    const wrong: FolderCommand[] = [
      { type: 'write-letter', actor: stranger, today: run.today, at: 1, letter: letter(run.today) },
      { type: 'keep-paper', actor: person(run.card, 'intake'), today: run.today, at: 1, paper: strangePaper },
      { type: 'notice-sent', today: run.today, at: 1, stage: 'nowhere', event: 'visit-notified', means: 'email' },
      { type: 'remove-file', actor: person(run.card, 'intake'), today: run.today, at: 1, hash: 'e'.repeat(64) },
    ]
    for (const command of wrong) {
      expect(FolderCommandData.parse(JSON.parse(JSON.stringify(command)))).toEqual(command)
      const before = JSON.stringify(run.folder)
      const decision = decideFolder(run.card, run.folder, command, run.context)
      expect(decision.ok).toBe(false)
      expect(JSON.stringify(run.folder)).toBe(before)
      refused += 1
    }
  })
  expect(refused).toBe(80)
  for (const kind of ['start', 'complete', 'send-inquiry', 'record-event', 'write-applicant', 'tick', 'add-note'])
    expect([...kinds]).toContain(kind)
})

const strangePaper = { paper: 'decision', hash: 'a'.repeat(64), stage: 'nowhere', visit: 1, bytes: 1 } as const

function letter(today: string) {
  const id = '33333333-3333-4333-8333-333333333333'
  return { id, to: 'applicant', paper: 'decision-copy', tracking: null, sentOn: today, deliveredOn: null } as const
}

test('W86 no case shows a code in Ukrainian, in its course, its risks, its offers or what blocks them', () => {
  const names = () => ({ name: 'Х', title: { uk: 'Х', en: 'X' } })
  let told = 0
  played(20, (run) => {
    for (const role of Object.keys(run.card.roles) as (keyof Card['roles'])[]) {
      const view = run.view(person(run.card, role), { names })
      const texts = [
        ...view.timeline.flatMap(({ text, detail }) => [text, detail]),
        ...[...view.alerts, ...(view.risk === null ? [] : [view.risk])].flatMap(({ text, detail }) => [text, detail]),
        ...view.offers.flatMap(({ outcomes }) => outcomes.map(({ blocked }) => blocked)),
      ]
      for (const text of texts) {
        if (text === null) continue
        told += 1
        // The card of the tests has its titles in Latin letters, but no title has a key's hyphen in it.
        expect(text.uk).not.toMatch(/[a-z]-[a-z]|undefined|null|NaN/)
        expect(text.en).not.toMatch(/undefined|null|NaN/)
      }
    }
  })
  expect(told).toBeGreaterThan(500)
})
