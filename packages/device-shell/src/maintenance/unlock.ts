/** Staff who walk away leave the screen open no longer than this. */
const idleMs = 10 * 60_000

/** Whether the maintenance screen is open to whoever stands before it. */
export class MaintenanceUnlock {
  readonly #now: () => number
  #until: number | null = null

  /** @param now ms of a clock that only goes forward */
  constructor(now: () => number) {
    this.#now = now
  }

  get isOpen(): boolean {
    return this.#until !== null && this.#now() < this.#until
  }

  open(): void {
    this.#until = this.#now() + idleMs
  }

  /** Somebody is there. */
  used(): void {
    if (this.isOpen) this.open()
  }

  close(): void {
    this.#until = null
  }
}
