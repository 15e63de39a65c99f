import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { renderEscPos, type EmulatorOptions } from './esc-pos.ts'
import { noFaults, type PrinterFaults } from './faults.ts'
import { Session } from './session.ts'

/** A job the emulator has printed, whole or as far as it came. */
export interface EmulatedJob {
  readonly bin: string
  /** The picture, or null when the bytes are not ESC/POS. */
  readonly png: string | null
  /** Why there is no picture. */
  readonly error: string | null
  /** What was printed as letters. */
  readonly text: string
  /** The connection broke before the end. */
  readonly partial: boolean
}

export interface PrinterEmulator {
  readonly port: number
  /** Jobs kept since the start, oldest first. */
  readonly jobs: readonly EmulatedJob[]
  readonly faults: PrinterFaults
  /** Questions answered since the start. */
  readonly questions: number
  /** Orders faults, or mends them. What waited for paper is printed when there is some. */
  set(faults: Partial<PrinterFaults>): void
  /** Stops listening and breaks off the jobs that are still arriving. */
  close(): Promise<void>
}

export interface EmulatorStart extends EmulatorOptions {
  readonly port: number
  readonly dir: string
  readonly faults?: Partial<PrinterFaults>
  /** False: jobs are kept as bytes and not drawn. Default true. */
  readonly draws?: boolean
  /** Told when the first bytes of a job have come; questions are none. */
  readonly onFirstByte?: () => void
  /** Told of every job that has come out. */
  readonly onJob?: (job: EmulatedJob) => void
}

/**
 * A network printer on loopback, for tests and demonstrations. It answers DLE EOT 1 to 4 at once and GS r when all
 * before it is printed, keeps every job as `job-0001.bin` and `job-0001.png` in the folder, and has the faults it is
 * told to have. `port` 0 takes a free one. Goes on counting where the folder's jobs end. Rejects when the port is taken
 * or the folder cannot be made.
 */
export async function startPrinterEmulator(options: EmulatorStart): Promise<PrinterEmulator> {
  await mkdir(options.dir, { recursive: true })
  const known = (await readdir(options.dir)).map((name) => Number(/^job-(\d+)\.bin$/.exec(name)?.[1] ?? 0))
  const jobs: EmulatedJob[] = []
  const sockets = new Set<Socket>()
  const sessions = new Set<Session>()
  let faults: PrinterFaults = { ...noFaults, ...options.faults }
  let started = Math.max(0, ...known)
  let questions = 0

  const keep = async (bytes: Uint8Array, partial: boolean): Promise<void> => {
    const stem = join(options.dir, `job-${String(++started).padStart(4, '0')}`)
    const job = await store(stem, bytes, partial, options)
    jobs.push(job)
    options.onJob?.(job)
  }

  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    const session = new Session(socket, {
      faults: () => faults,
      set: (changes) => set(changes),
      keep,
      asked: () => questions++,
      began: () => options.onFirstByte?.(),
      ended: () => sessions.delete(session),
    })
    sessions.add(session)
    socket.on('close', () => sockets.delete(socket))
  })

  function set(changes: Partial<PrinterFaults>): void {
    faults = { ...faults, ...changes }
    for (const session of sessions) session.goOn()
  }

  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') return reject(new Error('The emulator has no port.'))
      resolve({
        port: address.port,
        jobs,
        get faults() {
          return faults
        },
        get questions() {
          return questions
        },
        set,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            for (const session of sessions) session.stop()
            for (const socket of sockets) socket.destroy()
          }),
      })
    })
  })
}

async function store(stem: string, bytes: Uint8Array, partial: boolean, options: EmulatorStart): Promise<EmulatedJob> {
  const bin = `${stem}.bin`
  await writeFile(bin, bytes)
  if (options.draws === false) return { bin, png: null, error: null, text: '', partial }
  try {
    const { png, text } = renderEscPos(bytes, options)
    await writeFile(`${stem}.png`, png)
    return { bin, png: `${stem}.png`, error: null, text, partial }
  } catch (error) {
    return { bin, png: null, error: error instanceof Error ? error.message : String(error), text: '', partial }
  }
}
