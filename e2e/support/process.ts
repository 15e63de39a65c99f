import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '..', '..')

interface StaffPin {
  readonly login: string
  readonly pin: string
  readonly role: string
}

/** What `npm run hub:test -- --json` prints when it is up. */
export interface ReadyLine {
  readonly hub: string
  readonly tokens: { readonly terminal: string; readonly display: string; readonly desk: string }
  readonly staff: readonly StaffPin[]
  readonly devices: readonly { readonly id: string; readonly role: string; readonly token: string }[]
}

/** What `npm run server:test -- --json` prints when it is up. */
export interface ServerReadyLine {
  readonly server: string
  readonly admin: string
  /** The staff of the offices, and the administrator, who has a password instead of a PIN. */
  readonly staff: readonly (Partial<StaffPin> & {
    readonly login: string
    readonly password?: string
    readonly totpSecret?: string
  })[]
}

export interface TestProcess<Ready> {
  readonly ready: Ready
  /** Everything it has said on stderr so far. */
  problems(): string
  /** Stops it and resolves with its exit code; null after a signal. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}
export type HubProcess = TestProcess<ReadyLine>

/** Starts a hub with a virtual clock as a process of its own and resolves when it is ready. */
export function startHubProcess(args: readonly string[]): Promise<HubProcess> {
  return startTestProcess<ReadyLine>('hub-test-cli.ts', args)
}

/** Starts a queue server with a virtual clock as a process of its own and resolves when it is ready. */
export function startServerProcess(args: readonly string[]): Promise<TestProcess<ServerReadyLine>> {
  return startTestProcess<ServerReadyLine>('server-test-cli.ts', args)
}

async function startTestProcess<Ready>(program: string, args: readonly string[]): Promise<TestProcess<Ready>> {
  const cli = path.join(root, 'packages', 'testing', 'src', program)
  const child = spawn(process.execPath, [cli, ...args, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let problems = ''
  child.stderr.on('data', (chunk: Buffer) => {
    problems += chunk.toString()
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const ready = await firstLine<Ready>(child, () => problems)
  return {
    ready,
    problems: () => problems,
    async stop(signal) {
      child.kill(signal)
      return ended
    },
  }
}

function firstLine<Ready>(child: ChildProcess, problems: () => string): Promise<Ready> {
  return new Promise((resolve, reject) => {
    let out = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      const end = out.indexOf('\n')
      if (end >= 0) resolve(JSON.parse(out.slice(0, end)) as Ready)
    })
    child.once('close', (code) => reject(new Error(`it ended with ${code}: ${problems()}`)))
  })
}
