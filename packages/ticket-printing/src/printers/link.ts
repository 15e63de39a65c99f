/** An open line to a printer: bytes out, and bytes back where the device answers. */
export interface Link {
  /** Hands bytes over; resolves when the system has taken them. Rejects when the line is gone. */
  write(bytes: Uint8Array): Promise<void>
  /** What the printer says. */
  readonly answers: Answers
  /** Nothing more will be sent: resolves when the other side has everything, as far as the line can tell, at the latest after `ms`. */
  finish(ms: number): Promise<void>
  close(): void
}

/** The way to one printer. */
export interface Transport {
  /** For sentences: `192.0.2.20:9100`, `/dev/usb/lp0`. */
  readonly name: string
  /** Rejects with any error, whose message says why, when the printer cannot be reached within `ms`. */
  open(ms: number): Promise<Link>
}

/** What a printer has said and nobody has read yet. */
export class Answers {
  #bytes: number[] = []
  #gone = false
  #wake: (() => void) | undefined

  push(bytes: Uint8Array): void {
    // a device that talks without end is not listened to without end
    this.#bytes = [...this.#bytes, ...bytes].slice(-256)
    this.#wake?.()
  }

  /** The line is gone: nothing more will be said. */
  end(): void {
    this.#gone = true
    this.#wake?.()
  }

  get gone(): boolean {
    return this.#gone
  }

  clear(): void {
    this.#bytes = []
  }

  /** The next byte that suits, the ones before it dropped; null: none within `ms`, or the line is gone. */
  async next(suits: (byte: number) => boolean, ms: number): Promise<number | null> {
    const until = performance.now() + ms
    for (;;) {
      for (let byte = this.#bytes.shift(); byte !== undefined; byte = this.#bytes.shift()) {
        if (suits(byte)) return byte
      }
      const left = until - performance.now()
      if (this.#gone || left <= 0) return null
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      this.#wake = undefined
    }
  }
}
