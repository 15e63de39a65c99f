import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { jobName, openPrinter, PrinterError } from '../src/index.ts'
import { aFolder } from './folders.ts'
import { aTicket } from './fixtures.ts'

const bytes = Uint8Array.of(0x1b, 0x40, 1, 2, 3)

describe('a folder as a printer', () => {
  it('keeps every ticket as a file of its own', async () => {
    const folder = await aFolder()
    const printer = openPrinter(`file:${folder}`)
    await printer.print(bytes, jobName(aTicket()))
    expect(await readdir(folder)).toEqual(['2026-03-05_А-015_1.bin'])
    expect(new Uint8Array(await readFile(join(folder, '2026-03-05_А-015_1.bin')))).toEqual(bytes)
  })

  it('never overwrites: the same number again gets the next count', async () => {
    const folder = await aFolder()
    await openPrinter(`file:${folder}`).print(bytes, 'А-015')
    const again = openPrinter(`file:${folder}`)
    await again.print(Uint8Array.of(9), 'А-015')
    await again.print(Uint8Array.of(8), 'А-015')
    const kept = await Promise.all(
      [1, 2, 3].map(async (count) => [...(await readFile(join(folder, `А-015_${count}.bin`)))]),
    )
    expect(kept).toEqual([[...bytes], [9], [8]])
  })

  it('keeps every ticket when two programs print into it at once', async () => {
    const folder = await aFolder()
    const [one, other] = [openPrinter(`file:${folder}`), openPrinter(`file:${folder}`)]
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? one : other).print(Uint8Array.of(i), 'А-015')),
    )
    const files = await readdir(folder)
    expect(files.sort()).toEqual(Array.from({ length: 40 }, (_, i) => `А-015_${i + 1}.bin`).sort())
    const contents = await Promise.all(files.map(async (file) => (await readFile(join(folder, file)))[0]))
    expect(contents.sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(Array.from({ length: 40 }, (_, i) => i))
  })

  it('shows a ticket only when it is whole', async () => {
    const folder = await aFolder()
    const printer = openPrinter(`file:${folder}`)
    const whole = 4_000_000
    let printing = true
    const done = (async () => {
      for (let i = 0; i < 5; i++) await printer.print(new Uint8Array(whole), 'А-015')
      printing = false
    })()
    while (printing) {
      for (const file of (await readdir(folder)).filter((name) => name.endsWith('.bin'))) {
        expect((await stat(join(folder, file))).size).toBe(whole)
      }
    }
    await done
    expect(await readdir(folder)).toHaveLength(5)
  })

  it('is made when it is not there', async () => {
    const folder = join(await aFolder(), 'new', 'tickets')
    const printer = openPrinter(`file:${folder}`)
    expect(await printer.check()).toMatchObject({ answers: false, trouble: null })
    await printer.print(bytes, 'А-015')
    expect(await readdir(folder)).toEqual(['А-015_1.bin'])
  })

  it('fails with a sentence when it cannot be written', async () => {
    const file = join(await aFolder(), 'file')
    await writeFile(file, '')
    const printer = openPrinter(`file:${join(file, 'tickets')}`)
    await expect(printer.print(bytes, 'А-015')).rejects.toMatchObject({ name: 'PrinterError', code: 'not-writable' })
    await expect(printer.print(bytes, 'А-015')).rejects.toThrow('Tickets cannot be written to the folder')
    expect(await printer.check()).toMatchObject({ trouble: 'unreachable' })
  })

  it('leaves nothing behind when it is checked', async () => {
    const folder = await aFolder()
    expect(await openPrinter(`file:${folder}`).check()).toMatchObject({ answers: false, trouble: null })
    expect(await readdir(folder)).toEqual([])
  })

  it.each(['../А-015', 'a/b', 'a\\b', '.hidden', '', 'a\0b'])('refuses the name %j', async (name) => {
    const folder = await aFolder()
    await expect(openPrinter(`file:${folder}`).print(bytes, name)).rejects.toMatchObject({ code: 'bad-name' })
    expect(await readdir(folder)).toEqual([])
  })

  it('takes no job after it was closed', async () => {
    const printer = openPrinter(`file:${await aFolder()}`)
    await printer.close()
    await expect(printer.print(bytes, 'А-015')).rejects.toMatchObject({ code: 'closed' })
    expect(await printer.check()).toMatchObject({ trouble: 'unreachable' })
  })
})

describe('the setting of a printer', () => {
  it.each([
    '',
    'file:',
    'file: ',
    'tcp:',
    'tcp:host',
    'tcp:host:',
    'tcp:host:0',
    'tcp:host:65536',
    'tcp::9100',
    'tcp:a:b:9100',
    'usb:1',
    '/tickets',
    'tcp:[::1]',
    'tcp:ho st:9100',
  ])('%j is refused with what is allowed', (spec) => {
    expect(() => openPrinter(spec)).toThrow(PrinterError)
    expect(() => openPrinter(spec)).toThrow(/use file:DIR, tcp:HOST:PORT, lp:FILE, serial:PORT or usb:VENDOR:PRODUCT/)
  })

  it.each(['file:tickets', 'file:C:\\tickets', 'tcp:printer:9100', 'tcp:192.168.1.50:9100', 'tcp:[::1]:9100'])(
    '%j is taken',
    (spec) => {
      expect(() => openPrinter(spec)).not.toThrow()
    },
  )
})
