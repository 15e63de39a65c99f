import { describe, expect, it, onTestFinished } from 'vitest'
import { encodePicture } from '../src/encode.ts'
import { encodeTicket, isBlack, openPrinter, type Raster, renderEscPos, startPrinterEmulator } from '../src/index.ts'
import { emptyRaster } from '../src/raster.ts'
import { withoutCommands } from '../src/real-time.ts'
import { aLongTicket, aTicket } from './fixtures.ts'
import { aFolder } from './folders.ts'

const whole = { feed: 5, cut: 'partial' } as const

/** A picture that has every command of real time in it, one of them over the end of a row. */
function aTreacherousPicture(): Raster {
  const raster = emptyRaster(384, 4)
  raster.data.set([0x10, 0x04, 0x01, 0xff, 0x10, 0x05, 0x02, 0xff, 0x10, 0x14, 0x01, 0x00, 0x03], 5)
  raster.data.set([0x10, 0x04, 0x02], 2 * 48 - 1)
  raster.data.set([0x10, 0x10, 0x04, 0x04], 3 * 48 + 1)
  return raster
}

async function whatAPrinterMistakes(bytes: Uint8Array): Promise<readonly string[]> {
  const emulator = await startPrinterEmulator({ port: 0, dir: await aFolder(), draws: false })
  onTestFinished(() => emulator.close())
  await openPrinter(`tcp:127.0.0.1:${emulator.port}?status=no`).print(bytes, 'А-015')
  await expect.poll(() => emulator.jobs).toHaveLength(1)
  return emulator.mistaken
}

describe('P13 the dots of a picture', () => {
  it('are taken for commands by a printer, wherever they look like some', async () => {
    const raster = aTreacherousPicture()
    const bytes = Buffer.concat([Uint8Array.of(0x1d, 0x76, 0x30, 0, 48, 0, 4, 0), raster.data])
    expect(await whatAPrinterMistakes(bytes)).toEqual(['10 04 01', '10 05 02', '10 14 01', '10 04 02', '10 04 04'])
  })

  it('P13 look like no command any more, and nothing that was black is white', async () => {
    const raster = aTreacherousPicture()
    const bytes = encodePicture(raster, whole)
    expect(await whatAPrinterMistakes(bytes)).toEqual([])
    const printed = renderEscPos(bytes, { width: 384 }).raster
    let changed = 0
    for (let y = 0; y < raster.height; y++) {
      for (let x = 0; x < raster.width; x++) {
        if (isBlack(raster, x, y)) expect(isBlack(printed, x, y)).toBe(true)
        else if (isBlack(printed, x, y)) changed++
      }
    }
    // one dot for each of them
    expect(changed).toBe(5)
  })

  it('P13 stay as they are where they look like none', () => {
    const raster = emptyRaster(384, 2)
    raster.data.set([0x10, 0x06, 0x10, 0x10, 0x00, 0x04], 3)
    expect(withoutCommands(raster)).toBe(raster)
  })

  it.each([80, 58] as const)('P13 of whole tickets hold none on %i mm', async (paper) => {
    const tickets = [aTicket(), aLongTicket(), aTicket({ language: 'en', copy: true })]
    for (const model of tickets) {
      const bytes = Buffer.from(encodeTicket(model, { paper }))
      for (const pair of ['1004', '1005', '1014']) expect(bytes.indexOf(Buffer.from(pair, 'hex'))).toBe(-1)
    }
  })
})

describe('a question among the dots', () => {
  it('P13 is answered by the emulator when it comes in parts, and is no dot when it was meant', async () => {
    const emulator = await startPrinterEmulator({ port: 0, dir: await aFolder(), draws: false })
    onTestFinished(() => emulator.close())
    const printer = openPrinter(`tcp:127.0.0.1:${emulator.port}`)
    await printer.print(encodeTicket(aTicket()), 'А-015')
    expect(emulator.questions).toBe(8)
    expect(emulator.mistaken).toEqual([])
  })
})
