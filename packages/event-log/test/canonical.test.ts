import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type Json } from '../src/index.ts'

/** Sets every object's keys in the opposite order. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).reverse()
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)]))
}

// Keys that JSON.parse makes plain properties of, with quotes, controls and pairs in them; no lone surrogates.
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('toString', '', 'ґ', '\u2028', '"\\\n'),
)
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
    fc.integer(),
    text,
    fc.array(tie('json'), { maxLength: 5 }),
    fc.dictionary(text, tie('json'), { maxKeys: 40, noNullPrototype: true }),
  ),
}))

describe('canonical JSON', () => {
  it('reads back as the value it was made of', () => {
    fc.assert(fc.property(json, (value) => void expect(JSON.parse(canonicalJson(value))).toEqual(value)))
  })

  it('does not depend on the order of keys', () => {
    fc.assert(fc.property(json, (value) => void expect(canonicalJson(reversed(value))).toBe(canonicalJson(value))))
  })

  it('is its own canonical form', () => {
    fc.assert(
      fc.property(json, (value) => {
        const once = canonicalJson(value)
        expect(canonicalJson(JSON.parse(once))).toBe(once)
      }),
    )
  })

  it('writes every scalar as JSON does', () => {
    const scalar = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null))
    fc.assert(fc.property(scalar, (value) => void expect(canonicalJson(value)).toBe(JSON.stringify(value))))
  })

  it('sorts keys by UTF-16 code unit, as the example in RFC 8785 3.2.3 does', () => {
    const sample = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect(canonicalJson(sample)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis",' +
        '"€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    )
  })

  it('writes the example of RFC 8785 3.2.2', () => {
    // 333333333.33333329 in the text of the RFC: more digits than a double holds.
    const sample = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"\u002f',
      literals: [null, true, false],
    }
    expect(canonicalJson(sample)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('sorts many keys as it sorts few', () => {
    const keys = Array.from({ length: 60 }, (_, i) => `k${(i * 37) % 60}`)
    const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])))
    expect(Object.keys(JSON.parse(text))).toEqual([...keys].sort())
  })

  it('writes minus zero as 0 and takes objects without a prototype', () => {
    expect(canonicalJson([-0, Object.assign(Object.create(null), { b: 1, a: 2 })])).toBe('[0,{"a":2,"b":1}]')
  })

  it('does not lose a key called __proto__', () => {
    expect(canonicalJson(JSON.parse('{"z":1,"__proto__":{"x":2}}'))).toBe('{"__proto__":{"x":2},"z":1}')
  })

  const circular: { inner: unknown } = { inner: null }
  circular.inner = [circular]
  it.each<[string, unknown, RegExp]>([
    ['NaN', { a: { b: [1, Number.NaN] } }, /NaN at a\.b\.1/],
    ['an infinity', [Number.NEGATIVE_INFINITY], /-Infinity at 0/],
    ['undefined', undefined, /Not JSON: undefined$/],
    ['an undefined property', { patronymic: undefined }, /undefined at patronymic/],
    ['a hole in an array', Array(1), /undefined at 0/],
    ['a function', { f: () => 1 }, /a function at f/],
    ['a symbol', [Symbol('s')], /a symbol at 0/],
    ['a bigint', 1n, /a bigint/],
    ['a date', { at: new Date(0) }, /an instance of Date at at/],
    ['a map', new Map(), /an instance of Map/],
    ['a typed array', { box: new Uint8Array(1) }, /Uint8Array at box/],
    ['a lone surrogate', { name: 'a\ud800' }, /lone surrogate at name/],
    ['a lone surrogate in a key', { 'a\udc00': 1 }, /lone surrogate/],
    ['a circular value', circular, /circular/],
  ])('refuses %s and says where it is', (_, value, message) => {
    expect(() => canonicalJson(value)).toThrow(TypeError)
    expect(() => canonicalJson(value)).toThrow(message)
  })

  it('refuses a lone surrogate wherever it stands in a text', () => {
    const lone = fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit))
    const plain = fc.string({ unit: 'grapheme' })
    fc.assert(
      fc.property(plain, lone, plain, (before, surrogate, after) => {
        const value = `${before} ${surrogate} ${after}`
        expect(() => canonicalJson(value)).toThrow(/lone surrogate/)
      }),
    )
  })
})
