import { describe, expect, it } from 'vitest'
import { PageCookie, PairCodes } from '../src/pairing.ts'

describe('one-time codes', () => {
  it('gives codes of at least 128 bits that differ', () => {
    const codes = new PairCodes()
    const issued = Array.from({ length: 20 }, () => codes.issue())
    expect(new Set(issued).size).toBe(20)
    for (const code of issued) expect(Buffer.from(code, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
    expect(issued.every((code) => codes.redeem(code))).toBe(true)
  })

  it('forgets the oldest unused code rather than keep any number of them', () => {
    const codes = new PairCodes()
    const first = codes.issue()
    const later = Array.from({ length: 64 }, () => codes.issue())
    expect(codes.redeem(first)).toBe(false)
    expect(codes.redeem(later[0] ?? '')).toBe(true)
  })
})

describe('the cookie of a page', () => {
  const secret = Buffer.alloc(32, 1)
  const pairOf = (cookie: PageCookie): string => cookie.issue().split(';', 1)[0] ?? ''

  it('counts only for its own role, port and secret', () => {
    const value = pairOf(new PageCookie('desk', 4001, secret)).split('=')[1]
    expect(new PageCookie('desk', 4001, secret).isIn(`cherha-desk-4001=${value}`)).toBe(true)
    expect(new PageCookie('terminal', 4001, secret).isIn(`cherha-terminal-4001=${value}`)).toBe(false)
    expect(new PageCookie('desk', 4002, secret).isIn(`cherha-desk-4002=${value}`)).toBe(false)
    expect(new PageCookie('desk', 4001, Buffer.alloc(32, 2)).isIn(`cherha-desk-4001=${value}`)).toBe(false)
  })

  it('is found among the cookies of other ports', () => {
    const cookie = new PageCookie('desk', 4001, secret)
    const other = pairOf(new PageCookie('display', 4002, secret))
    expect(cookie.isIn(`a=b; ${other}; ${pairOf(cookie)}`)).toBe(true)
    expect(cookie.isIn(other)).toBe(false)
    expect(cookie.isIn(undefined)).toBe(false)
  })
})
