import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Circuit } from '../../src/connectors/circuit.ts'

const times = { firstMs: 5_000, longestMs: 900_000 }

function failing(times_: number, random = 1): Circuit {
  const circuit = new Circuit(times, () => random)
  for (let n = 0; n < times_; n += 1) circuit.failed(0, 'no connection')
  return circuit
}

describe('a circuit', () => {
  it('lets everything through until the third failure in a row', () => {
    expect(failing(0).room(0, 0, 4)).toBe(4)
    expect(failing(2).room(0, 1, 4)).toBe(3)
    expect(failing(3).room(0, 0, 4)).toBe(0)
  })

  it('then lets one request go at a time, at intervals that double up to a quarter of an hour', () => {
    expect([3, 4, 5, 9, 20, 500].map((failures) => failing(failures).wait(0))).toEqual([
      5_000, 10_000, 20_000, 320_000, 900_000, 900_000,
    ])
    const circuit = failing(3)
    expect([circuit.room(4_999, 0, 4), circuit.room(5_000, 0, 4), circuit.room(5_000, 1, 4)]).toEqual([0, 1, 0])
  })

  it('has chance in its intervals, of half their length', () => {
    expect([failing(3, 0).wait(0), failing(3, 0.5).wait(0)]).toEqual([2_500, 3_750])
  })

  it('says since when and why, and says once that it begins and ends', () => {
    const circuit = new Circuit(times, () => 1)
    expect(circuit.succeeded()).toBe(false)
    expect([circuit.failed(7, 'no answer'), circuit.failed(9, 'no connection')]).toEqual([true, false])
    expect(circuit.trouble).toEqual({ since: 7, error: 'no connection' })
    expect([circuit.succeeded(), circuit.succeeded()]).toEqual([true, false])
    expect(circuit.trouble).toBeNull()
    expect(circuit.room(9, 0, 4)).toBe(4)
  })

  it('whatever happened, lets a request go within a quarter of an hour', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (run, random) => {
          const circuit = new Circuit(times, () => random)
          let now = 0
          for (const well of run) {
            now += circuit.wait(now)
            expect(circuit.room(now, 0, 4)).toBeGreaterThan(0)
            if (well) circuit.succeeded()
            else circuit.failed(now, 'no connection')
            expect(circuit.wait(now)).toBeLessThanOrEqual(times.longestMs)
          }
        },
      ),
    )
  })
})
