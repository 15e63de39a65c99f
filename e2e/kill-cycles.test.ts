import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Boundary, boundaries } from './support/crash/boundaries.ts'
import { type Death, KilledHub } from './support/crash/kill-cycle.ts'
import { inOneFile } from './support/crash/one-file.ts'

const hubs = 12
const atOnce = 2
const randomDeaths = 8

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cherha-kills-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A number from 1 to `most`, the same in every run. */
function pick(most: number, ...seed: readonly number[]): number {
  const mixed = seed.reduce((hash, part) => Math.imul(hash ^ (part + 0x9e37), 0x85ebca6b) ^ (hash >>> 13), 0x27d4eb2f)
  return 1 + ((mixed >>> 8) % most)
}

/** The boundaries a hub comes to once in its life, and those it comes to again and again. */
const onlyAtStart: readonly Boundary[] = ['before open', 'after open', 'after fold', 'after boot']
const keys: readonly Boundary[] = ['before key', 'after key']

/** How one hub dies, again and again. Keys are made at its very first start only. */
function deathsOf(hub: number): Death[] {
  const first = { at: hub % 2 === 0 ? 'before key' : 'after key', visit: 1 + (hub % 3 === 0 ? 1 : 0) } as const
  const rest = boundaries.filter((at) => !keys.includes(at))
  const planned = rest.map((at, n) => ({ at, visit: onlyAtStart.includes(at) ? 1 : visitOf(at, hub, n) }))
  const random = Array.from({ length: randomDeaths }, (_, n) => ({
    afterAnswers: pick(12, hub, n),
    delayMs: pick(8, hub, n, 1) - 1,
  }))
  // mixed, so that each kind follows each other kind somewhere
  const mixed: Death[] = [...planned, ...random]
    .map((death, n) => ({ death, by: pick(1_000, hub, n, 2) }))
    .sort((a, b) => a.by - b.by)
    .map(({ death }) => death)
  return [first, ...mixed]
}

function visitOf(at: Boundary, hub: number, n: number): number {
  return pick(at.endsWith('snapshot') ? 2 : 6, hub, n)
}

it('S23 a hub killed more than 200 times, at every boundary and at random, loses nothing it acknowledged and gives no number twice', async () => {
  const faults: string[] = []
  let kills = 0
  let acknowledged = 0
  const waiting = Array.from({ length: hubs }, (_, hub) => hub)
  const program = await inOneFile('killable-hub.ts', path.join(folder, 'program'))
  const killOneAfterTheOther = async (): Promise<void> => {
    for (let hub = waiting.shift(); hub !== undefined; hub = waiting.shift()) {
      const dir = path.join(folder, String(hub))
      mkdirSync(dir)
      const victim = new KilledHub(program, dir)
      for (const death of deathsOf(hub)) {
        for (const fault of await victim.live(death)) faults.push(`hub ${hub}, ${JSON.stringify(death)}: ${fault}`)
        kills += 1
      }
      acknowledged += victim.acknowledgements
    }
  }
  await Promise.all(Array.from({ length: atOnce }, killOneAfterTheOther))
  console.info(`${kills} kills, ${acknowledged} acknowledged commands`)
  expect(faults).toEqual([])
  expect(kills).toBeGreaterThanOrEqual(200)
  expect(acknowledged).toBeGreaterThan(kills)
})
