import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const documents = globSync('{*.md,docs/**/*.md,{packages,apps}/*/{*.md,assets/*.md}}', { cwd: root }).sort()
const scripts = Object.keys(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).scripts)
const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const inProse = (text: string): string => text.replaceAll(/^```[\s\S]*?^```/gm, '')

/** How GitHub names a heading in a link. */
const anchor = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')

const anchorsOf = (file: string): string[] =>
  [...inProse(textOf(file)).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading))

function brokenLinks(file: string): string[] {
  const links = [...inProse(textOf(file)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  return links.filter((link) => {
    if (/^(https:|mailto:)/.test(link)) return false
    const [place = '', heading] = link.split('#')
    const target = place === '' ? file : path.posix.join(path.posix.dirname(file), place)
    if (!existsSync(path.join(root, target))) return true
    return heading !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(heading)
  })
}

/** Files and folders of this repository that the prose names in full. */
function missingPlaces(file: string): string[] {
  const named = [...textOf(file).matchAll(/`((?:packages|apps|tools|docs|e2e|config|\.ci)\/[^`\s*…<>{}:]*)`/g)]
  return named.map(([, place = '']) => place).filter((place) => !existsSync(path.join(root, place)))
}

const unknownScripts = (file: string): string[] =>
  [...textOf(file).matchAll(/(?:^|`)npm run ([\w:-]+)/gm)]
    .map(([, name = '']) => name)
    .filter((name) => !scripts.includes(name))

describe.each(documents)('%s', (file) => {
  it('links only to what is there', () => expect(brokenLinks(file)).toEqual([]))
  it('names only files, folders and npm scripts that exist', () => {
    expect([...missingPlaces(file), ...unknownScripts(file)]).toEqual([])
  })
  it('names no folder of the computer it was written on', () => {
    expect(textOf(file).match(/(?<![\w.])\/(work|home|root|tmp|Users)\/\S*/g)).toBeNull()
  })
})

it('looks at the documents a newcomer reads', () => {
  expect(documents).toEqual(
    expect.arrayContaining([
      'README.md',
      'ARCHITECTURE.md',
      'CONTRIBUTING.md',
      'docs/protocol.md',
      'docs/spec/queue.md',
    ]),
  )
})
