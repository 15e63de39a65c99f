import path from 'node:path'
import type { Page } from 'playwright-core'
import { benchOffice } from './bench-office.ts'
import { startHubProcess } from './hub-process.ts'
import type { Figure } from './report.ts'
import { percentileOf, spreadOf } from './rounds.ts'
import type { Setting } from './run.ts'
import { noTerminalPage, openTerminalPage } from './terminal-page.ts'

/** Keys touched in a round: letters of a name, and the field shows each. */
const perRound = 60

declare global {
  interface Window {
    /** Waits for the next touch and for the frame that shows what it typed. */
    watchTouch(): void
    /** Milliseconds from the touch to the end of that frame. */
    touched: Promise<number>
  }
}

/** Runs in the page before its own scripts. */
function watchTouches(): void {
  window.watchTouch = () => {
    const down = new Promise<number>((resolve) => {
      document.addEventListener('pointerdown', ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true })
    })
    const shown = new Promise<number>((resolve) => {
      const seen = (): void => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now())
          port2.postMessage(null)
        })
      }
      document.addEventListener('input', seen, { capture: true, once: true })
    })
    window.touched = Promise.all([down, shown]).then(([from, to]) => to - from)
  }
}

/**
 * Milliseconds from a touch on a key of the terminal until the frame that shows its letter is painted: the built page in
 * Chromium through its host, with the hub that serves it. Per round the 99th percentile.
 */
export async function touchToPaint({ folder, rounds }: Setting): Promise<Figure> {
  const skipped = noTerminalPage()
  if (skipped !== null) return { skipped }
  const hub = await startHubProcess(path.join(folder, 'touch-to-paint'), benchOffice({ visitors: perRound }))
  try {
    const { page, close } = await openTerminalPage(hub, watchTouches)
    try {
      // to the one screen where much is typed: a name in Latin letters
      await page.getByRole('button', { name: /^Довідка і/ }).tap()
      await page.getByRole('button', { name: /^Ім’я латиницею/ }).tap()
      return spreadOf(await measureRounds(page, rounds))
    } finally {
      await close()
    }
  } finally {
    await hub.stop()
  }
}

async function measureRounds(page: Page, rounds: number): Promise<number[]> {
  const key = page.getByRole('button', { name: 'О', exact: true })
  const box = await key.boundingBox()
  if (box === null) throw new Error('the key is not on the screen')
  const values: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    await page.getByRole('button', { name: 'Стерти все' }).tap()
    const times: number[] = []
    // the field holds 60 letters
    for (let n = 0; n < perRound - 1; n += 1) {
      await page.evaluate(() => window.watchTouch())
      await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
      times.push(await page.evaluate(() => window.touched))
    }
    if (round > 0) values.push(percentileOf(times, 0.99))
  }
  return values
}
