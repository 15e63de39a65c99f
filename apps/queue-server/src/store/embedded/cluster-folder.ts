import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { codeOf, DatabaseError } from '../errors.ts'
import { type Identity, prepareFolder } from './identity.ts'

/** Where the programs see the folder: they are started with it as their fourth open file. */
const INHERITED = '/proc/self/fd/3'

/**
 * The folder `DIR/postgres`: `data` (PostgreSQL's own), the socket, the password and the log.
 *
 * PostgreSQL runs as an unprivileged user who often cannot walk to the folder: DIR, or a folder above it, is root's and
 * 0700. Rather than to put the data elsewhere, or to open folders to everybody, the programs get the folder as an open
 * descriptor and use it as `/proc/self/fd/3`, which no right of the folders above stands in the way of. The socket is
 * reached in the same way from here, so that the limit of 107 bytes on a socket's path does not matter either. On
 * systems without /proc the path itself is used, and TCP on loopback in place of the socket.
 */
export class ClusterFolder {
  readonly path: string
  readonly identity: Identity | null
  readonly password: string
  readonly #descriptor: number | null

  constructor(dataDir: string) {
    this.path = join(resolve(dataDir), 'postgres')
    this.identity = prepareFolder(this.path)
    this.#descriptor = existsSync('/proc/self/fd') ? openSync(this.path, 'r') : null
    this.password = this.#ensurePassword()
  }

  /** Whether clients come through the socket. */
  get hasSocket(): boolean {
    return this.#descriptor !== null
  }

  /** Where this process finds the socket. */
  get socketFolder(): string {
    return `/proc/self/fd/${this.#descriptor}`
  }

  /** How a child names an entry of the folder. */
  inChild(name: string): string {
    return this.#descriptor === null ? join(this.path, name) : join(INHERITED, name)
  }

  /** What a child inherits as its descriptor 3. */
  get inherited(): 'ignore' | number {
    return this.#descriptor ?? 'ignore'
  }

  get dataPath(): string {
    return join(this.path, 'data')
  }

  get logPath(): string {
    return join(this.path, 'log')
  }

  /** The major version that made the data; null: there is none yet. */
  dataVersion(): string | null {
    const file = join(this.dataPath, 'PG_VERSION')
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
  }

  /** The running server's process and port, as it notes them itself; null: none, or a start is under way. */
  running(): { readonly pid: number; readonly port: number } | null {
    try {
      const [pid, , , port] = readFileSync(join(this.dataPath, 'postmaster.pid'), 'utf8').split('\n')
      return Number(pid) > 0 ? { pid: Math.abs(Number(pid)), port: Number(port) || 0 } : null
    } catch {
      return null
    }
  }

  /**
   * Removes the note of a server that is gone when its process number has been given to another program since:
   * PostgreSQL would take that one for itself and refuse to start.
   */
  forgetStranger(): void {
    const noted = this.running()
    if (noted === null || !existsSync('/proc/self')) return
    const name = join('/proc', String(noted.pid), 'comm')
    if (existsSync(name) && !readFileSync(name, 'utf8').startsWith('postgres'))
      rmSync(join(this.dataPath, 'postmaster.pid'), { force: true })
  }

  /** Makes what `initdb` has made in `fresh` the data, durably. @returns false when another start was faster */
  adopt(fresh: string): boolean {
    try {
      renameSync(join(this.path, fresh), this.dataPath)
    } catch (error) {
      if (!existsSync(this.dataPath)) throw error
      return false
    }
    if (this.#descriptor !== null) fsyncSync(this.#descriptor)
    return true
  }

  remove(name: string): void {
    rmSync(join(this.path, name), { recursive: true, force: true })
  }

  /** The end of the log, for an explanation. */
  logTail(from: number): string {
    try {
      return readFileSync(this.logPath).subarray(from).toString('utf8').slice(-4000)
    } catch {
      return ''
    }
  }

  /** Opens the log to add to it, after putting away one that has grown. */
  openLog(): { readonly descriptor: number; readonly from: number } {
    const size = statSync(this.logPath, { throwIfNoEntry: false })?.size ?? 0
    if (size > 5_000_000) renameSync(this.logPath, `${this.logPath}.1`)
    const descriptor = openSync(this.logPath, 'a', 0o600)
    return { descriptor, from: size > 5_000_000 ? 0 : size }
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor)
  }

  #ensurePassword(): string {
    const file = join(this.path, 'password')
    try {
      if (!existsSync(file)) {
        // Complete or not at all: a start that is cut off must not leave half a password.
        const fresh = `${file}.${randomBytes(6).toString('hex')}`
        writeFileSync(fresh, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx', flush: true })
        if (this.identity !== null) chownSync(fresh, this.identity.uid, this.identity.gid)
        try {
          // Unlike a rename this leaves the password alone that another start has made in between.
          linkSync(fresh, file)
        } catch (error) {
          if (codeOf(error) !== 'EEXIST') throw error
        } finally {
          rmSync(fresh)
        }
      }
      chmodSync(file, 0o600)
      return readFileSync(file, 'utf8').trim()
    } catch (error) {
      const full = codeOf(error) === 'ENOSPC'
      throw new DatabaseError(
        full ? 'disk-full' : 'not-writable',
        `The data folder ${this.path} cannot be written (${codeOf(error)}): ${full ? 'make room' : 'check its rights'}.`,
        error,
      )
    }
  }
}
