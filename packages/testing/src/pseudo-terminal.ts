import { spawnSync } from 'node:child_process'
import { closeSync, readSync, writeSync } from 'node:fs'
import { Duplex } from 'node:stream'
import { requireBinary } from '@lydell/node-pty/requireBinary.js'

/** A pseudo terminal as a serial line: somebody opens `path`, and has the printer at the other end. */
export interface PseudoTerminal {
  readonly path: string
  /** The device is unplugged: whoever has the path open finds the line gone. */
  close(): void
}

/** How often an end that has nothing to read is looked at, in milliseconds. */
const lookMs = 2
/** Bytes read ahead: what is not read stays in the line, and holds the writer back. */
const ahead = 256

/**
 * Opens a pseudo terminal without echo and without changes of what is sent.
 * @param opened is given a stream whenever somebody has opened the path; it ends when the path is closed again
 * @throws Error whose message says why this computer cannot have one
 */
export function openPseudoTerminal(opened: (line: Duplex) => void): PseudoTerminal {
  if (process.platform === 'win32') throw new Error('Windows has no pseudo terminal that can be opened as a port')
  const { master, slave, pty } = requireBinary('pty.node').open(80, 24)
  const raw = spawnSync('stty', ['raw', '-echo'], { stdio: [slave, 'ignore', 'pipe'] })
  closeSync(slave)
  const state = { open: true }
  const close = (): void => {
    if (!state.open) return
    state.open = false
    clearInterval(waiting)
    closeSync(master)
  }
  let line: LineEnd | null = null
  const waiting = setInterval(() => {
    if (line !== null && !line.closed) return
    const first = readSome(master)
    if (first === 'nobody') return
    line = new LineEnd(master, close, () => state.open)
    if (first !== 'nothing') line.unshift(first)
    opened(line)
  }, lookMs)
  if (raw.status !== 0) {
    close()
    throw new Error(`stty could not set the pseudo terminal up: ${raw.error?.message ?? String(raw.stderr)}`)
  }
  return { path: pty, close }
}

/** The printer's end while somebody has the path open. Destroyed before that, it unplugs the device. */
class LineEnd extends Duplex {
  readonly #fd: number
  readonly #unplug: () => void
  readonly #plugged: () => boolean
  #look: NodeJS.Timeout | undefined

  constructor(fd: number, unplug: () => void, plugged: () => boolean) {
    super({ readableHighWaterMark: ahead, autoDestroy: true })
    this.#fd = fd
    this.#unplug = unplug
    this.#plugged = plugged
  }

  override _read(): void {
    const some = this.#plugged() ? readSome(this.#fd) : 'nobody'
    if (some === 'nothing') this.#look = setTimeout(() => this._read(), lookMs)
    else this.push(some === 'nobody' ? null : some)
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    try {
      if (this.#plugged()) writeSync(this.#fd, chunk)
      done()
    } catch (error) {
      // the path was closed, or its reader takes nothing: nobody hears the answer, as on a real line
      if (!['EIO', 'EAGAIN'].includes(String(codeOf(error)))) return done(asError(error))
      done()
    }
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#look)
    if (!this.readableEnded) this.#unplug()
    done(error)
  }
}

/** What has come; nothing yet; or nobody has the path open and everything was read. */
function readSome(fd: number): Buffer | 'nothing' | 'nobody' {
  const buffer = Buffer.alloc(ahead)
  try {
    const count = readSync(fd, buffer)
    return count === 0 ? 'nobody' : buffer.subarray(0, count)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EAGAIN') return 'nothing'
    if (code === 'EIO') return 'nobody'
    throw error
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
