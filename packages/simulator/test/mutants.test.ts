import { readFileSync } from 'node:fs'
import { MisplacedMutant, type Mutant, mutants, plant } from '@cherha/simulator'
import { expect, test } from 'vitest'

const sourceOf = ({ file }: Mutant): string => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')

test('there are at least 25 planted bugs, each with an id of its own', () => {
  expect(mutants.length).toBeGreaterThanOrEqual(25)
  expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length)
})

test.each(mutants)('the piece of mutant $id is in its file exactly once', (mutant) => {
  const source = sourceOf(mutant)
  expect(plant(mutant, source)).not.toBe(source)
})

test('a piece that is not there, or there twice, is refused by name', () => {
  const mutant: Mutant = { id: 'some-bug', does: '', file: 'a.ts', find: 'x', replace: 'y' }
  expect(() => plant(mutant, 'nothing')).toThrow(MisplacedMutant)
  expect(() => plant(mutant, 'x and x')).toThrow('mutant some-bug: its piece of a.ts is there 2 times, not once')
  expect(plant({ ...mutant, replace: '$&' }, 'one x')).toBe('one $&')
})
