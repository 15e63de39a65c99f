import type { CDPSession, Page } from 'playwright-core'

const sessions = new WeakMap<Page, CDPSession>()
/** Windows' number of F1; those of the others follow. */
const firstFunctionKey = 112

/**
 * Presses a key of a hardware panel, F13 to F24, below the page: whatever the page does with its keys happens. The driver's
 * own keyboard ends with F12, and an event made inside the page would not be one that the page's lock knows.
 */
export async function pressPanelKey(page: Page, name: string): Promise<void> {
  const number = Number(/^F(1[3-9]|2[0-4])$/.exec(name)?.[1])
  if (Number.isNaN(number)) throw new Error(`${name} is no key of a panel`)
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page))
  sessions.set(page, session)
  const key = { key: name, code: name, windowsVirtualKeyCode: firstFunctionKey + number - 1 }
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key })
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
}
