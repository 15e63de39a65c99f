import path from 'node:path'
import { percentileOf, type Spread } from '../rounds.ts'
import type { Setting } from '../run.ts'
import { rush, type RushResult } from './rush.ts'

const users = 50_000
const places = 2_000
const seconds = 10

/**
 * P11: 50,000 visitors in 10 s, each with an address and a phone of their own, for 2,000 places of one office; the 99th
 * percentile of all answers in ms, with the median and the slowest beside it. One run: it is no ratio. Throws when one
 * place more or less than there are is sold, or one twice.
 */
export async function rushFigure({ folder, say }: Setting): Promise<Spread> {
  const result = await rush({ folder: path.join(folder, 'rush'), users, places, seconds })
  check(result, places)
  const { answers } = result
  const slowest = answers.reduce((most, ms) => Math.max(most, ms), 0)
  const perSecond = Math.round(answers.length / result.seconds)
  say(
    `  ${told(result)}; ${answers.length} answers, ${perSecond} a second, the last after ${result.seconds.toFixed(1)} s`,
  )
  return { median: percentileOf(answers, 0.99), min: percentileOf(answers, 0.5), max: slowest }
}

/** How often what was the end of a visit: `booked 2000, sold-out 48000`. */
export function told({ outcomes }: Pick<RushResult, 'outcomes'>): string {
  const counts = new Map<string, number>()
  for (const outcome of outcomes) {
    const word = outcome.is === 'wait' || outcome.is === 'refused' ? `${outcome.is} (${outcome.code})` : outcome.is
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts].map(([word, count]) => `${word} ${count}`).join(', ')
}

/** @throws when the books and the visitors do not agree on every place being sold once */
function check(result: RushResult, wanted: number): void {
  const { outcomes, books } = result
  const sold = outcomes.flatMap((outcome) => (outcome.is === 'booked' ? [outcome.place] : []))
  const strange = outcomes.some(({ is }) => is === 'refused')
  const agreed = new Set(sold).size === wanted && new Set(books.inbox).size === wanted && books.free === 0
  if (!agreed || sold.length !== wanted || books.inbox.length !== wanted || strange) {
    const inBooks = `${books.inbox.length} in the books, ${books.free} free`
    throw new Error(`the rush went wrong: ${told(result)}; ${inBooks}`)
  }
}
