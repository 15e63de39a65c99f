import { caseView, initialFolder, statusSteps, tellHistory } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { FolderRun } from './folder-run.ts'
import { names } from './people.ts'
import { intakeOf004, offered } from './story.ts'

function distributed(): FolderRun {
  return intakeOf004().complete('distributor', 'distribution', 'assigned', { officer: 'officer-first' })
}

function atDecision(today = '2026-03-05'): FolderRun {
  const run = intakeOf004(new FolderRun('004', { today: '2026-02-23' }).start())
  run.complete('distributor', 'distribution', 'assigned', { officer: 'officer-first' })
  run.on('2026-03-03').complete('officer', 'identification', 'identified')
  run.complete('residence-checker', 'residence-check', 'same-address')
  return run.on(today)
}

const nobody = { name: 'Х', title: { uk: 'Х', en: 'X' } }
const head = (run: FolderRun) => run.view(run.person('decision-maker'))

describe('what threatens a term', () => {
  test('W85 the day planned for the decision leaves just enough for the stages after it', () => {
    expect(head(atDecision()).risk).toEqual({
      level: 'warning',
      text: {
        uk: 'Строк під загрозою: рішення потрібне сьогодні.',
        en: 'The term is at risk: the decision is needed today.',
      },
      detail: {
        uk: 'Етапи після рішення займають до 7 робочих днів, а до граничного строку – 16 березня – лишилося саме 7.',
        en: 'The stages after the decision take up to 7 working days; until the last day, 16 March, exactly 7 are left.',
      },
    })
  })

  test('W85 the day before it nothing is at risk; the day after, too little is left', () => {
    expect(head(atDecision('2026-03-04')).risk).toBeNull()
    expect(head(atDecision('2026-03-06')).risk?.text.uk).toBe('Строк під загрозою: рішення потрібне до 9 березня.')
    expect(head(atDecision('2026-03-06')).risk?.detail.uk).toContain('лишилося лише 6.')
  })

  test('W85 a limit that has passed is late by working days, and what is left until the last day is told', () => {
    expect(head(atDecision('2026-03-12')).risk).toEqual({
      level: 'overdue',
      text: {
        uk: 'Строк минув: «Рішення про оформлення посвідки» – до 9 березня.',
        en: 'The term has passed: “Decision to issue” was due on 9 March.',
      },
      detail: {
        uk: 'Прострочено на 3 робочі дні. До граничного строку послуги – 16 березня – лишилося 2 робочі дні.',
        en: 'Late by 3 working days. 2 working days left until the last day of the whole service, 16 March.',
      },
    })
  })

  test('W85 the days above the path: accepted, to be decided by, the last day; a decision that was made has its own', () => {
    const run = atDecision()
    expect(head(run).terms).toEqual({ accepted: '2026-02-23', decision: '2026-03-05', result: '2026-03-16' })
    run.on('2026-03-04').complete('decision-maker', 'decision', 'issue')
    expect(head(run).terms).toEqual({ accepted: '2026-02-23', decision: '2026-03-04', result: '2026-03-16' })
  })
})

describe('the path', () => {
  test('W84 stages this case can never come to have no dates: those of the authorised entity, those after a refusal', () => {
    const run = atDecision()
    const far = () =>
      head(run)
        .path.filter(({ status }) => status === 'not-reached')
        .map(({ number }) => number)
    expect(far()).toEqual(['7', '17'])
    run.complete('decision-maker', 'decision', 'refused', { grounds: ['unlawful-stay'] })
    expect(far()).toEqual(['7', '13', '14', '15', '16', null, '17'])
  })
})

describe('what is offered', () => {
  test('W83 only what this person does: others see the case without it', () => {
    const run = atDecision()
    expect(head(run).offers.map(({ stage }) => stage)).toEqual(['decision'])
    expect(run.view(run.person('officer')).offers).toEqual([])
    expect(run.view(run.person('officer')).may).toMatchObject({ note: true, addFile: true, writeApplicant: false })
  })

  test('W83 a visit is offered from the first day the applicant can still be told in time, and then its notices', () => {
    const run = distributed()
    const offer = () => run.view(run.person('residence-checker')).offers[0]
    // From Wednesday one working day before Thursday.
    expect(offer()?.plan.map(({ event, earliest }) => [event, earliest])).toEqual([['residence-visited', '2026-03-12']])
    expect(offer()?.record).toEqual([])
    run.must(run.person('residence-checker'), {
      action: 'plan-event',
      stage: 'residence-check',
      data: { event: 'residence-visited', date: '2026-03-13' },
    })
    expect(offer()?.record.map(({ means }) => means)).toEqual([['phone', 'email']])
    expect(
      run.system({ type: 'notice-sent', stage: 'residence-check', event: 'visit-notified', means: 'email' } as never),
    ).toBeNull()
    expect(offer()?.record.map(({ means }) => means)).toEqual([['phone']])
    expect(offered(run, 'residence-checker', 'residence-check')[0]).toBe(
      'confirmed: Record first what the card asks for (The applicant was told of the visit).',
    )
  })

  test('W83 two have to sign: the first signs, the second completes, and a third time is blocked', () => {
    const run = distributed()
    const checker = run.person('residence-checker')
    const plan = { event: 'residence-visited', date: '2026-03-12' }
    run.must(checker, { action: 'plan-event', stage: 'residence-check', data: plan })
    for (const means of ['phone', 'email'])
      run.must(checker, { action: 'record-event', stage: 'residence-check', data: { event: 'visit-notified', means } })
    run.on('2026-03-12')
    const absent = (name: string) =>
      run
        .view(run.person('residence-checker', name))
        .offers[0]?.outcomes.flatMap(({ key, kind, blocked }) => (key === 'absent' ? [kind, blocked?.en] : []))
    expect(absent('first')).toEqual(['sign', undefined])
    run.must(checker, { action: 'sign', stage: 'residence-check', outcome: 'absent' })
    expect(absent('first')?.[1]).toMatch(/^A signature is missing/)
    expect(absent('second')).toEqual(['complete', undefined])
  })

  test('W83 before a case has begun there is nothing to see', () => {
    const run = new FolderRun('004')
    const actor = run.person('intake')
    expect(() => caseView(run.card, initialFolder, { actor, context: run.context, today: run.today, names })).toThrow(
      RangeError,
    )
  })
})

describe('the reading of the card', () => {
  test('W95 is the card’s own, with the terms of 004 that add up to 17 of 15 working days', () => {
    const run = distributed()
    const { reading } = head(run)
    expect(reading?.notes).toEqual(run.card.readings)
    expect(reading?.notes.map(({ where }) => where)).toContain('rows 10–12')
    expect(reading?.warnings.map(({ en }) => en)).toEqual([
      'The stage limits add up to 17 working days, the whole service may take 15: keep to the target dates.',
    ])
  })

  test('W95 a card whose terms fit has no warning', () => {
    const run = new FolderRun('002').start()
    expect(run.view(run.person('intake')).reading).toEqual({ warnings: [], notes: run.card.readings })
  })
})

describe('the course of a case', () => {
  test('W86 is told in whole words, the newest first, one line for one thing', () => {
    const run = atDecision()
    const officer = run.person('officer')
    const lines = head(run).timeline.map(({ text, detail }) => [text.uk, detail?.uk ?? null])
    expect(lines.slice(0, 3)).toEqual([
      [
        'Перевірка адреси місця проживання: Не проводиться: адреса та сама, що в заяві про дозвіл на імміграцію',
        'Спеціаліст Іменник residence-checker-first',
      ],
      [
        'Ідентифікація особи та перевірки: Особу ідентифіковано, перевірки проведено',
        `Спеціаліст Іменник ${officer.id}`,
      ],
      ['Справу розподілено', `Спеціаліст Іменник ${officer.id}`],
    ])
  })

  test('W86 the window is told by what stands on its door', () => {
    const run = new FolderRun('004').start()
    const actor = run.clerk
    run.does({
      type: 'came-from',
      actor,
      today: run.today,
      at: 1_800_000_000_000,
      ticket: 'А-015',
      window: 'w3',
      servedSince: '2026-03-05T10:21:00+02:00',
    })
    const details = run.view(actor, { windowLabel: () => '3' }).timeline.map(({ detail }) => detail?.uk ?? '')
    expect(details.some((detail) => detail.startsWith('Кабінет 3'))).toBe(true)
    expect(details.join(' ')).not.toContain('w3')
  })

  test('W86 several inquiries of one moment are one line with their names', () => {
    const run = distributed()
    const at = 1_800_000_000_000
    const actor = run.person('officer')
    for (const [id, inquiry] of [
      ['a', 'border-service'],
      ['b', 'other'],
    ] as const)
      run.does({
        type: 'send-inquiry',
        actor,
        at,
        today: run.today,
        version: run.state.version,
        stage: 'identification',
        inquiry,
        id,
      })
    const line = run.view(actor).timeline[0]
    expect(line?.text).toEqual({ uk: 'Надіслано 2 запити', en: '2 inquiries sent' })
    expect(line?.detail?.uk).toContain('Запит до Держприкордонслужби, ')
  })

  test('W86 never shows a code of the card: neither the course nor what changed meanwhile', () => {
    const run = atDecision()
    run.complete('decision-maker', 'decision', 'refused', { grounds: ['unlawful-stay'] })
    run.must(run.person('decision-maker'), {
      action: 'file-complaint',
      data: { to: 'court', of: 'issue', documents: ['c'.repeat(64)] },
    })
    run.must(run.person('decision-maker'), { action: 'decide-complaint', data: { result: 'annulled' } })
    run.on('2026-06-01').system({ type: 'tick' })
    const keys = [...run.card.stages.map(({ key }) => key), ...run.card.facts.map(({ key }) => key)]
    const told = [
      ...run
        .view(run.person('decision-maker'), { names: () => nobody })
        .timeline.flatMap(({ text, detail }) => [text.uk, text.en, detail?.uk ?? '']),
      ...run.state.history.flatMap((line) => Object.values(tellHistory(line, run.card))),
    ]
    expect(told.length).toBeGreaterThan(60)
    for (const words of told) expect(keys.filter((key) => key.includes('-') && words.includes(key))).toEqual([])
  })
})

describe('steps for the applicant', () => {
  const steps = (run: FolderRun) =>
    statusSteps(run.card, run.state).map(({ title, state, on }) => [title.en, state, on])

  test('W91 what is done, what is done now, what is ahead: nothing ahead reads as if it were done', () => {
    expect(steps(atDecision())).toEqual([
      ['Documents taken', 'done', '2026-02-23'],
      ['Application accepted for consideration', 'done', '2026-02-23'],
      ['Decision', 'now', null],
      ['Making of the card', 'ahead', null],
      ['Check of the finished card', 'ahead', null],
      ['Issue of the card', 'ahead', null],
    ])
  })

  test('W91 a refusal has its own way, and a complaint that annuls it takes the case back', () => {
    const run = atDecision()
    run.complete('decision-maker', 'decision', 'refused', { grounds: ['unlawful-stay'] })
    expect(steps(run).slice(2)).toEqual([
      ['Decided to refuse', 'done', '2026-03-05'],
      ['Copy of the decision', 'now', null],
    ])
    run.on('2026-03-06')
    run.must(run.person('decision-maker'), {
      action: 'file-complaint',
      data: { to: 'administrative', of: 'issue', documents: ['c'.repeat(64)] },
    })
    run.must(run.person('decision-maker'), { action: 'decide-complaint', data: { result: 'annulled' } })
    expect(steps(run)[2]).toEqual(['Decision', 'now', null])
  })

  test('W91 documents that were not accepted have one step', () => {
    const run = new FolderRun('004').start().complete('intake', 'intake-check', 'refused', { grounds: ['incomplete'] })
    expect(steps(run)).toEqual([['Documents not accepted', 'done', '2026-03-11']])
  })
})
