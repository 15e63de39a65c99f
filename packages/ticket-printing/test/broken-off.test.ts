import { readFile } from 'node:fs/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  encodeSheet,
  encodeTicket,
  type EncodeOptions,
  openPrinter,
  type Raster,
  renderEscPos,
  startPrinterEmulator,
} from '../src/index.ts'
import { commandLength } from '../src/emulator/splitter.ts'
import { completion, headCompletion } from '../src/printers/completion.ts'
import { LinePrinter } from '../src/printers/line-printer.ts'
import { tcpTransport } from '../src/printers/tcp.ts'
import { sheets } from '../src/layout/sheet.ts'
import { aFolder } from './folders.ts'
import { aLongTicket, aTicket } from './fixtures.ts'

const cp1251 = { page: 'cp1251', number: 46 } as const

/** Where each command of a job begins, and how long it is. */
function commands(bytes: Uint8Array): { at: number; length: number; code: string }[] {
  const found = []
  for (let at = 0; at < bytes.length; ) {
    const length = commandLength(bytes, at) ?? expect.fail(`no command at ${at}`)
    const code = Buffer.from(bytes.subarray(at, at + 2)).toString('hex')
    found.push({ at, length, code })
    at += length
  }
  return found
}

/**
 * Every byte of the heads of the first, second and last picture, some of its dots and its end; the same of the commands
 * of a QR; of every other command all bytes where it comes first and last: the beginning, the feed, the cut.
 */
function places(bytes: Uint8Array): number[] {
  const cuts = new Set<number>()
  const all = commands(bytes).filter(({ code }) => /^1[bcd]/.test(code))
  for (const code of new Set(all.map((command) => command.code))) {
    const same = all.filter((command) => command.code === code)
    const chosen = code === '1d28' ? same : [same[0], code === '1d76' ? same[1] : undefined, same.at(-1)]
    for (const { at, length } of chosen.filter((command) => command !== undefined)) {
      for (let n = 0; n <= Math.min(length, 9); n++) cuts.add(at + n)
      for (const part of [0.3, 0.7, 1]) cuts.add(at + Math.ceil(length * part) - 1)
    }
  }
  return [...cuts].filter((at) => at > 0).sort((a, b) => a - b)
}

/** The newest paper of the whole roll: as many rows as it has alone. */
function newest(whole: Raster, alone: Raster): Uint8Array {
  return whole.data.subarray(whole.data.length - alone.data.length)
}

const kinds: [string, EncodeOptions][] = [
  ['a picture on 58 mm', { paper: 58 }],
  ['a picture on 80 mm', {}],
  ['letters', { text: cp1251 }],
]

describe('a job that broke off', () => {
  it.each(kinds)('P16 at any place leaves the next ticket whole: %s', async (_, options) => {
    const { width } = sheets[options.paper ?? 80]
    const [broken, next] = [encodeTicket(aTicket(), options), encodeTicket(aTicket({ copy: true }), options)]
    const alone = renderEscPos(next, { width })
    const emulator = await startPrinterEmulator({ port: 0, dir: await aFolder(), draws: false })
    onTestFinished(() => emulator.close())
    const patient = { answerMs: 30_000, receiptMs: 120_000 }
    const aPrinter = (): LinePrinter => new LinePrinter(tcpTransport('127.0.0.1', emulator.port), patient)
    let printer = aPrinter()
    await printer.print(next, 'А-014')
    for (const [index, place] of places(broken).entries()) {
      emulator.set({ dropAfter: place })
      await expect(printer.print(broken, 'А-015'), `at ${place}`).rejects.toMatchObject({ begun: true })
      if (index % 2 === 1) {
        // the hub was killed: all that is known is that a job was under way
        printer = aPrinter()
        printer.brokenOff()
      }
      expect(await printer.check(), `at ${place}`).toEqual({ answers: true, trouble: null, paperLow: false })
      await printer.print(next, 'А-015')
      const job = emulator.jobs.at(-1) ?? expect.fail('no job')
      expect(job.partial, `at ${place}`).toBe(false)
      const { raster, text, cutRows } = renderEscPos(await readFile(job.bin), { width })
      // what was left of the one before is a paper of its own
      expect(raster.height - (cutRows.at(-2) ?? 0), `cut off, at ${place}`).toBe(alone.height)
      expect(Buffer.compare(newest(raster, alone.raster), alone.raster.data), `dots, at ${place}`).toBe(0)
      expect(text.endsWith(alone.text), `letters, at ${place}`).toBe(true)
    }
    // all of them but the one that was set back and nothing more
    expect(emulator.jobs.filter(({ partial }) => partial)).toHaveLength(places(broken).length - 1)
  })

  it('P16 is completed on a printer that is never asked', async () => {
    const emulator = await startPrinterEmulator({ port: 0, dir: await aFolder(), faults: { dropAfter: 20_000 } })
    onTestFinished(() => emulator.close())
    const printer = openPrinter(`tcp:127.0.0.1:${emulator.port}?status=no`)
    await expect(printer.print(encodeTicket(aTicket()), 'А-015')).rejects.toMatchObject({ begun: true })
    await printer.print(encodeTicket(aTicket()), 'А-015')
    await expect.poll(() => emulator.jobs.at(-1)).toMatchObject({ error: null, partial: false })
  })

  it('P16 is completed on a printer that hears no question among dots, before it counts as away', async () => {
    const emulator = await startPrinterEmulator({
      port: 0,
      dir: await aFolder(),
      faults: { dropAfter: 20_000, deafInPictures: true },
    })
    onTestFinished(() => emulator.close())
    const printer = new LinePrinter(tcpTransport('127.0.0.1', emulator.port))
    await expect(printer.print(encodeTicket(aTicket()), 'А-015')).rejects.toMatchObject({ begun: true })
    expect(await printer.check()).toEqual({ answers: true, trouble: null, paperLow: false })
    await printer.print(encodeTicket(aTicket()), 'А-015')
    expect(emulator.jobs.at(-1)).toMatchObject({ error: null, partial: false })
  })

  it('P16 is completed once: the ticket after the next one comes as it is', async () => {
    const emulator = await startPrinterEmulator({ port: 0, dir: await aFolder(), faults: { dropAfter: 20_000 } })
    onTestFinished(() => emulator.close())
    const printer = openPrinter(`tcp:127.0.0.1:${emulator.port}`)
    const ticket = encodeTicket(aTicket())
    await printer.print(ticket, 'А-015').catch(() => undefined)
    await printer.print(ticket, 'А-015')
    await printer.print(ticket, 'А-016')
    const { bin } = emulator.jobs.at(-1) ?? expect.fail('no job')
    expect((await readFile(bin)).equals(Buffer.from(ticket))).toBe(true)
  })
})

it('P16 nothing that is sent has a command longer than what completes it', () => {
  const sheet = { language: 'uk', title: 'Оплата', subject: 'Послуга', parts: [], notes: ['⁎ '.repeat(400)] } as const
  const office = { name: 'Відділ', address: 'вул. Прикладна, 5', phone: '(0382) 00-00-00' }
  const jobs = kinds.flatMap(([, options]) => [
    encodeTicket(aLongTicket(), options),
    encodeSheet({ ...sheet, office }, options),
  ])
  const longest = Math.max(...jobs.flatMap((job) => commands(job).map(({ length }) => length)))
  const back = [0x1b, 0x40, 0x0a, 0x0a, 0x0a, 0x0a, 0x0a, 0x1d, 0x56, 0x01]
  expect([...completion.subarray(longest)]).toEqual(back)
  expect(completion.subarray(0, longest).every((byte) => byte === 0)).toBe(true)
  expect(headCompletion.every((byte) => byte === 0)).toBe(true)
})

describe('the emulator', () => {
  it('goes on in the middle of a command where the connection before has ended', async () => {
    const emulator = await startPrinterEmulator({ port: 0, dir: await aFolder(), faults: { dropAfter: 20_000 } })
    onTestFinished(() => emulator.close())
    const ticket = encodeTicket(aTicket())
    // two programs that know nothing of one another
    await expect(openPrinter(`tcp:127.0.0.1:${emulator.port}`).print(ticket, 'А-015')).rejects.toMatchObject({
      begun: true,
    })
    await openPrinter(`tcp:127.0.0.1:${emulator.port}?status=no`).print(ticket, 'А-015')
    await expect.poll(() => emulator.jobs).toHaveLength(2)
    expect(emulator.jobs[1]?.error).toMatch(/^Unknown command/)
  })
})
