export type EscPosErrorCode = 'unknown-command' | 'unsupported' | 'truncated' | 'roll-too-long'

/** Bytes a printer of the emulated kind would not understand. `offset` is where the command begins. */
export class EscPosError extends Error {
  override readonly name = 'EscPosError'
  readonly code: EscPosErrorCode
  readonly offset: number

  constructor(code: EscPosErrorCode, offset: number, what: string) {
    super(`${what} at byte ${offset}.`)
    this.code = code
    this.offset = offset
  }
}

/** Walks through the bytes of a job and remembers where the present command began. */
export class Reader {
  readonly #bytes: Uint8Array
  #at = 0
  #start = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length
  }

  /** Begins a command and returns its first byte. */
  begin(): number {
    this.#start = this.#at
    return this.byte()
  }

  byte(): number {
    const value = this.#bytes[this.#at++]
    if (value === undefined) throw this.error('truncated', 'The bytes end within a command that begins')
    return value
  }

  /** Two bytes, the low one first. */
  word(): number {
    return this.byte() + this.byte() * 256
  }

  take(count: number): Uint8Array {
    if (this.#at + count > this.#bytes.length)
      throw this.error('truncated', 'The bytes end within a command that begins')
    this.#at += count
    return this.#bytes.subarray(this.#at - count, this.#at)
  }

  error(code: EscPosErrorCode, what: string): EscPosError {
    return new EscPosError(code, this.#start, what)
  }

  /** The command read so far in hexadecimal: `1d 76 30`. */
  unknown(): EscPosError {
    const bytes = [...this.#bytes.subarray(this.#start, Math.min(this.#at, this.#start + 4))]
    return this.error(
      'unknown-command',
      `Unknown command ${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}`,
    )
  }
}
