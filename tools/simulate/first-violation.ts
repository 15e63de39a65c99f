import { runSeeds, type WorldName } from '@cherha/simulator'

/**
 * `node first-violation.ts N WORLD`: lives through seeds with all faults until a rule is broken, at most N office-days, and
 * prints what was found as one line of JSON. Run in the copy of the sources in which a bug is planted.
 */
let days = 0
let found: { seed: number; rule: string; sentence: string } | null = null
const most = Number(process.argv[2])
const world: WorldName = process.argv[3] === 'offices' ? 'offices' : 'office'
for (let seed = 1; found === null && days < most; seed += 1) {
  const { first, officeDays } = await runSeeds({ from: seed, to: seed }, { world, faults: 'all' })
  days += officeDays
  if (first !== null) found = { seed, rule: first.broken.rule, sentence: first.broken.sentence }
}
process.stdout.write(`${JSON.stringify({ days, found })}\n`)
