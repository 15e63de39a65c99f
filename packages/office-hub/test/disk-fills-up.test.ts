import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'

const source = (name: string): string => JSON.stringify(join(import.meta.dirname, '..', 'src', name))

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cherha-fills-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Runs a module where no file may grow beyond a few KiB: a write ends in the middle, as on a disk that fills up. */
function whereFilesStaySmall(script: string): string {
  const command = 'ulimit -f 8; exec "$0" --input-type=module -e "$1"'
  const { stdout, stderr } = spawnSync('sh', ['-c', command, process.execPath, script], { encoding: 'utf8' })
  return stdout.trim() || stderr
}

describe.skipIf(process.platform === 'win32')('a disk that fills up in the middle of a file', () => {
  it('D1 leaves the keys as they were, and a key that was not kept is not given out', () => {
    const file = join(aFolder(), 'keys.json')
    const given = whereFilesStaySmall(`
      import { openKeyFile } from ${source('secrets/key-file.ts')}
      const keys = openKeyFile(${JSON.stringify(file)})
      let days = 0
      try {
        for (; days < 300; days += 1) keys.ensureDay(new Date(days * 86_400_000).toISOString().slice(0, 10))
      } catch {}
      console.log(days)
    `)
    expect(Number(given)).toBeLessThan(300)
    const kept: { days: object } = JSON.parse(readFileSync(file, 'utf8'))
    expect(Object.keys(kept.days)).toHaveLength(Number(given))
  })

  it('makes no half of a file that is made once', () => {
    const file = join(aFolder(), 'tls.json')
    const said = whereFilesStaySmall(`
      import { createOnce } from ${source('lan/create-once.ts')}
      try {
        createOnce(${JSON.stringify(file)}, 'x'.repeat(16 * 1024))
      } catch (error) {
        console.log(error.code)
      }
    `)
    expect(said).toBe('EFBIG')
    expect(existsSync(file)).toBe(false)
  })
})
