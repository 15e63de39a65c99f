import { setTimeout as wait } from 'node:timers/promises'
import { Answers, type Link, type Transport } from './link.ts'

interface UsbEndpoint {
  readonly endpointNumber: number
  readonly direction: 'in' | 'out'
  readonly type: string
}

/** What is used of a WebUSB device, so that a test can stand in for the hardware. */
export interface UsbPrinterDevice {
  readonly configuration?: UsbConfiguration | null | undefined
  open(): Promise<void>
  close(): Promise<void>
  selectConfiguration(value: number): Promise<void>
  claimInterface(number: number): Promise<void>
  /** @param ms the library gives up after a second where none is given */
  transferOut(endpoint: number, bytes: BufferSource, ms?: number): Promise<UsbWritten>
  /** Rejects too when nothing was said within `ms`. */
  transferIn(endpoint: number, length: number, ms?: number): Promise<{ readonly data?: DataView | undefined }>
  /** Linux only: the system's own printer driver lets go of the device. */
  detachKernelDriver?(interfaceNumber: number): Promise<void>
}

interface UsbWritten {
  readonly status?: string | undefined
  readonly bytesWritten: number
}

interface UsbConfiguration {
  readonly interfaces: readonly {
    readonly interfaceNumber: number
    readonly alternates: readonly { readonly interfaceClass: number; readonly endpoints: readonly UsbEndpoint[] }[]
  }[]
}

/** What is used of `usb`: a device by vendor and product. */
export interface UsbBus {
  findDeviceByIds(vendor: number, product: number): Promise<UsbPrinterDevice | undefined>
}

/** Longest time a device may take for what is offered at once. */
const takeMs = 30_000
/** USB's number for printers. */
const printerClass = 7

/**
 * A printer at USB by vendor and product number. Tried on a stand-in of the `usb` library only: no such printer has been
 * at hand. On Linux `/dev/usb/lp0` is simpler; on Windows the device needs the WinUSB driver.
 */
export function usbTransport(vendor: number, product: number, bus: () => Promise<UsbBus> = systemBus): Transport {
  const name = `usb:${[vendor, product].map((id) => id.toString(16).padStart(4, '0')).join(':')}`
  return {
    name,
    async open() {
      const device = await (await bus()).findDeviceByIds(vendor, product)
      if (device === undefined) throw new Error('no such device is plugged in')
      await device.open()
      try {
        if (!device.configuration) await device.selectConfiguration(1)
        const { number, out, back } = printerInterface(device)
        // a driver that holds nothing, or a system without the call, is none that stands in the way
        await device.detachKernelDriver?.(number).catch(() => undefined)
        await device.claimInterface(number)
        return new UsbLink(device, out, back)
      } catch (error) {
        await device.close().catch(() => undefined)
        throw error
      }
    },
  }
}

async function systemBus(): Promise<UsbBus> {
  const { usb } = await import('usb')
  return {
    async findDeviceByIds(vendor, product) {
      const device: unknown = await usb.findDeviceByIds(vendor, product)
      return isPrinterDevice(device) ? device : undefined
    },
  }
}

function isPrinterDevice(device: unknown): device is UsbPrinterDevice {
  return typeof device === 'object' && device !== null && 'transferOut' in device && 'transferIn' in device
}

function printerInterface({ configuration }: UsbPrinterDevice): { number: number; out: number; back: number | null } {
  for (const { interfaceNumber: number, alternates } of configuration?.interfaces ?? []) {
    for (const { interfaceClass, endpoints } of alternates) {
      const bulk = (way: 'in' | 'out'): UsbEndpoint | undefined =>
        endpoints.find(({ direction, type }) => direction === way && type === 'bulk')
      const out = bulk('out')
      if (interfaceClass === printerClass && out !== undefined) {
        return { number, out: out.endpointNumber, back: bulk('in')?.endpointNumber ?? null }
      }
    }
  }
  throw new Error('the device is no printer')
}

class UsbLink implements Link {
  readonly answers = new Answers()
  readonly #device: UsbPrinterDevice
  readonly #out: number
  #closed = false

  constructor(device: UsbPrinterDevice, out: number, back: number | null) {
    this.#device = device
    this.#out = out
    if (back !== null) void this.#read(back)
  }

  async write(bytes: Uint8Array): Promise<void> {
    const { status, bytesWritten } = await this.#device.transferOut(this.#out, new Uint8Array(bytes), takeMs)
    if ((status ?? 'ok') !== 'ok' || bytesWritten !== bytes.length) {
      throw new Error(`the device took ${bytesWritten} of ${bytes.length} bytes (${status ?? 'ok'})`)
    }
  }

  async finish(): Promise<void> {
    // a transfer ends when the device has it
  }

  close(): void {
    this.#closed = true
    void this.#device.close().catch(() => undefined)
  }

  async #read(endpoint: number): Promise<void> {
    while (!this.#closed) {
      try {
        const { data } = await this.#device.transferIn(endpoint, 64, 1_000)
        if (data !== undefined) this.answers.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
      } catch {
        // nothing was said; that the device is gone shows when it is written to
        await wait(20)
      }
    }
  }
}
