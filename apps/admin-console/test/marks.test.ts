import { expect, test } from 'vitest'
import { meanMark } from '../src/renderer/model/marks.ts'

test('I21 the mean of the marks; none where nobody gave one', () => {
  expect(meanMark([0, 0, 0, 0, 0])).toBe(null)
  expect(meanMark([1, 0, 0, 0, 1])).toBe(3)
  expect(meanMark([0, 1, 0, 1, 1])).toBe(3.7)
})
