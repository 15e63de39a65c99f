import type { Page } from 'playwright-core'

/** What a wedge scanner types: fast, as an American keyboard. */
export async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate((content) => {
    const press = (key: string, code: string, shiftKey: boolean): void => {
      const target = document.activeElement ?? document.body
      target.dispatchEvent(new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }))
    }
    for (const sign of content) {
      if (/[A-Z]/.test(sign)) press(sign, `Key${sign}`, true)
      else if (/\d/.test(sign)) press(sign, `Digit${sign}`, false)
      else if (sign === '|') press('/', 'Backslash', true)
      else press(sign, sign === '-' ? 'Minus' : '', false)
    }
    press('Enter', 'Enter', false)
  }, text)
}
