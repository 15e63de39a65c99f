import { createServer } from 'node:net'
import { type EmulatedJob, EmulatedPrinter, type EmulatedPrinterOptions } from './emulated-printer.ts'
import type { PrinterFaults } from './faults.ts'

export interface PrinterEmulator {
  readonly port: number
  /** Jobs kept since the start, oldest first. */
  readonly jobs: readonly EmulatedJob[]
  readonly faults: PrinterFaults
  /** Questions answered since the start. */
  readonly questions: number
  /** What was executed as a command and was none: bytes of a picture, `10 04 01`. */
  readonly mistaken: readonly string[]
  /** Orders faults, or mends them. What waited for paper is printed when there is some. */
  set(faults: Partial<PrinterFaults>): void
  /** Stops listening and breaks off the jobs that are still arriving. */
  close(): Promise<void>
}

export interface EmulatorStart extends EmulatedPrinterOptions {
  readonly port: number
}

/**
 * A network printer on loopback, for tests and demonstrations. `port` 0 takes a free one. Rejects when the port is taken
 * or the folder cannot be made.
 */
export async function startPrinterEmulator({ port, ...options }: EmulatorStart): Promise<PrinterEmulator> {
  const printer = await EmulatedPrinter.open(options)
  const server = createServer({ allowHalfOpen: true }, (socket) => printer.attach(socket))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') return reject(new Error('The emulator has no port.'))
      resolve({
        port: address.port,
        jobs: printer.jobs,
        get faults() {
          return printer.faults
        },
        get questions() {
          return printer.questions
        },
        mistaken: printer.mistaken,
        set: (faults) => printer.set(faults),
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            printer.stop()
          }),
      })
    })
  })
}
