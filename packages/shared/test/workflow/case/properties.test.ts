import { builtInCards, type Card, evolveCase, initialCase, type RunningCase } from '@cherha/shared/workflow'
import { addDays } from '@cherha/shared/calendar'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Happened, play, type Setting } from './random-case.ts'

const setting: fc.Arbitrary<Setting> = fc.record({
  card: fc.constantFrom('002', '003', '004'),
  entity: fc.boolean(),
  fast: fc.boolean(),
  holidays: fc.boolean(),
  from: fc.integer({ min: 0, max: 800 }),
})
const numbers = fc.array(fc.noBias(fc.nat({ max: 2 ** 31 - 1 })), { minLength: 80, maxLength: 300, size: 'max' })
const runs = { numRuns: 150, seed: 20260311 }

function check(property: (card: Card, story: readonly Happened[]) => void): void {
  fc.assert(
    fc.property(setting, numbers, (how, row) => {
      const { run, story } = play(how, row)
      property(run.card, story)
    }),
    runs,
  )
}

test('W41 no sequence opens a stage the card does not lead to, before those it needs, or past its conditions', () => {
  const opened = new Set<string>()
  check((card, story) => {
    const led = new Set([card.start])
    for (const { before, events } of story) {
      let state = before
      for (const event of events) {
        if (event.type === 'stage-opened' || event.type === 'stage-skipped') {
          const stage = card.stages.find(({ key }) => key === event.stage)
          expect(led).toContain(event.stage)
          const now = state.status === 'none' ? null : state
          for (const visit of now?.visits ?? []) {
            const unfinished = visit.status === 'open' || visit.status === 'awaiting'
            if (unfinished) expect(stage?.needs).not.toContain(visit.stage)
            if (unfinished) expect(visit.stage).not.toBe(event.stage)
          }
          const facts = now?.facts ?? {}
          const met = stage?.when.every((one) => (facts[one.replace(/^not /, '')] === true) !== one.startsWith('not '))
          expect(met).toBe(event.type === 'stage-opened')
          if (event.type === 'stage-opened') opened.add(`${card.id} ${event.stage}`)
          if (event.type === 'stage-skipped') for (const key of stage?.otherwise ?? []) led.add(key)
        }
        if (event.type === 'outcome-recorded') {
          const stage = card.stages.find(({ key }) => key === event.stage)
          for (const key of stage?.outcomes.find(({ key: one }) => one === event.outcome)?.to ?? []) led.add(key)
        }
        if (event.type === 'case-reopened') led.add(event.stage)
        state = evolveCase(state, event)
      }
    }
  })
  // The random cases come to every stage there is.
  const all = builtInCards.flatMap((card) => card.stages.map(({ key }) => `${card.id} ${key}`))
  expect(all.filter((stage) => !opened.has(stage))).toEqual([])
})

test('W57 no sequence opens a stage after the window while the intake is not registered', () => {
  check((card, story) => {
    const atWindow = new Set(card.stages.filter(({ place }) => place === 'window').map(({ key }) => key))
    for (const { after } of story) {
      if (after.status === 'none') continue
      const unfinished = after.visits.filter(({ status }) => status === 'open' || status === 'awaiting')
      const places = new Set(unfinished.map(({ stage }) => atWindow.has(stage)))
      expect(places.size).toBeLessThan(2)
    }
  })
})

test('W41 an open case always has something open, and an ended one nothing', () => {
  let ended = 0
  check((_card, story) => {
    for (const { after } of story) {
      if (after.status === 'none') continue
      const unfinished = after.visits.filter(({ status }) => status === 'open' || status === 'awaiting')
      expect(unfinished.length > 0).toBe(after.status === 'open')
      if (after.status === 'ended') ended += 1
    }
  })
  expect(ended).toBeGreaterThan(0)
})

test('W64 no sequence loses a deadline', () => {
  let terms = 0
  check((card, story) => {
    for (const { after } of story) {
      if (after.status === 'none') continue
      terms += expectedTerms(card, after)
    }
    for (const { events, after } of story) {
      for (const event of events) {
        if (event.type !== 'deadline-dropped' || after.status === 'none') continue
        const dropped = after.deadlines.find(({ id }) => id === event.deadline)
        const visit = after.visits.find(({ stage, visit: n }) => stage === dropped?.stage && n === dropped.visit)
        if (dropped?.kind === 'term' && dropped.until === 'stage-completed' && visit?.status === 'open') {
          const conditions = card.stages.find(({ key }) => key === dropped.stage)?.deadlines[dropped.index]?.when
          expect(conditions).not.toEqual([])
        }
      }
    }
  })
  expect(terms).toBeGreaterThan(1000)
})

/** Every open stage whose terms have begun has one that runs; an accepted application has its cap. */
function expectedTerms(card: Card, state: RunningCase): number {
  const running = state.deadlines.filter(({ status }) => status === 'running')
  let expected = 0
  for (const visit of state.visits.filter(({ status }) => status === 'open')) {
    const stage = card.stages.find(({ key }) => key === visit.stage)
    const begun = stage?.deadlines.filter(
      ({ from, until, tracks, when }) =>
        until === 'stage-completed' &&
        state.marks[from] !== undefined &&
        tracks?.includes(state.track) !== false &&
        when.every((one) => (state.facts[one.replace(/^not /, '')] === true) !== one.startsWith('not ')),
    )
    if (begun === undefined || begun.length === 0) continue
    expected += 1
    expect(running.map(({ stage: key }) => key)).toContain(visit.stage)
  }
  const accepted = state.status === 'open' && state.marks['documents-accepted'] !== undefined
  if (card.caps.length > 0 && accepted && state.facts['refused'] !== true) {
    expected += 1
    expect(running.map(({ kind }) => kind)).toContain('cap')
  }
  return expected
}

test('W63 W64 every warning and every overdue term is fired once, never early, and in the end always', () => {
  let fired = 0
  fc.assert(
    fc.property(setting, numbers, (how, row) => {
      const { run, story } = play(how, row)
      const end = addDays(run.today, 2000)
      const last = run.try({ type: 'tick', today: end })
      const seen = new Set<string>()
      for (const event of [...story.flatMap(({ events }) => events), ...(last.ok ? last.events : [])]) {
        if (event.type !== 'deadline-warned' && event.type !== 'deadline-overdue') continue
        const name = `${event.type} ${event.deadline} ${event.date}`
        expect(seen).not.toContain(name)
        seen.add(name)
        fired += 1
        if (event.type === 'deadline-overdue') expect(event.on > event.date).toBe(true)
        else {
          const set = run.running.deadlines.find(({ id }) => id === event.deadline)
          expect(event.on <= event.date && event.on >= (set?.warnOn ?? '9999')).toBe(true)
        }
      }
      run.on(end).tick(end)
      expect(run.running.deadlines.filter(({ status, overdue }) => status === 'running' && !overdue)).toEqual([])
    }),
    runs,
  )
  expect(fired).toBeGreaterThan(100)
})

test('W42 W44 replay gives the live case, and a refused command changes nothing', () => {
  let refused = 0
  check((_card, story) => {
    const events = story.flatMap(({ events: some }) => some)
    expect(events.reduce(evolveCase, initialCase)).toEqual(story.at(-1)?.after)
    for (const { before, events: some, after } of story) {
      if (some.length > 0) continue
      refused += 1
      expect(after).toBe(before)
    }
  })
  expect(refused).toBeGreaterThan(100)
})
