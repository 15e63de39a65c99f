import type { Browser, Page } from 'playwright-core'
import { startFakeHub, type FakeHub } from '../../apps/display/test/fake-hub.ts'
import { findClip, type Found, recordSound, type Tape } from '../../apps/display/test/sound-tape.ts'
import { trimSilence } from '../../apps/display/src/renderer/voice/join.ts'
import type { Sentence } from '../../apps/display/src/renderer/sound/audio-port.ts'

/** A display in a real Chromium, before a hub that says what it is told to, recorded. */
export interface HeardDisplay {
  readonly hub: FakeHub
  readonly page: Page
  close(): Promise<void>
}

export interface HeardOptions {
  /** Folder of the built page. */
  readonly pages: string
  /** Runs in the page before its own code. */
  readonly before?: () => void
  /** Parts of addresses the page cannot load. */
  readonly broken?: readonly string[]
}

export async function heardDisplay(
  browser: Browser,
  { pages, before, broken = [] }: HeardOptions,
): Promise<HeardDisplay> {
  const hub = await startFakeHub(pages, broken)
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, timezoneId: 'Europe/Kyiv' })
  const page = await context.newPage()
  await recordSound(page)
  if (before !== undefined) await page.addInitScript(before)
  return {
    hub,
    page,
    async close() {
      await context.close()
      await hub.close()
    },
  }
}

/**
 * Headless Chromium never blocks sound: this makes it, with contexts that stay suspended until a gesture. (The
 * driver's own scripts count as activation, so `navigator.userActivation` cannot tell.)
 */
export function blockSound(): void {
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

declare global {
  interface Window {
    /** Audio contexts of the page, where `noteContexts` has run. */
    contexts: AudioContext[]
  }
}

/** A test may lay hands on the page's audio, as the operating system does when a computer falls asleep. */
export function noteContexts(): void {
  window.contexts = []
  window.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options)
      window.contexts.push(this)
    }
  }
}

/** A browser in which no audio context can be made. (Chromium makes one without a device, too: display-no-device.) */
export function noAudioContext(): void {
  const refuse = class {
    constructor() {
      throw new DOMException('no audio device', 'NotSupportedError')
    }
  }
  Object.assign(window, { AudioContext: refuse, webkitAudioContext: refuse })
}

/** Chime and clips of a sentence as the tape should have them, by name. */
export async function soundsOf(
  page: Page,
  rate: number,
  sentence: Sentence,
): Promise<readonly [string, Float32Array][]> {
  const manifests = { uk: await clipsOf(page, 'uk'), en: await clipsOf(page, 'en') }
  const files: [string, string][] = [
    [sentence.chime, `assets/${sentence.chime}-`],
    ...sentence.clips.map(({ language, clip }): [string, string] => [
      `${language}/${clip}`,
      `voice/${language}/${manifests[language][clip] ?? ''}`,
    ]),
  ]
  const sounds: [string, Float32Array][] = []
  for (const [name, file] of files) sounds.push([name, trimSilence(await decoded(page, file, rate), rate)])
  return sounds
}

async function clipsOf(page: Page, language: string): Promise<Readonly<Record<string, string>>> {
  return page.evaluate(
    async (pack) =>
      ((await (await fetch(`voice/${pack}/manifest.json`)).json()) as { clips: Record<string, string> }).clips,
    language,
  )
}

/** What a page has decoded already: a tape of twelve calls asks for the same clips again and again. */
const known = new WeakMap<Page, Map<string, Promise<Float32Array>>>()

/** Samples of a file, or of the asset whose name begins so. */
function decoded(page: Page, file: string, rate: number): Promise<Float32Array> {
  const ofPage = known.get(page) ?? new Map<string, Promise<Float32Array>>()
  known.set(page, ofPage)
  const before = ofPage.get(file)
  if (before !== undefined) return before
  const samples = decodeInPage(page, file, rate)
  ofPage.set(file, samples)
  return samples
}

async function decodeInPage(page: Page, file: string, rate: number): Promise<Float32Array> {
  const samples = await page.evaluate(
    async ([name, perSecond]) => {
      const asset = performance
        .getEntriesByType('resource')
        .map((entry) => entry.name)
        .find((address) => address.includes(`/${name}`))
      const bytes = await (await fetch(asset ?? name)).arrayBuffer()
      const sound = await new OfflineAudioContext(1, 1, perSecond).decodeAudioData(bytes)
      const raw = new Uint8Array(sound.getChannelData(0).slice().buffer)
      let binary = ''
      for (let i = 0; i < raw.length; i += 32_768) binary += String.fromCharCode(...raw.subarray(i, i + 32_768))
      return btoa(binary)
    },
    [file, rate] as [string, number],
  )
  const bytes = Buffer.from(samples, 'base64')
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(i * 4))
}

/**
 * Finds the sounds on a tape, each after the one before it.
 * @param after seconds from which on the first may begin @param within seconds it may let wait for itself
 */
export function inOrder(
  tape: Tape,
  sounds: readonly [string, Float32Array][],
  after: number,
  within: number,
): readonly Found[] {
  const found: Found[] = []
  for (const [name, samples] of sounds) {
    const before = found.at(-1)
    const from = before === undefined ? after : before.to - 0.05
    found.push(findClip(tape, name, samples, from, before === undefined ? after + within : from + 0.1))
  }
  return found
}
