import { link, mkdir, open, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { PrinterError, type TicketPrinter } from '../printer.ts'
import { noAnswers, type PrinterState, unreachable } from '../status.ts'
import { Jobs } from './jobs.ts'

/** Letters, figures, `.`, `_` and `-`: a name can neither leave the folder nor hide in it. */
const namePattern = /^[\p{L}\p{N}_-][\p{L}\p{N}._-]{0,79}$/u

/** Prints into a folder: one file `NAME_1.bin` per job, `NAME_2.bin` for the same name again. Makes the folder. */
export class FolderPrinter implements TicketPrinter {
  readonly #folder: string
  readonly #jobs = new Jobs()
  #state: PrinterState = noAnswers

  constructor(folder: string) {
    this.#folder = folder
  }

  get state(): PrinterState {
    return this.#state
  }

  print(bytes: Uint8Array, name: string): Promise<void> {
    if (!namePattern.test(name)) {
      return Promise.reject(new PrinterError('bad-name', `«${name}» cannot be the name of a printed ticket.`))
    }
    return this.#jobs.run(() =>
      this.#inFolder(async () => {
        const hidden = await this.#write(bytes)
        try {
          for (let count = 1; !(await appear(hidden, join(this.#folder, `${name}_${count}.bin`))); count++) continue
        } catch (error) {
          await unlink(hidden).catch(() => undefined)
          throw error
        }
        await sync(this.#folder)
      }),
    )
  }

  async check(): Promise<PrinterState> {
    await this.#jobs
      .run(() => this.#inFolder(async () => unlink(await this.#write(new Uint8Array(1)))))
      .catch(() => {
        this.#state = unreachable
      })
    return this.#state
  }

  brokenOff(): void {
    // each job is a file of its own, whole or not there
  }

  close(): Promise<void> {
    return this.#jobs.close()
  }

  /** Writes a hidden file of the folder down to the disk and returns its path. */
  async #write(bytes: Uint8Array): Promise<string> {
    await mkdir(this.#folder, { recursive: true })
    const path = join(this.#folder, `.${crypto.randomUUID()}.part`)
    const file = await open(path, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } catch (error) {
      await unlink(path).catch(() => undefined)
      throw error
    } finally {
      await file.close()
    }
    return path
  }

  async #inFolder(work: () => Promise<void>): Promise<void> {
    try {
      await work()
      this.#state = noAnswers
    } catch (error) {
      this.#state = unreachable
      const reason = codeOf(error) === '' ? String(error) : codeOf(error)
      throw new PrinterError('not-writable', `Tickets cannot be written to the folder ${this.#folder} (${reason}).`, {
        cause: error,
      })
    }
  }
}

/** Gives the finished file its name in one step. False when the name is taken: nothing is ever overwritten. */
async function appear(hidden: string, path: string): Promise<boolean> {
  try {
    await link(hidden, path)
    await unlink(hidden)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (!noHardLinks.has(codeOf(error))) throw error
  }
  // A file system without hard links (a memory stick): reserve the name, then replace the reservation.
  try {
    await (await open(path, 'wx')).close()
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  await rename(hidden, path)
  return true
}

const noHardLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Brings the new name to the disk too. Windows cannot do that to a folder and does not need it. */
async function sync(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
