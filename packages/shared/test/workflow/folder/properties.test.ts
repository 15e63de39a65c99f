import {
  builtInCards,
  type Card,
  cardSchema,
  evolveFolder,
  FolderCommandData,
  initialFolder,
} from '@cherha/shared/workflow'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { smallCard } from '../small-card.ts'
import { type FolderSetting, playOffers } from './random-folder.ts'

const certificate = cardSchema.parse(smallCard())
const cards: readonly Card[] = [...builtInCards, certificate]

const setting: fc.Arbitrary<FolderSetting> = fc.record({
  card: fc.constantFrom(...cards),
  entity: fc.boolean(),
  fast: fc.boolean(),
  holidays: fc.boolean(),
  from: fc.integer({ min: 0, max: 800 }),
})
const numbers = fc.array(fc.noBias(fc.nat({ max: 2 ** 31 - 1 })), { minLength: 60, maxLength: 400, size: 'max' })
const runs = { numRuns: 60, seed: 20260312 }

test('W83 what the screen offers and does not block, the rules accept when it is filled in as its fields say', () => {
  const done = new Map<string, number>()
  fc.assert(
    fc.property(setting, numbers, (how, row) => {
      const { run, taken } = playOffers(how, row)
      for (const { what, refusal } of taken) {
        expect(refusal === null ? null : { what, refusal }).toBeNull()
        const name = `${run.card.id} ${what}`
        done.set(name, (done.get(name) ?? 0) + 1)
      }
    }),
    runs,
  )
  console.log(
    [...done]
      .sort()
      .map(([k, n]) => `${k} ${n}`)
      .join('\n'),
  )
})
