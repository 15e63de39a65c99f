import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { statusAnswer } from '../src/status.ts'
import { Splitter } from '../src/emulator/splitter.ts'

/** Makes a pseudo terminal without echo, says its name, and carries bytes between its other end and our pipes. */
const script = `
import os, pty, select, sys, tty
master, slave = pty.openpty()
tty.setraw(master)
tty.setraw(slave)
sys.stderr.write(os.ttyname(slave) + chr(10))
sys.stderr.flush()
while True:
    ready, _, _ = select.select([master, 0], [], [])
    if master in ready:
        data = os.read(master, 4096)
        os.write(1, data)
    if 0 in ready:
        data = os.read(0, 4096)
        if not data: break
        os.write(master, data)
`

/** Whether this machine can make one. */
export const hasPty = process.platform !== 'win32' && spawnSync('python3', ['-c', 'import pty, tty']).status === 0
if (!hasPty)
  console.warn('skipped: no python3 here to open a pseudo terminal; serial lines and device files are not tried')

export interface PtyPrinter {
  readonly path: string
  /** What was printed: everything that was no question. */
  printed(): Buffer
  /** What it says of itself; null: it is silent. */
  state: { trouble: 'paper-out' | 'cover-open' | null; paperLow: boolean } | null
}

/** A printer at the other end of a pseudo terminal; gone when the test has ended. */
export async function aPtyPrinter(): Promise<PtyPrinter> {
  const child: ChildProcessWithoutNullStreams = spawn('python3', ['-c', script])
  onTestFinished(() => {
    child.stdin.end()
    child.kill()
  })
  const path = await new Promise<string>((resolve) =>
    child.stderr.once('data', (name: Buffer) => resolve(name.toString().trim())),
  )
  const chunks: Uint8Array[] = []
  const splitter = new Splitter()
  const printer: PtyPrinter = {
    path,
    printed: () => Buffer.concat(chunks),
    state: { trouble: null, paperLow: false },
  }
  child.stdout.on('data', (bytes: Buffer) => {
    for (const piece of splitter.push(bytes)) {
      const { state } = printer
      if (piece.is === 'data') chunks.push(piece.bytes)
      else if (state !== null) {
        child.stdin.write(Uint8Array.of(piece.is === 'receipt' ? 0 : statusAnswer(piece.n, state)))
      }
    }
  })
  return printer
}
