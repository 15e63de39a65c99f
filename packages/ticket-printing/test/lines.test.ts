import { describe, expect, it } from 'vitest'
import { encodeTicket, openPrinter } from '../src/index.ts'
import { aTicket } from './fixtures.ts'
import { aPtyPrinter, noPty } from './pty.ts'

const ticket = encodeTicket(aTicket(), { text: { page: 'cp1251', number: 46 } })

describe.skipIf(noPty !== null).each([
  ['a serial line', (path: string) => `serial:${path}?flow=no&baud=115200`],
  ['a device file', (path: string) => `lp:${path}`],
])('%s, on a pseudo terminal', (_, setting) => {
  it('brings exactly the bytes of a ticket, and the answers back', async () => {
    const device = await aPtyPrinter()
    const printer = openPrinter(setting(device.path))
    await printer.print(ticket, 'А-015')
    expect(printer.state).toEqual({ answers: true, trouble: null, paperLow: false })
    expect((await device.printed()).equals(Buffer.from(ticket))).toBe(true)
    // DLE EOT 1 to 4 before and after
    expect(device.printer.questions).toBe(8)
    await printer.close()
  })

  it('brings a picture, whole', async () => {
    const device = await aPtyPrinter()
    const picture = encodeTicket(aTicket())
    const printer = openPrinter(setting(device.path))
    await printer.print(picture, 'А-015')
    expect((await device.printed()).equals(Buffer.from(picture))).toBe(true)
    await printer.close()
  })

  it('tells of a printer without paper before anything is sent', async () => {
    const device = await aPtyPrinter()
    device.printer.set({ paper: 'out' })
    const printer = openPrinter(setting(device.path))
    await expect(printer.print(ticket, 'А-015')).rejects.toMatchObject({ code: 'paper-out', begun: false })
    expect(await device.printed()).toHaveLength(0)
    device.printer.set({ paper: 'low' })
    expect(await printer.check()).toEqual({ answers: true, trouble: null, paperLow: true })
    await printer.close()
  })

  it('P6 tells of a plug that is pulled in mid-job: something may be out', async () => {
    const device = await aPtyPrinter()
    device.printer.set({ dropAfter: 20_000, bytesPerSecond: 400_000 })
    const printer = openPrinter(setting(device.path))
    await expect(printer.print(encodeTicket(aTicket()), 'А-015')).rejects.toMatchObject({
      code: 'connection-lost',
      begun: true,
    })
    await expect.poll(() => device.printer.jobs).toMatchObject([{ partial: true }])
    expect(await printer.check()).toMatchObject({ trouble: 'unreachable' })
    await printer.close()
  })

  it('serves a printer that says nothing', async () => {
    const device = await aPtyPrinter()
    device.printer.set({ silent: true })
    const printer = openPrinter(setting(device.path))
    await printer.print(ticket, 'А-015')
    expect(printer.state).toEqual({ answers: false, trouble: null, paperLow: false })
    await expect.poll(async () => (await device.printed()).equals(Buffer.from(ticket))).toBe(true)
    await printer.close()
  })
})

describe('a line that is not there', () => {
  it.each(['serial:/dev/no-such-line', 'lp:/dev/no-such-printer'])(
    'is reported with a sentence: %s',
    async (setting) => {
      const printer = openPrinter(setting)
      await expect(printer.print(ticket, 'А-015')).rejects.toMatchObject({ code: 'unreachable', begun: false })
      expect(await printer.check()).toMatchObject({ trouble: 'unreachable' })
    },
  )
})
