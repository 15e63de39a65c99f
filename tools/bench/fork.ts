import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'

/** What a child is told beside the name of what it has to do. */
export interface Told {
  readonly url: string
  readonly office: string
}

interface Message extends Told {
  readonly name: string
}

/** In the child: does what it is told, and says what came of it. Ends with the process that started it. */
export function listen(deeds: Readonly<Record<string, (told: Told) => unknown>>): void {
  process.on('message', async (message: Message) => {
    process.send?.({ answer: await deeds[message.name]?.(message) })
  })
  process.once('disconnect', () => process.exit(0))
  process.send?.({ answer: 'ready' })
}

/** A program beside this file in a process of its own, which does one thing after the other. */
export class Forked {
  readonly #child: ChildProcess
  #settle: (answer: unknown) => void = () => {}
  #fail: (error: Error) => void = () => {}

  private constructor(child: ChildProcess) {
    this.#child = child
    child.on('message', (message: { answer: unknown }) => this.#settle(message.answer))
    child.once('exit', (code) => this.#fail(new Error(`a child of the benchmark ended with ${code}`)))
  }

  static async start(program: string, args: readonly string[]): Promise<Forked> {
    const forked = new Forked(fork(path.join(import.meta.dirname, program), args, { stdio: ['ignore', 2, 2, 'ipc'] }))
    await forked.#answer()
    return forked
  }

  /** Resolves when it is done. */
  async tell<Answer>(name: string, told: Partial<Told> = {}): Promise<Answer> {
    const answer = this.#answer()
    this.#child.send({ name, ...told })
    return (await answer) as Answer
  }

  stop(): void {
    this.#fail = () => {}
    this.#child.disconnect()
  }

  #answer(): Promise<unknown> {
    return new Promise((settle, fail) => {
      this.#settle = settle
      this.#fail = fail
    })
  }
}
