import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { type PageApp, pageConfig } from './pages.ts'

/** Where the pictures go, and what is looked at meanwhile. */
export interface Shooting {
  readonly browser: Browser
  /** Folder of the built page. */
  readonly pages: string
  /** Folder of the pictures. */
  readonly out: string
  /** Tells of something found in the scene. */
  readonly say: (text: string) => void
}

/**
 * Builds an app's page and takes pictures of its scenes, one after the other, with the Chromium at CHROMIUM_PATH
 * (default /usr/bin/chromium). What is found is printed, with its scene; the exit code is 1 when there was something.
 * @param args the folder of the pictures, then what the names of the wanted scenes begin with; none: all
 */
export async function takeShots<S extends { readonly name: string }>(
  app: PageApp,
  scenes: readonly S[],
  [out = `${app}-shots`, ...only]: readonly string[],
  shoot: (scene: S, shooting: Shooting) => Promise<void>,
): Promise<void> {
  const pages = mkdtempSync(path.join(tmpdir(), `cherha-${app}-`))
  mkdirSync(out, { recursive: true })
  await build(pageConfig(path.join(import.meta.dirname, '..'), app, pages))
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
  let findings = 0
  for (const scene of scenes) {
    if (only.length > 0 && !only.some((name) => scene.name.startsWith(name))) continue
    const say = (text: string): void => {
      findings += 1
      console.log(`${scene.name}: ${text}`)
    }
    await shoot(scene, { browser, pages, out, say })
  }
  await browser.close()
  rmSync(pages, { recursive: true })
  console.log(`findings: ${findings}`)
  process.exitCode = findings === 0 ? 0 : 1
}

/** What axe finds on a page. */
export async function axeLines(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
}

/** Does what a scene does beyond its address; tells what went wrong. */
export async function played(act: () => Promise<void> | undefined, say: Shooting['say']): Promise<void> {
  try {
    await act()
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
  }
}
