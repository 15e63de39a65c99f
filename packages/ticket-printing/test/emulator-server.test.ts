import { execFile } from 'node:child_process'
import { copyFile, readFile, readdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { loadImage } from '@napi-rs/canvas'
import { describe, expect, it, onTestFinished } from 'vitest'
import { encodeTicket, openPrinter, renderTicket, startPrinterEmulator, type PrinterEmulator } from '../src/index.ts'
import { aFolder } from './folders.ts'
import { aTicket } from './fixtures.ts'

async function anEmulator(dir: string): Promise<PrinterEmulator> {
  const emulator = await startPrinterEmulator({ port: 0, dir })
  onTestFinished(() => emulator.close())
  return emulator
}

describe('the emulated network printer', () => {
  it('keeps what was printed, as bytes and as a picture', async () => {
    const dir = await aFolder()
    const emulator = await anEmulator(dir)
    const printer = openPrinter(`tcp:127.0.0.1:${emulator.port}`)
    await printer.print(encodeTicket(aTicket()), 'А-015')
    expect(emulator.jobs).toEqual([
      { bin: join(dir, 'job-0001.bin'), png: join(dir, 'job-0001.png'), error: null, text: '', partial: false },
    ])
    expect(new Uint8Array(await readFile(join(dir, 'job-0001.bin')))).toEqual(encodeTicket(aTicket()))
    expect((await loadImage(join(dir, 'job-0001.png'))).width).toBe(576)
  })

  it('keeps bytes it does not understand and says why there is no picture', async () => {
    const emulator = await anEmulator(await aFolder())
    await openPrinter(`tcp:127.0.0.1:${emulator.port}`).print(Uint8Array.of(0x1b, 0x01), 'А-015')
    expect(emulator.jobs).toMatchObject([{ png: null, error: 'Unknown command 1b 01 at byte 0.' }])
  })

  it('goes on counting in a folder that has jobs already', async () => {
    const dir = await aFolder()
    await writeFile(join(dir, 'job-0007.bin'), 'earlier')
    const emulator = await anEmulator(dir)
    await openPrinter(`tcp:127.0.0.1:${emulator.port}`).print(encodeTicket(aTicket()), 'А-015')
    expect((await readdir(dir)).sort()).toEqual(['job-0007.bin', 'job-0008.bin', 'job-0008.png'])
  })

  it('keeps nothing of somebody who only looks whether it is there', async () => {
    const dir = await aFolder()
    const emulator = await anEmulator(dir)
    expect(await openPrinter(`tcp:127.0.0.1:${emulator.port}`).check()).toEqual({
      answers: true,
      trouble: null,
      paperLow: false,
    })
    await openPrinter(`tcp:127.0.0.1:${emulator.port}`).print(encodeTicket(aTicket()), 'А-015')
    expect(emulator.jobs).toHaveLength(1)
  })

  it('breaks off what is still arriving when it is closed', async () => {
    const emulator = await anEmulator(await aFolder())
    const socket = connect(emulator.port, '127.0.0.1')
    const closed = new Promise((resolve) => {
      socket.once('close', resolve)
    })
    socket.on('error', () => undefined)
    await new Promise<void>((written) => {
      socket.write(Uint8Array.of(0x1b), () => written())
    })
    await emulator.close()
    await closed
    expect(emulator.jobs).toEqual([])
  })

  it('rejects a port that is taken', async () => {
    const dir = await aFolder()
    const emulator = await anEmulator(dir)
    await expect(startPrinterEmulator({ port: emulator.port, dir })).rejects.toThrow(/EADDRINUSE/)
  })
})

describe('the emulator as a command', () => {
  const cli = fileURLToPath(new URL('../src/emulate-cli.ts', import.meta.url))
  const run = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
    promisify(execFile)(process.execPath, [cli, ...args]).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    )

  it('writes a picture beside each file', async () => {
    const dir = await aFolder()
    const [one, other] = [join(dir, 'one.bin'), join(dir, 'other.bin')]
    await writeFile(one, encodeTicket(aTicket()))
    await copyFile(one, other)
    expect(await run(one, other)).toMatchObject({ code: 0, stderr: '' })
    const image = await loadImage(join(dir, 'other.png'))
    expect([image.width, image.height]).toEqual([576, renderTicket(aTicket()).height + 5 * 34])
    expect((await readdir(dir)).sort()).toEqual(['one.bin', 'one.png', 'other.bin', 'other.png'])
  })

  it('draws 58 mm paper when asked', async () => {
    const file = join(await aFolder(), 'one.bin')
    await writeFile(file, encodeTicket(aTicket(), { paper: 58 }))
    expect(await run('--paper', '58', file)).toMatchObject({ code: 0 })
    expect((await loadImage(file.replace('.bin', '.png'))).width).toBe(384)
  })

  it('exits with 2 and one sentence when something cannot be drawn', async () => {
    const dir = await aFolder()
    const bad = join(dir, 'bad.bin')
    await writeFile(bad, Uint8Array.of(0x1b, 0x40, 0x1d, 0x01))
    const failures = await Promise.all([
      run(bad),
      run(join(dir, 'missing.bin')),
      run(),
      run('--paper', '60', bad),
      run('--what'),
    ])
    expect(failures.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2])
    for (const { stdout, stderr } of failures) {
      expect(stdout).toBe('')
      expect(stderr.trim().split('\n')).toHaveLength(1)
    }
    expect(failures[0]?.stderr).toBe(`${bad}: Unknown command 1d 01 at byte 2.\n`)
  })
})
