import { builtInCards, evolveCase, initialCase } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { parts, walk } from './story.ts'
import { walks } from './walks.ts'

describe.each(['002', '003', '004'])('card %s', (id) => {
  const own = walks.filter(({ card }) => card === id)

  test.each(own)('W41 $card $name: each step leads where the card says', (one) => {
    const run = walk(one)
    const steps = one.steps.flatMap((step) => (typeof step === 'string' ? [parts(step).slice(1).join(' ')] : []))
    const stays = new Set(['inquiry-needed', 'inquiries', 'sent', 'not-handed-over'])
    const left = steps.filter((step) => !stays.has(step.split(' ')[1] ?? '') || step === 'data-transfer sent')
    const done = run.running.visits.filter(({ status }) => status === 'done')
    const inOrder = (lines: readonly string[]) => [...lines].sort()
    expect(inOrder(done.map(({ stage, outcome }) => `${stage} ${outcome ?? ''}`))).toEqual(inOrder(left))
    expect(run.running.end?.how ?? null).toBe(one.ends)
    expect(run.open()).toEqual(one.open ?? [])
  })

  test('W41 the walks pass every outcome of the card', () => {
    const card = builtInCards.find((candidate) => candidate.id === id)
    const passed = new Set(
      own.flatMap(({ steps }) =>
        steps.flatMap((step) => (typeof step === 'string' ? [parts(step).slice(1).join('.')] : [])),
      ),
    )
    const all = card?.stages.flatMap((stage) => stage.outcomes.map(({ key }) => `${stage.key}.${key}`)) ?? []
    expect(all.filter((branch) => !passed.has(branch))).toEqual([])
    expect(all.length).toBeGreaterThan(20)
  })

  test.each(own)('W42 $card $name: replaying the events gives the same case', (one) => {
    const run = walk(one)
    const stored: typeof run.events = JSON.parse(JSON.stringify(run.events))
    expect(stored.reduce(evolveCase, initialCase)).toEqual(run.state)
  })
})
