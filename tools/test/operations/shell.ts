import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Step } from './steps.ts'

export interface ShellOptions {
  /** Where the blocks run: the project, as the page says. */
  readonly cwd: string
  /** A folder for this shell's own notes. */
  readonly notes: string
  readonly env: Readonly<Record<string, string>>
  /** For one block. */
  readonly timeoutMs: number
}

/** Runs blocks as a person would type them into one shell: what one sets, the next ones have. */
export class Shell {
  readonly #options: ShellOptions
  readonly #background = new Map<string, ChildProcess>()

  constructor(options: ShellOptions) {
    this.#options = options
  }

  /** Resolves with what the step has said. @throws when it fails, or is not through in time */
  async take(step: Step): Promise<string> {
    switch (step.does) {
      case 'run':
        return this.#run(step.script)
      case 'start':
        return this.#start(step)
      case 'stop':
        await this.#stop(step.name)
        return ''
      case 'nothing':
        return ''
    }
  }

  /** Ends what runs in the background. */
  async close(): Promise<void> {
    await Promise.all([...this.#background.keys()].map((name) => this.#stop(name)))
  }

  #bash(script: string): ChildProcess {
    const { cwd, notes, env } = this.#options
    const kept = path.join(notes, 'variables.sh')
    const before = existsSync(kept) ? `${readFileSync(kept, 'utf8')}\n` : ''
    const after = `\ndeclare -p CODE > '${kept}' 2>&- || true\n`
    return spawn('bash', ['-euo', 'pipefail', '-c', `${before}${script}${after}`], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // of its own group: npm, the shell and the program end together
      detached: true,
    })
  }

  #run(script: string): Promise<string> {
    const child = this.#bash(script)
    return new Promise((resolve, reject) => {
      const said = listen(child, () => undefined)
      const timer = setTimeout(() => {
        endGroup(child, 'SIGKILL')
        reject(new Error(`not through in time:\n${script}\n${said()}`))
      }, this.#options.timeoutMs)
      child.once('close', (code) => {
        clearTimeout(timer)
        if (code === 0) resolve(said())
        else reject(new Error(`ended with ${code}:\n${script}\n${said()}`))
      })
    })
  }

  #start({ name, until, script }: Extract<Step, { does: 'start' }>): Promise<string> {
    if (this.#background.has(name)) throw new Error(`${name} runs already`)
    const child = this.#bash(script)
    this.#background.set(name, child)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${name} was not up in time:\n${said()}`)),
        this.#options.timeoutMs,
      )
      const said = listen(child, (text) => {
        if (!text.includes(until)) return
        clearTimeout(timer)
        resolve(text)
      })
      child.once('close', (code) => {
        clearTimeout(timer)
        reject(new Error(`${name} ended with ${code}:\n${said()}`))
      })
    })
  }

  async #stop(name: string): Promise<void> {
    const child = this.#background.get(name)
    if (child === undefined) throw new Error(`${name} does not run`)
    this.#background.delete(name)
    if (child.exitCode !== null) return
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
    endGroup(child, 'SIGTERM')
    const timer = setTimeout(() => endGroup(child, 'SIGKILL'), this.#options.timeoutMs)
    await closed
    clearTimeout(timer)
  }
}

function listen(child: ChildProcess, heard: (text: string) => void): () => string {
  let text = ''
  const add = (chunk: Buffer): void => {
    text += chunk.toString()
    heard(text)
  }
  child.stdout?.on('data', add)
  child.stderr?.on('data', add)
  return () => text
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // it has ended by itself
  }
}
