import { addReports, noSeeds, piecesOf, type SeedReport } from '@cherha/simulator'
import fc from 'fast-check'
import { expect, test } from 'vitest'

/** As if every seed were a day, and every seed that can be divided by seven broke a rule. */
function reportOf({ from, to }: { from: number; to: number }): SeedReport {
  let report = noSeeds
  for (let seed = from; seed <= to; seed += 1) {
    const broken = { rule: 'Q1', sentence: '', step: seed, seq: seed }
    const breaks = seed % 7 === 0
    report = addReports(report, {
      officeDays: 1,
      events: seed,
      violations: breaks ? 1 : 0,
      converged: breaks ? 0 : 1,
      first: breaks ? { seed, broken } : null,
    })
  }
  return report
}

test('a range cut into pieces has every seed once, and adds up to the same report in any order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 20 }),
      fc.infiniteStream(fc.nat()),
      (from, more, size, order) => {
        const range = { from, to: from + more }
        const pieces = [...piecesOf(range, size)]
        const seeds = pieces.flatMap((piece) =>
          Array.from({ length: piece.to - piece.from + 1 }, (_, i) => piece.from + i),
        )
        expect(seeds).toEqual(Array.from({ length: more + 1 }, (_, i) => from + i))
        expect(pieces.every((piece) => piece.to - piece.from < size)).toBe(true)
        const shuffled = pieces
          .map((piece) => ({ piece, at: order.next().value as number }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ piece }) => reportOf(piece))
        expect(shuffled.reduce(addReports, noSeeds)).toEqual(reportOf(range))
      },
    ),
  )
})
