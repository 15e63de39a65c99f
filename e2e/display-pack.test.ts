import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BrowserHost, startBrowserHost } from '@cherha/device-shell'
import { anOffice, everyDay } from '@cherha/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPages } from '../apps/display/test/page.ts'
import { recordSound, soundFrom, soundTape, tapeRuns } from '../apps/display/test/sound-tape.ts'
import { writeWav } from '../apps/display/tools/voice/pcm.ts'
import { requiredClips } from '../apps/display/src/renderer/voice/clips.ts'
import { silenceBelow } from '../apps/display/src/renderer/voice/join.ts'
import { callSentence } from '../apps/display/src/renderer/voice/sentences.ts'
import { launchChromium } from './support/chromium.ts'
import { Clerk } from './support/clerk.ts'
import { inOrder, soundsOf } from './support/heard-display.ts'
import { eventsOf } from './support/log-events.ts'
import { Office } from './support/office.ts'

const config = anOffice()
  .withService('А')
  .withWindow('w1', { label: '1' })
  .withStaff('olena', 'clerk')
  .openAt(everyDay(['09:00', '18:00']))
  .withPlaces({ current: 1 })
  .config()
const patient = { timeout: 60_000 }
const alike = 0.95

let office: Office
let browser: Browser
let pages: string
let clerk: Clerk
let folder: string

beforeAll(async () => {
  pages = await buildPages()
  office = await Office.open(config, '2026-03-05T09:00:00+02:00')
  browser = await launchChromium()
  clerk = await Clerk.atWindow(office, 'olena', 'w1')
  folder = mkdtempSync(path.join(tmpdir(), 'cherha-pack-'))
})

afterAll(async () => {
  clerk?.leave()
  await browser?.close()
  await office?.close()
  if (folder !== undefined) rmSync(folder, { recursive: true })
})

/** A pack of an announcer who hums: every clip is a hum of its own. @param without clips whose files are not there */
function aPack(name: string, without: readonly string[] = []): string {
  const dir = path.join(folder, name, 'uk')
  mkdirSync(dir, { recursive: true })
  const clips = Object.fromEntries(requiredClips.uk.map((clip, index) => [clip, `clip-${index}.wav`]))
  const about = { title: 'Проба', maker: 'a test', licence: 'none is needed' }
  writeFileSync(path.join(dir, 'manifest.json'), JSON.stringify({ format: 1, language: 'uk', ...about, clips }))
  for (const [index, clip] of requiredClips.uk.entries()) {
    if (!without.includes(clip)) writeFileSync(path.join(dir, `clip-${index}.wav`), writeWav(hum(index), rate))
  }
  return path.join(folder, name)
}

const rate = 48_000
/** A quarter of a second that rises from one pitch to another; no two begin alike. */
function hum(index: number): Float32Array {
  const [from, to] = [180 + index * 17, 900 + ((index * 331) % 1_700)]
  return Float32Array.from({ length: rate / 4 }, (_, i) => {
    const s = i / rate
    return 0.4 * Math.sin(2 * Math.PI * (from * s + ((to - from) / 0.5) * s * s))
  })
}

interface Display {
  readonly page: Page
  readonly host: BrowserHost
  close(): Promise<void>
}

/** The office's display with packs of its own, as its host serves it. */
async function display(voiceDir: string): Promise<Display> {
  const host = await startBrowserHost({
    role: 'display',
    pagesDir: pages,
    hubUrl: office.hubUrl,
    deviceToken: office.tokens.display,
    port: 0,
    hostSecret: randomBytes(32),
    voiceDir,
  })
  // the recorder in the page is no part of it, and its policy would not let it in
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, bypassCSP: true })
  const page = await context.newPage()
  await recordSound(page)
  await page.goto(`${host.url}/#pair=${host.pairCode()}`)
  await tapeRuns(page)
  return {
    page,
    host,
    async close() {
      await context.close()
      await host.close()
    },
  }
}

/** How the hub says the display's voice is. */
async function voice(): Promise<unknown> {
  const { displays } = (await office.request('GET', '/health')).body as { displays: { voice: string }[] }
  return displays[0]?.voice
}

async function called(surname: string): Promise<string> {
  const taken = await office.command(office.tokens.terminal, {
    type: 'register-current',
    service: 'service-1',
    person: { surname, givenName: 'Олена' },
    language: 'uk',
  })
  expect(taken.status).toBe(200)
  await clerk.must('call-next')
  return String(taken.body.result?.['ticket'])
}

/** What the hub was told of the sound of the newest call; null: nothing yet. */
function announced(): unknown {
  const events = eventsOf(path.join(office.dataDir, 'office.db'))
  const call = events.findLast(({ type }) => type === 'ticket-called')?.['call']
  const said = events.find((event) => event['type'] === 'call-announced' && event['call'] === call)
  return said === undefined ? null : { by: said['by'], silent: said['silent'] }
}

async function served(): Promise<void> {
  await clerk.must('start-service')
  await clerk.must('finish-service')
}

const sentence = (ticket: string) => ({
  chime: 'chime' as const,
  clips: callSentence({ ticket, window: '1', language: 'uk', short: false, again: false }),
})

describe('a display with a voice pack of its own', () => {
  it('A10 A12 speaks with its clips after the chime, one right after the other', async () => {
    const { page, close } = await display(aPack('whole'))
    await expect.poll(voice, patient).toBe('ok')
    const ticket = await called('Перша')
    await expect.poll(announced, patient).toEqual({ by: 'display', silent: false })
    await page.waitForTimeout(300)
    const tape = await soundTape(page)
    const start = Math.max(0, soundFrom(tape, 0, silenceBelow) - 0.1)
    const found = inOrder(tape, await soundsOf(page, tape.rate, sentence(ticket)), start, 0.5)
    expect(found.map(({ clip }) => clip).slice(0, 2)).toEqual(['chime', 'uk/call'])
    for (const each of found) expect(each.likeness, each.clip).toBeGreaterThan(alike)
    await served()
    await close()
  })

  it('A15 whose pack lacks the file of a clip has the chime alone, and the hub is told', async () => {
    const { page, close } = await display(aPack('broken', ['number-2']))
    await expect.poll(voice, patient).toBe('incomplete')
    const ticket = await called('Друга')
    expect(ticket).toBe('А-002')
    await expect.poll(announced, patient).toEqual({ by: 'display', silent: false })
    await page.waitForTimeout(1_000)
    const tape = await soundTape(page)
    const start = Math.max(0, soundFrom(tape, 0, silenceBelow) - 0.1)
    const [chime] = inOrder(tape, await soundsOf(page, tape.rate, { chime: 'chime', clips: [] }), start, 0.5)
    expect(chime?.likeness).toBeGreaterThan(alike)
    // neither half a sentence nor the built-in voice
    expect(soundFrom(tape, (chime?.to ?? 0) + 0.05, silenceBelow)).toBeCloseTo(tape.samples.length / tape.rate, 2)
    await served()
    await close()
  })
})
