import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { checkPack, type Decode } from './voice/check-pack.ts'

const usage = `npm run voice -- check DIR [DIR…]
       npm run voice -- make

  check  refuses a pack a display could not speak with; DIR has manifest.json and the clips of one language
  make   makes the built-in packs again; needs espeak-ng and ffmpeg

Exit code 2: a pack is refused, or wrong options; 1: no Chromium to decode with.`

function end(code: number, text: string): never {
  process.stderr.write(`${text}\n`)
  process.exit(code)
}

/** Command and folders; ends the process when they make no sense. */
function readOptions(): { command: 'check' | 'make'; folders: readonly string[] } {
  let positionals: string[]
  try {
    positionals = parseArgs({ allowPositionals: true, options: {} }).positionals
  } catch (error) {
    return end(2, `${error instanceof Error ? error.message : String(error)} Usage: ${usage}`)
  }
  const [command, ...folders] = positionals
  if (command === 'make' && folders.length === 0) return { command, folders }
  if (command !== 'check') return end(2, `Say check or make. Usage: ${usage}`)
  return folders.length === 0 ? end(2, `Name the folder of a pack. Usage: ${usage}`) : { command, folders }
}

async function check(folders: readonly string[]): Promise<void> {
  // the display's own decoder says what a display can play
  const browser = await chromium
    .launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
    .catch(() => end(1, 'No Chromium to decode the clips with: install it, or name one in CHROMIUM_PATH.'))
  let refused = false
  try {
    const page = await browser.newPage()
    const decode: Decode = async (bytes) => {
      const text = await page.evaluate(async (base64) => {
        const raw = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
        try {
          const sound = await new OfflineAudioContext(1, 1, 24_000).decodeAudioData(raw.buffer)
          const out = new Uint8Array(sound.getChannelData(0).slice().buffer)
          let binary = ''
          for (let i = 0; i < out.length; i += 8_192) binary += String.fromCharCode(...out.subarray(i, i + 8_192))
          return btoa(binary)
        } catch {
          return null
        }
      }, bytes.toString('base64'))
      if (text === null) return null
      const out = Buffer.from(text, 'base64')
      return Float32Array.from({ length: out.length / 4 }, (_, i) => out.readFloatLE(i * 4))
    }
    for (const folder of folders) {
      const { problems, notes, summary } = await checkPack(folder, decode)
      for (const problem of problems) process.stderr.write(`${problem}\n`)
      for (const note of notes) process.stdout.write(`note: ${note}\n`)
      if (problems.length > 0) process.stderr.write(`${folder} is refused.\n`)
      else process.stdout.write(`${folder} is good. ${summary ?? ''}\n`)
      refused ||= problems.length > 0
    }
  } finally {
    await browser.close()
  }
  if (refused) process.exitCode = 2
}

const { command, folders } = readOptions()
if (command === 'check') await check(folders)
else await import('./voice/make-pack.ts')
