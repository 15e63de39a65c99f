/** The server cannot start, or a command at the console cannot be done. The message is for the console. */
export class ServerStartError extends Error {
  override name = 'ServerStartError'
  /** 2: wrong options or input; 1: the machine. */
  readonly exitCode: 1 | 2

  constructor(message: string, exitCode: 1 | 2, options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}
