import type { DisplayHealth, DisplayReport } from '@cherha/shared/protocol'

/**
 * What the displays say of their sound, and the test they are asked for. It is about computers and about now: nothing
 * of it is in the log, and a display tells it again after a restart of the hub.
 */
export class DisplaySound {
  readonly #reports = new Map<string, DisplayReport>()
  readonly #changed: () => void
  readonly #devices: () => readonly { readonly id: string }[]
  #tests = 0

  /**
   * @param changed called when the views show something new
   * @param devices those of the office that are not revoked
   */
  constructor(changed: () => void, devices: () => readonly { readonly id: string }[]) {
    this.#changed = changed
    this.#devices = devices
  }

  keep(device: string, report: DisplayReport): void {
    const before = this.#reports.get(device)
    this.#reports.set(device, report)
    if (before?.sound !== report.sound || before.voice !== report.voice) this.#changed()
  }

  /** Every display speaks the test sentence. */
  test(): void {
    this.#tests += 1
    this.#changed()
  }

  /** Number of the last test; undefined: none since the start. A display that sees another one speaks. */
  get lastTest(): number | undefined {
    return this.#tests === 0 ? undefined : this.#tests
  }

  /** The displays that have reported and are still devices of the office, by id. */
  health(): DisplayHealth[] {
    if (this.#reports.size === 0) return []
    return this.#devices().flatMap(({ id }) => {
      const report = this.#reports.get(id)
      return report === undefined ? [] : [{ id, sound: report.sound, voice: report.voice }]
    })
  }
}
