import type { CallView } from '@cherha/shared/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aCall, anOffice, aView, now } from '../apps/display/test/canned-views.ts'
import { buildPages } from '../apps/display/test/page.ts'
import {
  type Found,
  longestSilence,
  soundFrom,
  soundTape,
  tapeRuns,
  type Tape,
} from '../apps/display/test/sound-tape.ts'
import { callSound } from '../apps/display/src/renderer/calls/spoken.ts'
import { silenceBelow } from '../apps/display/src/renderer/voice/join.ts'
import { suspendedSentence } from '../apps/display/src/renderer/voice/sentences.ts'
import { launchChromium } from './support/chromium.ts'
import {
  blockSound,
  heardDisplay,
  type HeardDisplay,
  type HeardOptions,
  inOrder,
  noAudioContext,
  noteContexts,
  soundsOf,
} from './support/heard-display.ts'

/** The likeness of a clip with itself after Opus, 16 bit and two changes of rate; another voice over it spoils it. */
const alike = 0.95
const longestGap = 0.03
/** The whole sentence takes about 5 s, its chime included. */
const asleepMs = 9_000
const standsStillMs = 4_000

let browser: Browser
let pages: string
let opened: HeardDisplay[] = []
/** Twelve calls take most of a minute: they are spoken while the other displays of this file are listened to. */
let crowd: ReturnType<typeof playCrowd>

beforeAll(async () => {
  pages = await buildPages()
  browser = await launchChromium()
  crowd = playCrowd()
  // its test awaits it, last
  crowd.catch(() => {})
})
afterEach(async () => {
  for (const display of opened) await display.close()
  opened = []
})
afterAll(async () => {
  const played = await crowd?.catch(() => null)
  await played?.close()
  await browser?.close()
})

async function open(options: Partial<HeardOptions> = {}): Promise<HeardDisplay> {
  const display = await heardDisplay(browser, { pages, ...options })
  opened.push(display)
  return display
}

const unannounced = (ticket: string, window = 3, over: Partial<CallView> = {}): CallView =>
  aCall(ticket, window, { announced: false, remainingSeconds: null, ...over })

/** The display is open, records and has its packs; nothing is called yet. */
async function listening(options: Partial<HeardOptions> = {}, view = aView()) {
  const display = await open(options)
  const { hub, page } = display
  hub.show(view)
  await page.goto(hub.url)
  await tapeRuns(page)
  await packsLoaded(display)
  return { ...display, display }
}

async function announced({ hub }: Pick<HeardDisplay, 'hub'>, call: string) {
  const of = () => hub.commands.find((command) => command.type === 'call-announced' && command.call === call)
  await expect.poll(of, { message: `${call} is announced` }).toMatchObject({ type: 'call-announced', call })
  const report = of()
  if (report === undefined) throw new Error(`${call} was not announced`)
  return report
}

/** Twelve calls at once at a display; each view is sent as a hub would, once the call before was announced. */
async function playCrowd() {
  const display = await heardDisplay(browser, { pages })
  const { hub, page } = display
  const tickets = 'А-015 Р-022 Т-018 П-002 Ф-888 К-003 Г-006 А-013 Р-8021 Т-019 М-010 Х-777'.split(' ')
  let calls = tickets.map((ticket, i) => unannounced(ticket, i + 1))
  const show = () => {
    const waiting = calls.filter((each) => !each.announced).length
    const view = aView({ office: anOffice(12), calls, shortForm: waiting > 3 })
    hub.show(view)
    return view
  }
  hub.show(aView({ office: anOffice(12) }))
  await page.goto(hub.url)
  await tapeRuns(page)
  await packsLoaded(display)
  const reports = []
  const spoken = []
  for (const call of calls) {
    spoken.push({ call, view: show() })
    reports.push(await announced(display, call.call))
    calls = calls.map((each) => (each.call === call.call ? { ...each, announced: true, remainingSeconds: 120 } : each))
  }
  await page.waitForTimeout(300)
  return { ...display, reports, spoken }
}

/** A display is opened while a call stands on the board already. `appears`: what is seen then. */
async function calledAtStart(options: Partial<HeardOptions> = {}, appears = '.takeover') {
  const display = await open(options)
  const call = unannounced('А-015')
  display.hub.show(aView({ calls: [call] }))
  await display.page.goto(display.hub.url)
  await display.page.waitForSelector(appears)
  return { ...display, display, call }
}

/** The call was announced without a sound, and the hub knows why. */
async function silentFor(display: HeardDisplay, { call }: CallView, reason: string): Promise<void> {
  expect(await announced(display, call)).toMatchObject({ silent: true, reason })
  await told(display, reason)
}

/**
 * The hub is told once that the call was announced, after the last word of a sentence without a break.
 * @param again the sentence was begun before, and cut: the whole one is the last on the tape
 */
async function wholeBefore({ hub, page }: HeardDisplay, call: CallView, again: boolean): Promise<void> {
  const report = await announced({ hub }, call.call)
  expect(report).toMatchObject({ silent: false })
  await page.waitForTimeout(500)
  const tape = await soundTape(page)
  const sounds = await soundsOf(page, tape.rate, callSound(call, aView(), { short: false, again: false }))
  const seconds = sounds.reduce((sum, [, samples]) => sum + samples.length / tape.rate, 0)
  const begins = again ? tape.secondsAt(report.at) - seconds - 2 : firstSound(tape)
  const found = inOrder(tape, sounds, Math.max(0, begins), again ? 2 : 0.3)
  for (const each of found) expect(each.likeness, each.clip).toBeGreaterThan(alike)
  expect(Math.max(...gaps(tape, found))).toBeLessThanOrEqual(longestGap)
  expect(report.at).toBeGreaterThanOrEqual(tape.wallAt(found.at(-1)?.to ?? 0) - 20)
  expect(hub.commands.filter(({ type }) => type === 'call-announced')).toHaveLength(1)
}

/** The display has loaded its packs and said how they are. */
async function packsLoaded({ hub }: Pick<HeardDisplay, 'hub'>): Promise<void> {
  await expect.poll(() => hub.reports.length, { message: 'the packs are loaded' }).toBeGreaterThan(0)
}

/** Waits for what the display says of its sound. */
async function told({ hub }: HeardDisplay, sound: string): Promise<void> {
  await expect.poll(() => hub.reports.at(-1)?.sound).toBe(sound)
}

/** Just before the first sound of a tape: on a busy computer the packs are loaded long after the recorder runs. */
const firstSound = (tape: Tape): number => Math.max(0, soundFrom(tape, 0, silenceBelow) - 0.1)

/** Longest silence around each joint of sounds that follow one another. */
function gaps(tape: Tape, found: readonly Found[]): readonly number[] {
  return found.slice(1).map((each) => longestSilence(tape, each.from - 0.06, each.from + 0.06, silenceBelow))
}

async function loudnessAfter(page: Page, seconds: number): Promise<number> {
  const tape = await soundTape(page)
  return tape.samples
    .subarray(Math.round(seconds * tape.rate))
    .reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
}

describe('what is heard in the hall', () => {
  it('A10 A11 A12 is the chime, the Ukrainian sentence and the English one, without a gap; then the hub is told', async () => {
    const { display, hub, page } = await listening()
    const call = unannounced('А-015', 3, { language: 'en' })
    hub.show(aView({ calls: [call] }))
    const report = await announced(display, call.call)
    expect(report).toMatchObject({ silent: false })
    await page.waitForTimeout(300)

    const tape = await soundTape(page)
    const sentence = callSound(call, aView(), { short: false, again: false })
    const found = inOrder(tape, await soundsOf(page, tape.rate, sentence), firstSound(tape), 0.3)
    expect(found.map(({ clip }) => clip)).toEqual([
      'chime',
      ...['call', 'letter-А', 'number-0', 'number-15', 'to-window', 'number-3'].map((clip) => `uk/${clip}`),
      ...['call', 'letter-А', 'number-0', 'number-15', 'to-window', 'number-3'].map((clip) => `en/${clip}`),
    ])
    for (const each of found) expect(each.likeness, each.clip).toBeGreaterThan(alike)
    for (const [i, each] of found.slice(1).entries()) {
      const before = found[i]?.to ?? 0
      expect(each.from - before, each.clip).toBeLessThanOrEqual(longestGap)
      expect(each.from - before, each.clip).toBeGreaterThan(-0.01)
    }
    expect(Math.max(...gaps(tape, found))).toBeLessThanOrEqual(longestGap)
    expect(report.at).toBeGreaterThanOrEqual(tape.wallAt(found.at(-1)?.to ?? 0) - 20)
    expect(hub.commands.map(({ type }) => type)).toEqual(['call-shown', 'call-announced'])
  })

  it('A13 is the alert when it cuts a call off, and nothing of the call after it', async () => {
    const { hub, page } = await listening()
    const calls = [unannounced('А-015')]
    hub.show(aView({ calls }))
    await page.waitForSelector('.takeover')
    await page.waitForTimeout(3_500)
    const alertAt = Date.now()
    hub.show(aView({ calls, suspended: { reason: 'alert', since: now, until: null } }))
    const { rate } = await soundTape(page)
    const words = await soundsOf(page, rate, { chime: 'chime', clips: suspendedSentence('alert') })
    const seconds = words.reduce((sum, [, samples]) => sum + samples.length / rate, 0)
    await page.waitForTimeout((seconds + 3) * 1_000)
    const tape = await soundTape(page)
    const heardFrom = tape.secondsAt(alertAt)
    const found = inOrder(tape, words, heardFrom - 0.2, 3)
    for (const each of found) expect(each.likeness, each.clip).toBeGreaterThan(alike)
    expect(hub.commands.map(({ type }) => type)).toEqual(['call-shown'])
  })

  it('A15 is the chime alone while a clip is missing: the call is announced, the hub learns which clip it is', async () => {
    const { display, hub, page } = await listening({ broken: ['uk/number-15.ogg'] })
    const call = unannounced('А-015')
    hub.show(aView({ calls: [call] }))
    await page.waitForSelector('.takeover')
    expect(await announced(display, call.call)).toMatchObject({ silent: false })
    const tape = await soundTape(page)
    const [chime] = inOrder(tape, await soundsOf(page, tape.rate, { chime: 'chime', clips: [] }), firstSound(tape), 0.3)
    expect(chime?.likeness).toBeGreaterThan(alike)
    await page.waitForTimeout(1_000)
    expect(await loudnessAfter(page, (chime?.to ?? 0) + 0.05)).toBeLessThan(silenceBelow)
    expect(hub.reports.at(-1)).toEqual({ sound: 'ok', voice: 'incomplete', missing: ['uk/number-15'] })
  })

  it('A14 is nothing at volume 0: the call is reported as silent, the hub is told', async () => {
    const { display, hub, page } = await listening({}, { ...aView(), sound: { volume: 0 } })
    const call = unannounced('А-015')
    hub.show({ ...aView({ calls: [call] }), sound: { volume: 0 } })
    await silentFor(display, call, 'muted')
    expect(await loudnessAfter(page, 0)).toBeLessThan(0.001)
  })

  it('A1 is nothing while the browser blocks sound: reported with the reason, said on the screen, mended by a touch', async () => {
    const { display, hub, page, call } = await calledAtStart({ before: blockSound }, '.sound-off')
    await silentFor(display, call, 'blocked')
    await page.mouse.click(400, 400)
    await page.waitForSelector('.sound-off', { state: 'detached' })
    await tapeRuns(page)
    const next = unannounced('Р-022', 5)
    hub.show(aView({ calls: [next] }))
    const report = await announced(display, next.call)
    expect(report, report.reason).toMatchObject({ silent: false })
    expect(await loudnessAfter(page, 0)).toBeGreaterThan(0.1)
    await told(display, 'ok')
  })

  it('A1 is nothing where the browser makes no audio context, and the call goes on: screen, report, reason', async () => {
    const { display, hub, call } = await calledAtStart({ before: noAudioContext })
    await silentFor(display, call, 'no-device')
    expect(hub.commands.map(({ type }) => type)).toEqual(['call-shown', 'call-announced'])
  })

  it('A1 is the whole sentence again after a reload in the middle of it, and one report', async () => {
    const { display, hub, page, call } = await calledAtStart()
    await page.waitForTimeout(3_000)
    await page.reload()
    await page.waitForSelector('.takeover')
    expect(await announced(display, call.call)).toMatchObject({ silent: false })
    const tape = await soundTape(page)
    const sounds = await soundsOf(page, tape.rate, callSound(call, aView(), { short: false, again: false }))
    // the first moments after a reload may be before the recorder runs: the words are on the tape
    const words = inOrder(tape, sounds.slice(1), firstSound(tape), 3)
    for (const each of words) expect(each.likeness, each.clip).toBeGreaterThan(alike)
    expect(hub.commands.filter(({ type }) => type === 'call-announced')).toHaveLength(1)
  })

  it('A1 A17 is the whole call also in a page that hangs until long after its end: one report, when it goes on', async () => {
    const { display, hub, page } = await listening()
    const call = unannounced('А-015')
    hub.show(aView({ calls: [call] }))
    await page.waitForSelector('.takeover')
    await page.waitForTimeout(1_000)
    // (a lifecycle state of `frozen` leaves the timers of a page that is seen running)
    const awakeAt = await page.evaluate((ms) => {
      const until = Date.now() + ms
      while (Date.now() < until);
      return Date.now()
    }, asleepMs)
    await wholeBefore(display, call, false)
    expect(hub.commands.find(({ type }) => type === 'call-announced')?.at).toBeGreaterThanOrEqual(awakeAt)
  })

  it('A17 is the whole call again when its sound stood still in the middle, and the report after that', async () => {
    const { display, hub, page } = await listening({ before: noteContexts })
    const call = unannounced('А-015')
    hub.show(aView({ calls: [call] }))
    await page.waitForSelector('.takeover')
    await page.waitForTimeout(1_500)
    // what a computer does to sound when it falls asleep; the page's timers go on
    await page.evaluate(() => Promise.all(window.contexts.map((context) => context.suspend())))
    await page.waitForTimeout(standsStillMs)
    await page.evaluate(() => Promise.all(window.contexts.map((context) => context.resume())))
    await wholeBefore(display, call, true)
  })

  it('A6 A12 is twelve calls one after another when they come at once, none of them over another', async () => {
    const { hub, page, reports, spoken } = await crowd
    for (const report of reports) expect(report).toMatchObject({ silent: false })
    const tape = await soundTape(page)
    let end = 0
    const ended = hub.commands.filter(({ type }) => type === 'call-announced')
    for (const [i, { call, view }] of spoken.entries()) {
      // short until no more than three wait; at the border it matters whether the last report had come back
      const forms = i < 8 ? [true] : i > 9 ? [false] : [true, false]
      const tries = forms.map(async (short) => {
        const sounds = await soundsOf(page, tape.rate, callSound(call, view, { short, again: false }))
        return i === 0 ? inOrder(tape, sounds, firstSound(tape), 0.3) : inOrder(tape, sounds, end, 1.5)
      })
      const worst = (found: readonly Found[]) => Math.min(...found.map(({ likeness }) => likeness))
      const found = (await Promise.all(tries)).reduce((best, each) => (worst(each) > worst(best) ? each : best))
      for (const each of found) expect(each.likeness, `${call.ticket}: ${each.clip}`).toBeGreaterThan(alike)
      expect(found[0]?.from).toBeGreaterThanOrEqual(end)
      expect(Math.max(...gaps(tape, found))).toBeLessThanOrEqual(longestGap)
      end = found.at(-1)?.to ?? 0
      expect(ended[i]?.call).toBe(call.call)
      expect(ended[i]?.at).toBeGreaterThanOrEqual(tape.wallAt(end) - 20)
    }
    // the last of twelve is spoken before its clock would start by itself (A3)
    expect(end).toBeLessThan(90)
    process.stdout.write(`12 calls at once: ${end.toFixed(1)} s of sound\n`)
  })
})
