/**
 * The hub cannot start, or a CLI command cannot be done. The message is one sentence for the person at the
 * console: what is wrong and what to do. `exitCode` 2: what was typed or configured; 1: the machine.
 */
export class HubStartError extends Error {
  override name = 'HubStartError'
  readonly exitCode: 1 | 2

  constructor(message: string, exitCode: 1 | 2, options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}
