import { describe, expect, it } from 'vitest'
import { newCaseKey, openEvent, sealEvent } from '../src/index.ts'

const about = '8036-004-000127'
const event = { type: 'applicant-written', applicant: { surname: 'Мельник' }, at: 1 }

describe('a sealed event', () => {
  it('S61 opens with its key and its case', () => {
    const key = newCaseKey()
    expect(openEvent(key, about, sealEvent(key, about, event))).toEqual(event)
  })

  it('S61 holds no word in the clear and is never the same twice', () => {
    const key = newCaseKey()
    const boxes = new Set(Array.from({ length: 50 }, () => sealEvent(key, about, event)))
    expect(boxes.size).toBe(50)
    for (const box of boxes) expect(Buffer.from(box, 'base64').toString('utf8')).not.toContain('Мельник')
  })

  it('S61 does not open with another key, nor as the event of another case', () => {
    const key = newCaseKey()
    const box = sealEvent(key, about, event)
    expect(openEvent(newCaseKey(), about, box)).toBeNull()
    expect(openEvent(key, '8036-004-000128', box)).toBeNull()
  })

  it('S61 does not open when a bit of it has changed, or it is cut, or is no box', () => {
    const key = newCaseKey()
    const bytes = Buffer.from(sealEvent(key, about, event), 'base64')
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(openEvent(key, about, changed.toString('base64')), `byte ${at}`).toBeNull()
    }
    expect(openEvent(key, about, bytes.subarray(0, 20).toString('base64'))).toBeNull()
    expect(openEvent(key, about, '')).toBeNull()
    expect(openEvent(key, about, 'no box')).toBeNull()
  })

  it('S61 has keys of 256 bits, each another', () => {
    expect(newCaseKey()).toHaveLength(32)
    expect(newCaseKey().equals(newCaseKey())).toBe(false)
  })
})
