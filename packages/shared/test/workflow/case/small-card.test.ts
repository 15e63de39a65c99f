import { cardSchema } from '@cherha/shared/workflow'
import { expect, test } from 'vitest'
import { smallCard } from '../small-card.ts'
import { CaseRun } from './case-run.ts'

const certificate = cardSchema.parse(smallCard())

test('W40 an invented card runs from the window to its end without any code of its own', () => {
  const run = new CaseRun(certificate).start().complete('request', 'taken')
  expect(run.terms()).toEqual(['search stage-completed 2026-03-16'])
  run.on('2026-03-12').complete('search', 'ask-archive')
  expect(run.open()).toEqual(['search', 'archive'])
  run.complete('search', 'found')
  expect(run.running.wanted).toEqual(['sign'])
  expect(run.terms()).toEqual(['archive stage-completed 2026-04-13'])
  run.on('2026-03-20').complete('archive', 'answered')
  expect(run.terms()).toEqual(['sign stage-completed 2026-03-16'])
  run.complete('sign', 'signed')
  expect(run.running.end).toEqual({ how: 'issued', on: '2026-03-20' })
  expect(run.way()).toEqual(['request taken', 'search found', 'archive answered', 'sign signed'])
})

test('W40 a case without the archive never opens that stage', () => {
  const run = new CaseRun(certificate).start().complete('request', 'taken').complete('search', 'found')
  expect(run.open()).toEqual(['sign'])
})
