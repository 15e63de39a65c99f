import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** A disk of its own that is nearly full, and what makes it so. */
export interface SmallDisk {
  readonly path: string
  /** Gives some room back. */
  free(): void
  remove(): void
}

/** Mounts a file system of that many kilobytes in memory, two thirds of it taken; needs root on Linux. @throws Error */
export function mountSmallDisk(folder: string, kilobytes: number): SmallDisk {
  const disk = path.join(folder, 'disk')
  const ballast = path.join(disk, 'ballast')
  mkdirSync(disk)
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', disk], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  writeFileSync(ballast, Buffer.alloc(Math.floor((kilobytes * 1024 * 2) / 3)))
  return {
    path: disk,
    free: () => rmSync(ballast),
    remove: () => void spawnSync('umount', ['-l', disk]),
  }
}
