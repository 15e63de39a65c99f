import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '..', '..')

/** What `npm run hub:test -- --json` prints when it is up. */
export interface ReadyLine {
  readonly hub: string
  readonly tokens: { readonly terminal: string; readonly display: string; readonly desk: string }
  readonly staff: readonly { readonly login: string; readonly pin: string; readonly role: string }[]
  readonly devices: readonly { readonly id: string; readonly role: string; readonly token: string }[]
}

export interface HubProcess {
  readonly ready: ReadyLine
  /** Stops it and resolves with its exit code; null after a signal. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

/** Starts a hub with a virtual clock as a process of its own and resolves when it is ready. */
export async function startHubProcess(args: readonly string[]): Promise<HubProcess> {
  const cli = path.join(root, 'packages', 'testing', 'src', 'hub-test-cli.ts')
  const child = spawn(process.execPath, [cli, ...args, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const ready = await firstLine(child)
  return {
    ready,
    async stop(signal) {
      child.kill(signal)
      return ended
    },
  }
}

function firstLine(child: ChildProcess): Promise<ReadyLine> {
  return new Promise((resolve, reject) => {
    let out = ''
    let problems = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      problems += chunk.toString()
    })
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      const end = out.indexOf('\n')
      if (end >= 0) resolve(JSON.parse(out.slice(0, end)) as ReadyLine)
    })
    child.once('exit', (code) => reject(new Error(`the hub ended with ${code}: ${problems}`)))
  })
}
