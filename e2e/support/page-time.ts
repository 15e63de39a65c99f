import type { Page } from 'playwright-core'

/**
 * Lets at least so many seconds of a page's played time pass, one by one, with a moment of real time after each: what the page has asked the
 * network for meanwhile is answered within the second it was asked in, or soon after. In one leap its connection would be
 * taken for dead, and speech that ends at once for speech that took all of it.
 */
export async function letPass(page: Page, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 1) {
    await page.clock.runFor(1_000)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
