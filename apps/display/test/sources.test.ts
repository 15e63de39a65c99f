import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { en } from '../src/renderer/texts/en.ts'
import { uk } from '../src/renderer/texts/uk.ts'
import { chimeWav, toneWav } from '../tools/make-chime.ts'

const renderer = new URL('../src/renderer/', import.meta.url)
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|tsx)$/.test(file))
  .map((file) => ({ file, text: readFileSync(new URL(file, renderer), 'utf8') }))
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')

describe('the sources of the display', () => {
  it('have their Ukrainian in texts/ and nowhere else, but for the letters that are read and measured', () => {
    const offenders = sources.filter(
      ({ file, text }) =>
        !/^(texts|voice)\b|^parts.text-lines\.ts$/.test(file) && /\p{Script=Cyrillic}/u.test(withoutComments(text)),
    )
    expect(offenders.map(({ file }) => file)).toEqual([])
    expect(sources.length).toBeGreaterThan(20)
  })

  it('store nothing on the device', () => {
    const storage = /\b(localStorage|sessionStorage|indexedDB|caches|document\.cookie)\b/
    expect(sources.filter(({ text }) => storage.test(text)).map(({ file }) => file)).toEqual([])
  })

  it('have an English counterpart for every text', () => {
    expect(shape(en)).toEqual(shape(uk))
  })

  it('have the chimes that the script makes, byte for byte', () => {
    expect(readFileSync(new URL('sound/chime.wav', renderer)).equals(chimeWav())).toBe(true)
    expect(readFileSync(new URL('sound/tone.wav', renderer)).equals(toneWav())).toBe(true)
  })
})

/** Keys of the texts, with the arguments called so that empty results show. */
function shape(texts: unknown, path = ''): readonly string[] {
  if (typeof texts === 'string') return [`${path}${texts === '' ? ' is empty' : ''}`]
  if (typeof texts === 'function') return shape((texts as (...args: unknown[]) => unknown)(2, '3'), path)
  return Object.entries(texts as object)
    .flatMap(([key, value]) => shape(value, `${path}.${key}`))
    .sort()
}
