import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { renderEscPos, type EmulatorOptions } from './esc-pos.ts'

/** A job the emulator has received whole. */
export interface EmulatedJob {
  readonly bin: string
  /** The picture, or null when the bytes are not ESC/POS. */
  readonly png: string | null
  /** Why there is no picture. */
  readonly error: string | null
}

export interface PrinterEmulator {
  readonly port: number
  /** Jobs kept since the start, oldest first. */
  readonly jobs: readonly EmulatedJob[]
  /** Stops listening and breaks off the jobs that are still arriving. */
  close(): Promise<void>
}

/** Most bytes of one job; a connection that sends more is broken off. */
const largestJob = 16 * 1024 * 1024

/**
 * A network printer on loopback, for tests and demonstrations: keeps every job as `job-0001.bin` and `job-0001.png`
 * in the folder, and closes the connection when they are there. `port` 0 takes a free one.
 * Goes on counting where the folder's jobs end. Rejects when the port is taken or the folder cannot be made.
 */
export async function startPrinterEmulator(
  options: { readonly port: number; readonly dir: string } & EmulatorOptions,
): Promise<PrinterEmulator> {
  await mkdir(options.dir, { recursive: true })
  const known = (await readdir(options.dir)).map((name) => Number(/^job-(\d+)\.bin$/.exec(name)?.[1] ?? 0))
  const jobs: EmulatedJob[] = []
  const sockets = new Set<Socket>()
  let started = Math.max(0, ...known)

  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    const chunks: Buffer[] = []
    let size = 0
    socket.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > largestJob) socket.destroy()
      else chunks.push(chunk)
    })
    socket.on('end', () => {
      if (size === 0) return void socket.end() // somebody only looked whether the printer is there
      const stem = join(options.dir, `job-${String(++started).padStart(4, '0')}`)
      store(stem, Buffer.concat(chunks), options).then(
        (job) => {
          jobs.push(job)
          socket.end()
        },
        () => socket.resetAndDestroy(),
      )
    })
  })

  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') return reject(new Error('The emulator has no port.'))
      resolve({
        port: address.port,
        jobs,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            for (const socket of sockets) socket.destroy()
          }),
      })
    })
  })
}

async function store(stem: string, bytes: Buffer, options: EmulatorOptions): Promise<EmulatedJob> {
  const bin = `${stem}.bin`
  await writeFile(bin, bytes)
  try {
    const { png } = renderEscPos(bytes, options)
    await writeFile(`${stem}.png`, png)
    return { bin, png: `${stem}.png`, error: null }
  } catch (error) {
    return { bin, png: null, error: error instanceof Error ? error.message : String(error) }
  }
}
