import type { Browser, BrowserContext, Page } from 'playwright-core'
import { aServingView } from '../views.ts'
import { type FakeHub, startFakeHub } from './fake-hub.ts'
import type { Scene } from './scenes.ts'

/** A scene as it is on the screen, with the hub behind it. */
export interface Stage {
  readonly context: BrowserContext
  readonly page: Page
  readonly hub: FakeHub
  /** Why the scene was not reached; null: it was. */
  readonly missed: string | null
}

/**
 * Opens a desk of its own for a scene and goes there. @param pages folder of the built desk
 * @param say told what the page itself complains of
 */
export async function stage(
  browser: Browser,
  pages: string,
  scene: Scene,
  [width, height]: readonly [number, number],
  say: (complaint: string) => void,
): Promise<Stage> {
  const hub = await startFakeHub(pages, scene.view ?? aServingView())
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'uk-UA',
    timezoneId: 'America/New_York',
    reducedMotion: 'reduce',
    ...(scene.contrast ? { contrast: 'more' as const } : {}),
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => say(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of [45]\d\d|ERR_EMPTY_RESPONSE/.test(message.text())) say(message.text())
  })
  if (scene.signedOut !== true) {
    await page.addInitScript(() => sessionStorage.setItem('cherha.session', 'a-session'))
  }
  if (scene.english) await page.addInitScript(() => localStorage.setItem('cherha.desk.language', 'en'))
  scene.before?.(hub)
  await page.goto(hub.url)
  await page.locator('h1').first().waitFor()
  await page.evaluate(() => document.fonts.ready)
  page.setDefaultTimeout(60_000)
  const missed = await Promise.resolve(scene.then?.(page, hub)).then(
    () => null,
    (error: Error) => `not reached: ${error.message.split('\n', 3).join(' ')}`,
  )
  return { context, page, hub, missed }
}

/** Whether anything is cut off or has to be scrolled. Runs in the page. */
export function scrolling(mayBeLong: boolean): string[] {
  const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement
  const long = !mayBeLong && scrollHeight > clientHeight
  return long || scrollWidth > clientWidth ? [`scrolls: ${scrollWidth}×${scrollHeight}`] : []
}
