import { Answers, type Link, type Transport } from './link.ts'

/** What is used of `serialport`, so that a test can stand in for the hardware. */
export interface SerialLine {
  open(done: (error: Error | null) => void): void
  write(bytes: Uint8Array, done: (error: Error | null | undefined) => void): void
  drain(done: (error: Error | null) => void): void
  close(done: (error: Error | null) => void): void
  on(event: 'data', heard: (bytes: Uint8Array) => void): unknown
  on(event: 'close', heard: () => void): unknown
  on(event: 'error', heard: (error: Error) => void): unknown
}

/** A printer at a serial port, 8 data bits, no parity, one stop bit; the printer holds us back by RTS/CTS where it can. */
export function serialTransport(path: string, baud: number, flow: boolean): Transport {
  return {
    name: path,
    async open() {
      // loaded when it is needed: a hub with a network printer runs without the native library
      const { SerialPort } = await import('serialport')
      const line: SerialLine = new SerialPort({ path, baudRate: baud, rtscts: flow, autoOpen: false, lock: true })
      await new Promise<void>((resolve, reject) => line.open((error) => (error ? reject(error) : resolve())))
      return serialLink(line)
    },
  }
}

export function serialLink(line: SerialLine): Link {
  const answers = new Answers()
  line.on('data', (bytes) => answers.push(bytes))
  line.on('close', () => answers.end())
  line.on('error', () => answers.end())
  const drained = (): Promise<void> =>
    new Promise((resolve, reject) => line.drain((error) => (error ? reject(error) : resolve())))
  return {
    answers,
    write: (bytes) =>
      new Promise<void>((resolve, reject) => line.write(bytes, (error) => (error ? reject(error) : resolve()))).then(
        drained,
      ),
    finish: drained,
    close: () => line.close(() => undefined),
  }
}
