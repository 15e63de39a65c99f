import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

export interface Child<Ready> {
  readonly ready: Ready
  /** Resolves when the process has ended. */
  stop(signal?: 'SIGKILL'): Promise<void>
}

/** Starts one of the programs beside this file and resolves with what its first line says. It ends with this process. */
export async function startChild<Ready>(program: string, args: readonly string[] = []): Promise<Child<Ready>> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, program), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = await firstLine(child, program)
  return {
    ready: JSON.parse(ready),
    async stop(signal) {
      if (signal === undefined) child.stdin.end()
      else child.kill(signal)
      await ended
    },
  }
}

function firstLine(child: ChildProcess, program: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('\n')) resolve(said.slice(0, said.indexOf('\n')))
    })
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)))
  })
}
