import { distributionView, openWork, taskRows, type WaitingCase, waitingCase } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { FolderRun } from './folder-run.ts'
import { names } from './people.ts'
import { intakeOf004 } from './story.ts'

const looking = (run: FolderRun, role: Parameters<FolderRun['person']>[0]) => ({
  actor: run.person(role),
  context: run.context,
  today: run.today,
  names,
})

describe('rows of tasks', () => {
  test('W90 a draft is one row of its own kind, whoever opens it; without its form it has no name yet', () => {
    const run = new FolderRun('004').start()
    const rows = taskRows(run.card, run.folder, { ...looking(run, 'intake'), draft: true })
    expect(rows.map(({ kind, stage, applicant }) => [kind, stage, applicant])).toEqual([['draft', 'intake-check', '']])
    expect(taskRows(run.card, run.folder, looking(run, 'officer'))).toEqual([])
  })

  test('W90 a case has a row for whoever works on it, with the applicant’s name and the days left', () => {
    const run = intakeOf004()
    const rows = taskRows(run.card, run.folder, looking(run, 'distributor'))
    expect(rows).toMatchObject([{ kind: 'stage', stage: 'distribution', applicant: 'Вигадана Особа', daysLeft: 0 }])
  })

  test('W90 an index has every stage that is open, with the units that act and those that only sign', () => {
    const run = intakeOf004(new FolderRun('004').startAtEntity())
    const work = openWork(run.card, run.state, { context: run.context, today: run.today })
    expect(work.map(({ stage, roles, assigned }) => [stage, roles.map(({ role }) => role), assigned])).toEqual([
      ['transfer', ['authorised-entity'], null],
    ])
    const later = intakeOf004().complete('distributor', 'distribution', 'assigned', { officer: 'officer-second' })
    const open = openWork(later.card, later.state, { context: later.context, today: later.today })
    expect(open.map(({ stage, assigned }) => [stage, assigned])).toEqual([
      ['identification', 'officer-second'],
      ['residence-check', null],
    ])
  })
})

describe('the day’s distribution', () => {
  const row = (id: number, limit: string | null): WaitingCase => ({
    case: `8036-004-00000${id}`,
    version: 9,
    stage: 'distribution',
    outcome: 'assigned',
    applicant: '',
    card: '004',
    cardTitle: { uk: 'К', en: 'C' },
    since: '2026-03-11',
    limit,
  })
  const officer = (login: string, open: number, dueSoon = 0, overdue = 0) => ({
    login,
    name: login,
    open,
    dueSoon,
    overdue,
  })

  test('W90 a case that waits for its officer is found for the head, for nobody else', () => {
    const run = intakeOf004()
    expect(waitingCase(run.card, run.folder, looking(run, 'distributor'))).toMatchObject({
      case: '8036-004-000127',
      version: run.state.version,
      stage: 'distribution',
      outcome: 'assigned',
    })
    expect(waitingCase(run.card, run.folder, looking(run, 'officer'))).toBeNull()
  })

  test('W90 the most urgent first, each to whoever then has the least; late work weighs double', () => {
    const { waiting } = distributionView(
      [row(1, null), row(2, '2026-03-13'), row(3, '2026-03-12')],
      [officer('anna', 3), officer('bohdan', 2, 0, 1), officer('vira', 1)],
    )
    expect(waiting.map(({ case: id, suggested }) => [id.at(-1), suggested])).toEqual([
      ['3', 'vira'],
      ['2', 'vira'],
      ['1', 'anna'],
    ])
  })

  test('W90 nobody is suggested who may not lead the case', () => {
    const { waiting } = distributionView(
      [row(1, null)],
      [officer('anna', 0), officer('vira', 5)],
      (_, login) => login === 'vira',
    )
    expect(waiting[0]?.suggested).toBe('vira')
    expect(distributionView([row(1, null)], []).waiting[0]?.suggested).toBeNull()
  })
})
