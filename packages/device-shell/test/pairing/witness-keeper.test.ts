import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openWitnessKeeper } from '../../src/pairing/witness-keeper.ts'
import { aFolder } from './real-hub.ts'

const witness = { office: '6801', epoch: 0, seq: 10, hash: 'ab'.repeat(32) }

test('R19 the highest record seen is kept; the disk is written on a new epoch and at most every 30 s', () => {
  let now = 0
  const file = path.join(aFolder(), 'witness.json')
  const onDisk = () => (JSON.parse(readFileSync(file, 'utf8')) as { seen: typeof witness }).seen
  const keeper = openWitnessKeeper(file, () => now)
  expect(keeper.judge(witness)).toBe(true)
  expect(onDisk()).toEqual(witness)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  now = 29_000
  keeper.judge({ ...witness, seq: 20 })
  expect([keeper.seen?.seq, onDisk().seq]).toEqual([20, 10])
  keeper.judge({ ...witness, seq: 15 })
  expect(keeper.seen?.seq).toBe(20)
  now = 30_000
  keeper.judge({ ...witness, seq: 30 })
  expect(onDisk().seq).toBe(30)
  keeper.judge({ ...witness, epoch: 1, seq: 25 })
  expect(onDisk()).toMatchObject({ epoch: 1, seq: 25 })
})

test('R19 a lower epoch is refused also after a restart; another office begins anew, and so does a new pairing', () => {
  const file = path.join(aFolder(), 'witness.json')
  openWitnessKeeper(file).judge({ ...witness, epoch: 2 })
  const keeper = openWitnessKeeper(file)
  expect(keeper.judge({ ...witness, epoch: 1, seq: 999 })).toBe(false)
  expect(keeper.seen?.epoch).toBe(2)
  keeper.forget()
  expect(keeper.judge({ ...witness, epoch: 1 })).toBe(true)
  expect(keeper.judge({ ...witness, office: '0101', epoch: 0 })).toBe(true)
})

test('a damaged file is put aside and the device begins anew', () => {
  const file = path.join(aFolder(), 'witness.json')
  writeFileSync(file, '{"seen": {"epoch": -1')
  expect(openWitnessKeeper(file).seen).toBeNull()
})
