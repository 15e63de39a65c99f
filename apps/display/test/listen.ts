// Listens to the display in a real Chromium and prints what was heard and reported, one line per check:
//   node apps/display/test/listen.ts
// Ends with 1 when a check fails. Needs Chromium: CHROMIUM_PATH, or /usr/bin/chromium.
import { chromium, type Page } from 'playwright-core'
import { aCall, aView } from './canned-views.ts'
import { startFakeHub, type FakeHub } from './fake-hub.ts'
import { buildPages } from './page.ts'
import { audible, forgetSound, probeSound, soundHeard } from './sound-probe.ts'

const pages = await buildPages()
let failures = 0
const check = (what: string, holds: boolean, seen: unknown): void => {
  if (!holds) failures += 1
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}: ${JSON.stringify(seen)}`)
}
const unannounced = aCall('А-015', 3, { announced: false, remainingSeconds: null })

await withDisplay(null, async (hub, page) => {
  hub.show(aView())
  await page.waitForTimeout(800)
  check('silence before the call', (await soundHeard(page)).rms < 0.001, await soundHeard(page))
  hub.show(aView({ calls: [unannounced] }))
  await page.waitForSelector('.takeover')
  await page.waitForTimeout(3_500)
  const heard = await soundHeard(page)
  check('the chime is heard', heard.rms > audible, heard)
  check(
    'reports: shown, then announced',
    JSON.stringify(reports(hub)) === '[["call-shown","call-А-015",null],["call-announced","call-А-015",false]]',
    reports(hub),
  )
  await page.waitForSelector('.takeover', { state: 'detached', timeout: 6_000 })
  await forgetSound(page)
  hub.show(aView({ calls: [{ ...unannounced, announced: true, remainingSeconds: 90, recalls: 1 }] }))
  await page.waitForSelector('.takeover')
  await page.waitForTimeout(3_000)
  check('a recall is heard again', (await soundHeard(page)).rms > audible, await soundHeard(page))
  check('a recall reports nothing', reports(hub).length === 2, reports(hub))
  await page.reload()
  await page.waitForSelector('.call')
  await page.waitForTimeout(1_500)
  check('after a reload an announced call stays silent', (await soundHeard(page)).rms < 0.001, await soundHeard(page))
})

await withDisplay(blockSound, async (hub, page) => {
  hub.show(aView({ calls: [unannounced] }))
  await page.waitForSelector('.sound-off')
  await page.waitForTimeout(1_500)
  check(
    'blocked sound is reported as silent',
    reports(hub).some(([type, , silent]) => type === 'call-announced' && silent === true),
    reports(hub),
  )
  await page.mouse.click(400, 400)
  await page.waitForSelector('.sound-off', { state: 'detached' })
  await page.waitForSelector('.takeover', { state: 'detached', timeout: 8_000 })
  hub.show(aView({ calls: [aCall('Р-022', 5, { announced: false, remainingSeconds: null })] }))
  await page.waitForSelector('.takeover')
  await page.waitForTimeout(3_000)
  check('after a touch the next call is heard', (await soundHeard(page)).rms > audible, await soundHeard(page))
})
process.exit(failures === 0 ? 0 : 1)

function reports(hub: FakeHub): readonly (readonly [string, string | undefined, boolean | null])[] {
  return hub.commands.map((command) => [command.type, command.call, command.silent ?? null])
}

/**
 * Headless Chromium never blocks sound: this makes it, with contexts that stay suspended until a gesture. (The
 * driver's own scripts count as activation, so `navigator.userActivation` cannot tell.)
 */
function blockSound(): void {
  let touched = false
  window.addEventListener(
    'pointerdown',
    () => {
      touched = true
    },
    { capture: true },
  )
  const resume = AudioContext.prototype.resume
  AudioContext.prototype.resume = function (this: AudioContext) {
    return touched ? resume.call(this) : new Promise(() => {})
  }
  window.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options)
      void this.suspend()
    }
  }
}

async function withDisplay(
  before: (() => void) | null,
  run: (hub: FakeHub, page: Page) => Promise<void>,
): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
    ],
  })
  const hub = await startFakeHub(pages)
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  await probeSound(page)
  if (before !== null) await page.addInitScript(before)
  await page.goto(hub.url)
  try {
    await run(hub, page)
  } finally {
    await browser.close()
    await hub.close()
  }
}
