import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

/** The process number of the PostgreSQL that runs on a data folder. */
export function pidOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** Whether a process runs; one that is only waiting to be counted by its parent does not. */
export function runs(pid: number): boolean {
  try {
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** Kills it as a power cut would, and waits until it is gone. */
export async function killServer(dataDir: string): Promise<void> {
  const pid = pidOf(dataDir)
  process.kill(pid, 'SIGKILL')
  while (runs(pid)) await sleep(5)
}

export interface Child {
  /** Kills the process once it has told of `count` offices. @returns those it has told of */
  killAfter(count: number): Promise<string[]>
}

/** A process of its own that opens the data as a server and adds offices, telling of each that was acknowledged. */
export async function startChild(dataDir: string, prefix: string): Promise<Child> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'adding-offices.ts'), dataDir, prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const told: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => told.push(line))
  const until = async (count: number) => {
    while (told.length < count) {
      if (child.exitCode !== null) throw new Error(`The child ended with ${child.exitCode}`)
      await sleep(5)
    }
  }
  await until(1)
  return {
    async killAfter(count) {
      await until(count)
      child.kill('SIGKILL')
      await once(child, 'close')
      return told
    },
  }
}
