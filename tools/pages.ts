import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'
import { compressed } from './pages/compressed.ts'
import { prerendered } from './pages/prerendered.ts'

/** The apps that Electron runs on a device of an office. */
export const deviceApps = ['terminal', 'display', 'operator-desk'] as const
export type DeviceApp = (typeof deviceApps)[number]

/** The apps whose renderer is a web page: those of the devices, and what the queue server serves. */
export const pageApps = [...deviceApps, 'admin-console', 'public-site'] as const
export type PageApp = (typeof pageApps)[number]

/** Folder of the built page, what a host serves. */
export function builtPages(root: string, app: PageApp): string {
  return path.join(root, 'out', app, 'renderer')
}

/**
 * How every renderer is built: relative addresses (it is served by a browser host and from `app://`), no inline
 * script and no `eval`, so that the strict Content-Security-Policy of both hosts holds, fonts and sounds as files.
 * @param outDir where the page goes; emptied first
 */
export function pageConfig(root: string, app: PageApp, outDir: string): InlineConfig {
  const folder = path.join(root, 'apps', app, 'src', 'renderer')
  return {
    configFile: false,
    root: folder,
    base: './',
    plugins: [react(), ...(existsSync(path.join(folder, 'prerender.tsx')) ? [prerendered(folder), compressed()] : [])],
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome120',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2_000,
      // the page itself, and the maintenance screen of a device
      rolldownOptions: {
        input: ['index.html', 'maintenance.html']
          .map((page) => path.join(folder, page))
          .filter((page) => existsSync(page)),
      },
    },
  }
}

/** SHA-256 (hex) over everything a page is made of; equal hashes mean that building again would change nothing. */
export function sourcesHash(root: string, app: PageApp): string {
  return hashOf(root, [`apps/${app}/src/renderer`, 'packages/ui/src', 'packages/shared/src'])
}

/** The same for what Electron runs of an app: `main` and `preload`. */
export function deviceSourcesHash(root: string, app: DeviceApp): string {
  const parts = ['shared', 'event-log', 'ticket-printing', 'case-papers', 'case-vault', 'office-hub', 'device-shell']
  return hashOf(root, [
    `apps/${app}/src/main`,
    `apps/${app}/src/preload`,
    ...parts.map((name) => `packages/${name}/src`),
    `apps/${app}/electron.vite.config.ts`,
    'electron.vite.config.ts',
  ])
}

function hashOf(root: string, sources: readonly string[]): string {
  const files = [
    ...sources.flatMap((source) =>
      globSync([source, `${source}/**/*`], { cwd: root, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))),
    ),
    'package-lock.json',
    'tools/pages.ts',
    'tools/pages/compressed.ts',
    'tools/pages/prerendered.ts',
    'tsconfig.json',
    'tsconfig.base.json',
  ]
    .filter((file) => existsSync(path.join(root, file)))
    .sort()
  const hash = createHash('sha256')
  for (const file of files) {
    hash.update(`${file.split(path.sep).join('/')}\n`).update(
      createHash('sha256')
        .update(readFileSync(path.join(root, file)))
        .digest(),
    )
  }
  return hash.digest('hex')
}
