import { describe, expect, it } from 'vitest'
import { encodeTicket } from '../src/index.ts'
import { Splitter } from '../src/emulator/splitter.ts'
import { LinePrinter } from '../src/printers/line-printer.ts'
import { type UsbBus, type UsbPrinterDevice, usbTransport } from '../src/printers/usb.ts'
import { statusAnswer } from '../src/status.ts'
import { aTicket } from './fixtures.ts'

/** A stand-in for the `usb` library's device: no printer at USB has been at hand. */
class FakeDevice implements UsbPrinterDevice {
  readonly calls: string[] = []
  readonly printed: Uint8Array[] = []
  configuration: UsbPrinterDevice['configuration']
  paperOut = false
  /** The cable is pulled after that many transfers. */
  pulledAfter = Number.POSITIVE_INFINITY
  readonly #splitter = new Splitter()
  #said: number[] = []

  constructor(interfaceClass = 7, withAnswers = true) {
    const endpoints = [
      { endpointNumber: 1, direction: 'out' as const, type: 'bulk' },
      ...(withAnswers ? [{ endpointNumber: 2, direction: 'in' as const, type: 'bulk' }] : []),
    ]
    this.configuration = { interfaces: [{ interfaceNumber: 0, alternates: [{ interfaceClass, endpoints }] }] }
  }

  async open(): Promise<void> {
    this.calls.push('open')
  }

  async close(): Promise<void> {
    this.calls.push('close')
  }

  async selectConfiguration(): Promise<void> {
    this.calls.push('select')
  }

  async detachKernelDriver(): Promise<void> {
    this.calls.push('detach')
    throw new Error('no driver is attached')
  }

  async claimInterface(number: number): Promise<void> {
    this.calls.push(`claim ${number}`)
  }

  async transferOut(endpoint: number, bytes: BufferSource): Promise<{ status: string; bytesWritten: number }> {
    if (endpoint !== 1) throw new Error(`endpoint ${endpoint} takes nothing`)
    this.pulledAfter -= 1
    if (this.pulledAfter < 0) throw new Error('LIBUSB_ERROR_NO_DEVICE')
    const taken = new Uint8Array(bytes instanceof ArrayBuffer ? bytes : bytes.buffer)
    const trouble = this.paperOut ? 'paper-out' : null
    for (const piece of this.#splitter.push(taken)) {
      if (piece.is === 'data') this.printed.push(piece.bytes)
      else if (piece.is === 'receipt') this.#said.push(0)
      else if (piece.is === 'status') this.#said.push(statusAnswer(piece.n, { trouble, paperLow: false }))
      else throw new Error(`a picture is taken for ${piece.command.join(' ')}`)
    }
    return { status: 'ok', bytesWritten: taken.length }
  }

  async transferIn(endpoint: number): Promise<{ data?: DataView }> {
    if (endpoint !== 2) throw new Error(`endpoint ${endpoint} says nothing`)
    const said = this.#said.shift()
    if (said === undefined) throw new Error('LIBUSB_TRANSFER_TIMED_OUT')
    return { data: new DataView(Uint8Array.of(said).buffer) }
  }
}

function aPrinter(device: UsbPrinterDevice | undefined): LinePrinter {
  const bus: UsbBus = { findDeviceByIds: async () => device }
  return new LinePrinter(usbTransport(0x04b8, 0x0e15, async () => bus))
}

const ticket = encodeTicket(aTicket())

describe('a printer at USB, on a stand-in of the library', () => {
  it('is opened, taken from the system’s driver, given exactly the bytes, and closed', async () => {
    const device = new FakeDevice()
    await aPrinter(device).print(ticket, 'А-015')
    expect(device.calls).toEqual(['open', 'detach', 'claim 0', 'close'])
    expect(Buffer.concat(device.printed).equals(Buffer.from(ticket))).toBe(true)
  })

  it('P1 tells that its paper is out before a ticket is sent', async () => {
    const device = new FakeDevice()
    device.paperOut = true
    const printer = aPrinter(device)
    await expect(printer.print(ticket, 'А-015')).rejects.toMatchObject({ code: 'paper-out', begun: false })
    expect(device.printed).toEqual([])
    expect(printer.state).toMatchObject({ answers: true, trouble: 'paper-out' })
  })

  it('P2 without a way back is used, and nothing is known of it', async () => {
    const device = new FakeDevice(7, false)
    const printer = aPrinter(device)
    await printer.print(ticket, 'А-015')
    expect(printer.state).toEqual({ answers: false, trouble: null, paperLow: false })
    expect(Buffer.concat(device.printed).equals(Buffer.from(ticket))).toBe(true)
  })

  it('whose cable is pulled in the middle has perhaps printed', async () => {
    const device = new FakeDevice()
    device.pulledAfter = 8
    await expect(aPrinter(device).print(ticket, 'А-015')).rejects.toMatchObject({
      code: 'connection-lost',
      begun: true,
    })
  })

  it.each([
    ['is not plugged in', undefined],
    ['is no printer', new FakeDevice(3)],
  ])('that %s cannot be reached', async (_, device) => {
    await expect(aPrinter(device).print(ticket, 'А-015')).rejects.toMatchObject({ code: 'unreachable', begun: false })
  })
})
