import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { builtPages, type PageApp, pageApps, pageConfig, sourcesHash } from './pages.ts'

/**
 * Builds one page unless the one that is there is made of the same sources.
 * @returns true when it was built
 */
async function buildPage(root: string, app: PageApp, onlyIfStale: boolean): Promise<boolean> {
  const target = builtPages(root, app)
  const stampFile = path.join(root, 'out', app, '.sources')
  const hash = sourcesHash(root, app)
  if (
    onlyIfStale &&
    existsSync(path.join(target, 'index.html')) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === hash
  )
    return false

  // built aside and moved in whole: a host that serves the page meanwhile never sees half of it
  const aside = path.join(root, 'out', app, `building-${process.pid}`)
  mkdirSync(aside, { recursive: true })
  try {
    await build(pageConfig(root, app, aside))
    rmSync(stampFile, { force: true })
    rmSync(target, { recursive: true, force: true })
    renameSync(aside, target)
    writeFileSync(stampFile, hash)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
  return true
}

const root = fileURLToPath(new URL('..', import.meta.url))
const onlyIfStale = process.argv.includes('--if-stale')
for (const app of pageApps) {
  const started = performance.now()
  if (await buildPage(root, app, onlyIfStale)) {
    console.log(`Built the ${app} page in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
  }
}
