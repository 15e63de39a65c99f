import { type Card, planCard, type WorkingCalendar, workingDaysBetween } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { CaseRun, day0, martialLaw, peace } from './case-run.ts'
import { ask, intakeFields, ownIntake, plan, record, walk } from './story.ts'

/** An ordinary week, across New Year, across the end of a leap February, before Easter, before summer holidays. */
const days = ['2026-03-11', '2026-12-28', '2028-02-21', '2026-04-06', '2026-08-19', '2026-03-26']
const cases: readonly [string, string, WorkingCalendar][] = days.flatMap((day): [string, string, WorkingCalendar][] => [
  [day, 'holidays worked', martialLaw],
  [day, 'holidays free', peace],
])

/** Does each open stage on the last day the plan gives it; answers the last day each stage really had. */
function onLastDays(run: CaseRun, limits: ReadonlyMap<string, string>, usual: Readonly<Record<string, string>>) {
  const had: Record<string, string> = {}
  for (let steps = 0; run.running.status === 'open' && steps < 40; steps += 1) {
    const [stage] = run.open().sort((a, b) => ((limits.get(a) ?? '') < (limits.get(b) ?? '') ? -1 : 1))
    if (stage === undefined) break
    const terms = run.running.deadlines.filter(
      (term) => term.stage === stage && term.status === 'running' && term.until === 'stage-completed',
    )
    had[stage] = terms.map(({ date }) => date).sort()[0] ?? 'none'
    const due = limits.get(stage) ?? run.today
    run.on(due > run.today ? due : run.today).complete(stage, usual[stage] ?? firstWay(run.card, stage))
  }
  return had
}

function firstWay(card: Card, key: string): string {
  const outcomes = card.stages.find((stage) => stage.key === key)?.outcomes ?? []
  return outcomes.find(({ stay, when }) => !stay && when.every((fact) => fact.startsWith('not ')))?.key ?? ''
}

describe.each(cases)('a case begun on %s, %s', (day, _name, calendar) => {
  test.each([
    ['002', 'standard', {}],
    ['003', 'standard', {}],
    ['003', 'fast', {}],
    ['004', 'standard', { 'residence-check': 'same-address' }],
  ] as const)('W61 %s %s: stages done on their last days have the dates of the plan', (id, track, usual) => {
    const run = new CaseRun(id, { today: day, calendar }).start({ track })
    const rows = planCard(run.card, { from: day, calendar, track }).rows
    const limits = new Map(rows.flatMap(({ key, limit }) => (limit === null ? [] : [[key, limit] as const])))
    const had = onLastDays(run, limits, usual)
    expect(run.running.end?.how).toMatch(/issued|granted/)
    expect(had).toEqual(Object.fromEntries(Object.keys(had).map((key) => [key, limits.get(key)])))
    expect(Object.keys(had).length).toBeGreaterThan(9)
  })
})

test('W61 003 with inquiries sent has ten working days for the decision and issues within 15', () => {
  const run = new CaseRun('003').start().intake().complete('distribution', 'assigned')
  run.complete('identification', 'inquiry-needed')
  ask(run, '11', 'inquiries', 'state-body')
  run.complete('inquiries', 'answered').complete('identification', 'identified')
  expect(run.terms()).toEqual(['cap stage-completed 2026-04-01', 'decision stage-completed 2026-03-25'])
  const chain = ['2026-03-25', '2026-03-26', '2026-03-31', '2026-04-01']
  run.on('2026-03-25').complete('decision', 'issue').on('2026-03-26').complete('data-transfer', 'sent')
  run.on('2026-03-31').complete('delivery', 'delivered').on('2026-04-01').complete('arrival', 'recorded')
  run.complete('comparison', 'matches').complete('issue', 'issued')
  expect(chain.map((date) => workingDaysBetween(day0, date, martialLaw))).toEqual([10, 11, 14, 15])
  expect(run.events.filter(({ type }) => type === 'deadline-overdue')).toEqual([])
})

test('W61 002 has until the thirtieth calendar day after intake for its inquiries, and a year for the rest', () => {
  const run = new CaseRun('002').start().intake().complete('distribution', 'assigned')
  run.complete('identification', 'inquiry-needed')
  expect(run.terms()).toEqual(['identification stage-completed 2027-03-11', 'inquiries stage-completed 2026-04-10'])
})

test('W62 the cap runs from intake and falls away with a refusal', () => {
  const run = new CaseRun('003').start().complete('intake-check', 'accepted')
  expect(run.terms()).toContain('cap stage-completed 2026-04-01')
  expect(walk({ card: '003', start: { track: 'fast' }, steps: ownIntake }).terms()).toContain(
    'cap stage-completed 2026-03-16',
  )
  const refused = walk({
    card: '003',
    steps: [...ownIntake, '11 distribution.assigned', '12 identification.identified', '13 decision.refused'],
  })
  expect(refused.terms()).toEqual(['issue stage-completed 2026-03-20'])
})

test('W63 W64 the cap is warned of two working days before and overdue after, once each', () => {
  const run = new CaseRun('003').start().intake()
  const fired = (date: string) =>
    run
      .tick(date)
      .flatMap((event) =>
        event.type.startsWith('deadline-') && 'kind' in event ? [`${event.type} ${event.kind}`] : [],
      )
  run.complete('distribution', 'assigned').complete('identification', 'identified')
  run.complete('decision', 'issue').complete('data-transfer', 'sent').complete('delivery', 'delivered')
  run.complete('arrival', 'recorded').complete('comparison', 'matches')
  expect(fired('2026-03-27')).toEqual([])
  expect(fired('2026-03-30')).toEqual(['deadline-warned cap'])
  expect(fired('2026-03-30')).toEqual([])
  expect(fired('2026-04-01')).toEqual([])
  expect(fired('2026-04-02')).toEqual(['deadline-overdue cap'])
  expect(fired('2026-04-03')).toEqual([])
  run.complete('issue', 'issued')
  expect(fired('2026-05-01')).toEqual([])
})

test('W63 the decision of 004 is warned of on the eighth working day of ten', () => {
  const run = new CaseRun('004').start().intake().complete('distribution', 'assigned')
  run.complete('identification', 'identified').complete('residence-check', 'same-address')
  const term = run.running.deadlines.find(({ stage, status }) => stage === 'decision' && status === 'running')
  expect(term).toMatchObject({ target: '2026-03-23', warnOn: '2026-03-23', date: '2026-03-25' })
})

test('W64 a stage done too late is overdue though nobody ticked, and a clock set back fires nothing', () => {
  const run = new CaseRun('004').start().intake()
  run.on('2026-03-13').complete('distribution', 'assigned')
  const late = run.events.filter(({ type }) => type === 'deadline-overdue')
  expect(late).toMatchObject([{ stage: 'distribution', date: '2026-03-11' }])
  expect(run.tick('2026-03-12')).toEqual([])
})

test('W65 the notice of a refusal to consider is owed after the end of the case until it is recorded', () => {
  const run = new CaseRun('003').startAtEntity().intake()
  record(run, '11', 'transfer', 'electronic-transferred', 'authorised-entity')
  run.on('2026-03-12').complete('transfer', 'transferred').complete('distribution', 'assigned')
  run.complete('recheck', 'refused')
  expect(run.running.status).toBe('ended')
  expect(run.terms()).toEqual(['recheck refusal-notified 2026-03-13'])
  const overdue = run.tick('2026-03-16').filter(({ type }) => type === 'deadline-overdue')
  expect(overdue).toHaveLength(1)
  record(run, '16', 'recheck', 'refusal-notified', 'officer')
  expect(run.terms()).toEqual([])
})

test('W66 the comparison of a card that comes back counts from that day', () => {
  const steps = [
    '11 distribution.assigned',
    '12 identification.identified',
    '12 decision.issue',
    '12 data-transfer.sent',
    '13 delivery.delivered',
    '13 arrival.recorded',
    '16 comparison.defect',
    '20 defect-review.not-confirmed',
  ]
  const run = walk({ card: '003', steps: [...ownIntake, ...steps] })
  expect(run.terms()).toContain('comparison stage-completed 2026-03-23')
  run.on('2026-03-23').complete('comparison', 'defect').on('2026-03-24').complete('defect-review', 'confirmed')
  expect(run.terms()).toContain('data-transfer stage-completed 2026-03-25')
})

test('W67 each inquiry has its own term, from its receipt', () => {
  const run = new CaseRun('002').start().intake().complete('distribution', 'assigned')
  run.complete('identification', 'inquiry-needed')
  const officer = run.person('officer')
  const send = (id: string) =>
    run.does(run.command(officer, { type: 'send-inquiry', stage: 'inquiries', inquiry: 'state-body', id }))
  send('one')
  send('two')
  run.on('2026-03-13').does({ type: 'inquiry-received', today: run.today, id: 'one' })
  run.on('2026-03-16').does({ type: 'inquiry-received', today: run.today, id: 'two' })
  const answers = run.running.deadlines.filter(({ until }) => until === 'inquiry-answered')
  expect(answers.map(({ inquiry, date }) => [inquiry, date])).toEqual([
    ['one', '2026-03-18'],
    ['two', '2026-03-19'],
  ])
  run.on('2026-03-18').does({ type: 'inquiry-answered', today: run.today, id: 'one', result: 'confirmed' })
  const overdue = run.tick('2026-03-20').flatMap((event) => (event.type === 'deadline-overdue' ? [event.deadline] : []))
  expect(overdue).toEqual([answers[1]?.id])
})

test('W68 a card nobody collects is reminded of once, after six months', () => {
  const steps = [
    '11 distribution.assigned',
    '12 identification.identified',
    '12 decision.issue',
    '12 data-transfer.sent',
  ]
  const run = walk({
    card: '003',
    steps: [...ownIntake, ...steps, '13 delivery.delivered', '13 arrival.recorded', '13 comparison.matches'],
  })
  const reminders = (date: string) => run.tick(date).filter((event) => 'kind' in event && event.kind === 'reminder')
  expect(reminders('2026-09-14')).toEqual([])
  expect(reminders('2026-09-15')).toHaveLength(1)
  expect(reminders('2027-01-15')).toEqual([])
})

test('W61 004 notices of a visit are due one working day before it, and a new day is told anew', () => {
  const run = new CaseRun('004').start().intake().complete('distribution', 'assigned')
  plan(run, '12', '16')
  expect(run.terms()).toContain('residence-check visit-notified 2026-03-13')
  record(run, '12', 'residence-check', 'visit-notified', 'residence-checker', 'phone')
  record(run, '12', 'residence-check', 'visit-notified', 'residence-checker', 'email')
  expect(run.terms().filter((line) => line.includes('visit-notified'))).toEqual([])
  plan(run, '13', '18')
  expect(run.terms()).toContain('residence-check visit-notified 2026-03-17')
})

test('W61 003 fast: an inquiry to the issuing body is due on the day of application', () => {
  const fields = intakeFields({ 'issued-by-another-body': true })
  const run = new CaseRun('003').start({ track: 'fast' }).intake({ fields }).complete('distribution', 'assigned')
  expect(run.terms()).toContain('issuer-inquiry inquiry-sent 2026-03-11')
})
