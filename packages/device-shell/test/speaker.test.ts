import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { judgeKey } from '../src/lockdown/keys.ts'
import { openSpeaker } from '../src/speech/speaker.ts'

let folder: string
let command: string
let heard: string

/** A program that writes down what it is told to speak and how; it takes as long as the text has letters `.`. */
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cherha-voice-'))
  command = path.join(folder, 'voice')
  heard = path.join(folder, 'heard')
  writeFileSync(
    command,
    `#!${process.execPath}
if (process.argv[2] === '--version') process.exit(0)
let text = ''
process.stdin.on('data', (data) => (text += data)).on('end', () => {
  require('node:fs').appendFileSync(${JSON.stringify(heard)}, process.argv.slice(2).join(' ') + '|' + text + '\\n')
  if (text.includes('...')) setInterval(() => {}, 1000)
})
`,
  )
  chmodSync(command, 0o755)
})
afterEach(() => rmSync(folder, { recursive: true }))

const lines = (): string[] => (existsSync(heard) ? readFileSync(heard, 'utf8').trim().split('\n') : [])

describe('the voice of a device', () => {
  it('E9 a text goes to the program by its standard input, each part with the voice of its language', async () => {
    const speaker = openSpeaker({ command })
    await expect(
      speaker.say([
        { text: 'Ваш номер А-015', language: 'uk' },
        { text: 'English', language: 'en' },
      ]),
    ).resolves.toBe(true)
    expect(lines()).toEqual(['-v uk -s 150 --stdin|Ваш номер А-015', '-v en-gb -s 150 --stdin|English'])
  })

  it('E8 what comes next cuts off what is being spoken, and so does the end', async () => {
    const speaker = openSpeaker({ command })
    const long = speaker.say([
      { text: 'Довго...', language: 'uk' },
      { text: 'Ніколи', language: 'uk' },
    ])
    await expect.poll(lines).toHaveLength(1)
    await expect(speaker.say([{ text: 'Далі', language: 'uk' }])).resolves.toBe(true)
    await expect(long).resolves.toBe(false)
    const again = speaker.say([{ text: 'Довго...', language: 'uk' }])
    await expect.poll(lines).toHaveLength(3)
    speaker.stop()
    await expect(again).resolves.toBe(false)
    expect(lines().join()).not.toContain('Ніколи')
  })

  it('E10 a computer without the program says so and speaks nothing', async () => {
    const speaker = openSpeaker({ command: path.join(folder, 'nothing-here') })
    expect(speaker.state().available).toBe(false)
    await expect(speaker.say([{ text: 'Талон', language: 'uk' }])).resolves.toBe(false)
    expect(openSpeaker({ command }).state().available).toBe(true)
  })

  it('E8 the keys of a panel reach a terminal’s page, and no other keys of a row of functions do', () => {
    const key = (name: string) => ({
      type: 'keyDown',
      key: name,
      code: name,
      control: false,
      shift: false,
      alt: false,
      meta: false,
      isAutoRepeat: false,
    })
    for (const name of ['F13', 'F15', 'F20', 'F24']) expect(judgeKey('kiosk', key(name))).toBe('allow')
    for (const name of ['F1', 'F5', 'F11', 'F12']) expect(judgeKey('kiosk', key(name))).toBe('block')
    expect(judgeKey('desk', key('F15'))).toBe('block')
  })
})
