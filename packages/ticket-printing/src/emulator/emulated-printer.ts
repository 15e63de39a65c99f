import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderEscPos, type EmulatorOptions } from './esc-pos.ts'
import { noFaults, type PrinterFaults } from './faults.ts'
import { type EmulatedLine, Session } from './session.ts'

/** A job the emulator has printed, whole or as far as it came. */
export interface EmulatedJob {
  /** Its bytes; before them what an earlier one has left unfinished, which they complete. */
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

export interface EmulatedPrinterOptions extends EmulatorOptions {
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
 * A printer without a way to it: `attach` gives it a line. It answers DLE EOT 1 to 4 at once and GS r when all before it
 * is printed, keeps every job as `job-0001.bin` and `job-0001.png` in the folder, and has the faults it is told to have.
 */
export class EmulatedPrinter {
  readonly #options: EmulatedPrinterOptions
  readonly #jobs: EmulatedJob[] = []
  readonly #lines = new Map<EmulatedLine, Session>()
  /** Also those whose line is gone and whose bytes wait for paper. */
  readonly #sessions = new Set<Session>()
  readonly #mistaken: string[] = []
  #faults: PrinterFaults
  #kept: number
  #keeping: Promise<void> = Promise.resolve()
  #questions = 0
  /** The beginning of a command whose line is gone. */
  #unfinished: Uint8Array = new Uint8Array(0)

  private constructor(options: EmulatedPrinterOptions, kept: number) {
    this.#options = options
    this.#faults = { ...noFaults, ...options.faults }
    this.#kept = kept
  }

  /** Goes on counting where the folder's jobs end. Rejects when the folder cannot be made. */
  static async open(options: EmulatedPrinterOptions): Promise<EmulatedPrinter> {
    await mkdir(options.dir, { recursive: true })
    const known = (await readdir(options.dir)).map((name) => Number(/^job-(\d+)\.bin$/.exec(name)?.[1] ?? 0))
    return new EmulatedPrinter(options, Math.max(0, ...known))
  }

  /** Jobs kept since the start, oldest first. */
  get jobs(): readonly EmulatedJob[] {
    return this.#jobs
  }

  get faults(): PrinterFaults {
    return this.#faults
  }

  /** Questions answered since the start. */
  get questions(): number {
    return this.#questions
  }

  /** What was executed as a command and was none: bytes of a picture, `10 04 01`. */
  get mistaken(): readonly string[] {
    return this.#mistaken
  }

  /** Orders faults, or mends them. What waited for paper is printed when there is some. */
  set(changes: Partial<PrinterFaults>): void {
    this.#faults = { ...this.#faults, ...changes }
    for (const session of this.#sessions) session.goOn()
  }

  /** Somebody has opened a line to it. */
  attach(line: EmulatedLine): void {
    const session = new Session(line, {
      faults: () => this.#faults,
      set: (changes) => this.set(changes),
      keep: (bytes, partial) => this.#keep(bytes, partial),
      asked: () => this.#questions++,
      mistook: (command) => this.#mistaken.push(hexadecimal(command)),
      began: () => this.#options.onFirstByte?.(),
      unfinished: () => {
        const rest = this.#unfinished
        this.#unfinished = new Uint8Array(0)
        return rest
      },
      leave: (rest) => {
        if (rest.length > 0) this.#unfinished = rest
      },
      ended: () => this.#sessions.delete(session),
    })
    this.#sessions.add(session)
    this.#lines.set(line, session)
    line.on('close', () => this.#lines.delete(line))
  }

  /** Breaks off the jobs that are still arriving. */
  stop(): void {
    for (const session of this.#sessions) session.stop()
    for (const line of this.#lines.keys()) line.destroy()
  }

  /** There is one paper: jobs come out one after the other, whoever sent them. */
  #keep(bytes: Uint8Array, partial: boolean): Promise<void> {
    const stem = join(this.#options.dir, `job-${String(++this.#kept).padStart(4, '0')}`)
    const kept = this.#keeping.then(async () => {
      const job = await store(stem, bytes, partial, this.#options)
      this.#jobs.push(job)
      this.#options.onJob?.(job)
    })
    this.#keeping = kept.catch(() => undefined)
    return kept
  }
}

function hexadecimal(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
}

async function store(
  stem: string,
  bytes: Uint8Array,
  partial: boolean,
  options: EmulatedPrinterOptions,
): Promise<EmulatedJob> {
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
