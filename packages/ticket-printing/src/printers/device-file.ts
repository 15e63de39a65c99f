import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { Answers, type Link, type Transport } from './link.ts'

/** How often a device that has nothing to say, or takes nothing, is tried again. */
const pollMs = 10

/** A printer that is a file of the system, on Linux `/dev/usb/lp0`. Never blocks: a printer without paper takes nothing. */
export function deviceFileTransport(path: string): Transport {
  return {
    name: path,
    async open() {
      const { O_RDWR, O_NOCTTY, O_NONBLOCK } = constants
      return new DeviceFileLink(await open(path, O_RDWR | O_NOCTTY | O_NONBLOCK))
    },
  }
}

class DeviceFileLink implements Link {
  readonly answers = new Answers()
  readonly #file: FileHandle
  #closed = false
  readonly #reading: Promise<void>

  constructor(file: FileHandle) {
    this.#file = file
    this.#reading = this.#read()
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length && !this.#closed; ) {
      const taken = await this.#file.write(bytes, from).then(({ bytesWritten }) => bytesWritten, busy)
      from += taken
      if (taken === 0) await wait(pollMs)
    }
  }

  async finish(): Promise<void> {
    // what the device has taken is its own
  }

  close(): void {
    this.#closed = true
    void this.#reading.then(() => this.#file.close()).catch(() => undefined)
  }

  async #read(): Promise<void> {
    const buffer = new Uint8Array(64)
    while (!this.#closed) {
      try {
        const count = await this.#file.read(buffer, 0, buffer.length, null).then(({ bytesRead }) => bytesRead, busy)
        if (count > 0) this.answers.push(buffer.subarray(0, count))
        else await wait(pollMs)
      } catch {
        // a device that cannot be read is one that answers nothing; that it is gone shows when it is written to
        return
      }
    }
  }
}

/** The device takes or has nothing now. */
function busy(error: unknown): number {
  if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 0
  throw error
}
