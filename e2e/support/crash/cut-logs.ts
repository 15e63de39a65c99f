import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import type { LogHead } from '@cherha/event-log'

const headerBytes = 32
const frameHeaderBytes = 24
const pageBytes = 4_096
const frameBytes = frameHeaderBytes + pageBytes

/** What a killed hub left: the file, its write-ahead log, and what it had committed when. */
export interface LeftLog {
  readonly db: Buffer
  readonly wal: Buffer
  /** Whole frames of the present generation. */
  readonly frames: number
  /** What the log holds when only the first `count` frames are whole. */
  headAfter(count: number): LogHead
}

/** Runs `fifty-commands.ts` in the folder and reads what its death leaves. */
export async function leaveFiftyCommands(dir: string, half: 'goes-on' | 'closed' | 'checkpointed'): Promise<LeftLog> {
  mkdirSync(dir)
  const program = path.join(import.meta.dirname, 'fifty-commands.ts')
  const child = spawn(process.execPath, [program, dir, half], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said, [, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  if (signal !== 'SIGKILL') throw new Error('it ended by itself')
  const db = readFileSync(path.join(dir, 'office.db'))
  const wal = readFileSync(path.join(dir, 'office.db-wal'))
  let base: LogHead = { seq: 0, hash: '0'.repeat(64) }
  let commits: (LogHead | null)[] = []
  for (const line of said.trim().split('\n')) {
    const [word, seq, hash = ''] = line.split(' ')
    const head = { seq: Number(seq), hash }
    if (word === 'base') {
      base = head
      commits = []
    } else commits.push(word === 'append' ? head : null)
  }
  const { frames, ends } = framesOf(wal)
  if (ends.length !== commits.length) throw new Error(`${ends.length} commits in the file, ${commits.length} were made`)
  return {
    db,
    wal,
    frames,
    headAfter: (count) => commits.findLast((head, index) => head !== null && (ends[index] ?? 0) <= count) ?? base,
  }
}

/** Frames that belong together (the same salts as the header), and after which of them a transaction is whole. */
function framesOf(wal: Buffer): { frames: number; ends: number[] } {
  const salts = wal.subarray(16, 24)
  const ends: number[] = []
  let frames = 0
  for (let at = headerBytes; at + frameBytes <= wal.length; at += frameBytes) {
    if (!wal.subarray(at + 8, at + 16).equals(salts)) break
    frames += 1
    if (wal.readUInt32BE(at + 4) !== 0) ends.push(frames)
  }
  return { frames, ends }
}

/** A way in which a write-ahead log can be broken at its frame `n` (0: the first), so that the frames before it are whole. */
export type Breakage = (wal: Buffer, n: number, random: () => number) => Buffer

const startOf = (n: number): number => headerBytes + n * frameBytes

/** Everything that a power cut, a torn write or a bad sector may do to the frame. */
export const breakages: Readonly<Record<string, Breakage>> = {
  'cut off before it': (wal, n) => wal.subarray(0, startOf(n)),
  'cut off in its header': (wal, n) => wal.subarray(0, startOf(n) + 13),
  'cut off in its page': (wal, n) => wal.subarray(0, startOf(n) + frameHeaderBytes + 1_000),
  'cut off before its last byte': (wal, n) => wal.subarray(0, startOf(n + 1) - 1),
  'zeros from it on': (wal, n) => changed(wal, (bytes) => bytes.fill(0, startOf(n))),
  'rubbish in the second half of its page': (wal, n) =>
    changed(wal, (bytes) => bytes.fill(0xe5, startOf(n) + frameHeaderBytes + 2_048, startOf(n + 1))),
  'garbage from it on': (wal, n) =>
    changed(wal, (bytes) => {
      const start = startOf(n)
      createHash('shake256', { outputLength: bytes.length - start })
        .update(String(n))
        .digest()
        .copy(bytes, start)
    }),
  'a bit of it turned': (wal, n, random) =>
    changed(wal, (bytes) => {
      const at = startOf(n) + Math.floor(random() * frameBytes)
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << Math.floor(random() * 8)), at)
    }),
}

function changed(wal: Buffer, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(wal)
  change(copy)
  return copy
}
