import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { builtPages, pageConfig, sourcesHash } from '../pages.ts'

const fonts = fileURLToPath(new URL('../../packages/ui/src/styles/fonts', import.meta.url))
let root: string
let renderer: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'cherha-pages-'))
  renderer = path.join(root, 'apps/terminal/src/renderer')
  mkdirSync(renderer, { recursive: true })
  cpSync(path.join(fonts, 'golos-text-cyrillic-ext.woff2'), path.join(renderer, 'font.woff2'))
  put(
    'index.html',
    '<!doctype html><html lang="uk"><body><div id="root"></div><script type="module" src="./main.ts"></script></body></html>',
  )
  put(
    'maintenance.html',
    '<!doctype html><html lang="uk"><body><script type="module" src="./main.ts"></script></body></html>',
  )
  put('page.css', '@font-face { font-family: G; src: url(font.woff2) } body { font-family: G }')
  put('late.ts', `export const late = 'розділ'`)
  put('main.ts', `import './page.css'\nvoid import('./late.ts').then(({ late }) => { document.title = late })`)
  writeFileSync(path.join(root, 'package-lock.json'), '{}')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))
const put = (file: string, text: string): void => writeFileSync(path.join(renderer, file), text)

it('builds a page that keeps to a strict content security policy and works below any address', async () => {
  const outDir = builtPages(root, 'terminal')
  await build(pageConfig(root, 'terminal', outDir))
  const html = readFileSync(path.join(outDir, 'index.html'), 'utf8')
  const scripts = html.match(/<script[^>]*>[^<]*/g) ?? []
  expect(scripts.length).toBeGreaterThan(0)
  for (const script of scripts) expect(script).toMatch(/^<script[^>]* src="\.\/assets\/[^"]+"[^>]*>$/)
  expect(html).not.toMatch(/<style|\son\w+=|(?:src|href)="(?!\.\/)/)
  const built = globSync('assets/*', { cwd: outDir })
  expect(built.some((file) => /-[\w-]{8}\.woff2$/.test(file))).toBe(true)
  const code = built
    .filter((file) => /\.(js|css)$/.test(file))
    .map((file) => readFileSync(path.join(outDir, file), 'utf8'))
    .join('\n')
  expect(code).toContain('розділ')
  expect(code).not.toMatch(/\beval\(|new Function\(|url\(data:|createElement\(['"]style/)
})

it('knows by a hash whether a page is made of the sources that are there', () => {
  const before = sourcesHash(root, 'terminal')
  expect(sourcesHash(root, 'terminal')).toBe(before)
  put('late.ts', `export const late = 'інший'`)
  const changed = sourcesHash(root, 'terminal')
  expect(changed).not.toBe(before)
  put('new.ts', '')
  expect(sourcesHash(root, 'terminal')).not.toBe(changed)
  rmSync(path.join(renderer, 'new.ts'))
  expect(sourcesHash(root, 'terminal')).toBe(changed)
  writeFileSync(path.join(root, 'package-lock.json'), '{ }')
  expect(sourcesHash(root, 'terminal')).not.toBe(changed)
})
