import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const cli = join(import.meta.dirname, '../../src/cli.ts')
const folder = mkdtempSync(join(tmpdir(), 'cherha-portal-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(...args: readonly string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: '' },
  })
  return { code: status, out: stdout, err: stderr }
}

test.each([
  [['add-portal'], 'Give NAME'],
  [['add-portal', 'Two Words'], 'may have small letters, digits and hyphens only'],
  [['add-portal', 'one', 'two'], 'one word too many'],
  [['add-portal', 'name', '--per-minute', '0'], '--per-minute must be a number from 1 to 6000, not "0"'],
  [['add-portal', 'name', '--per-day', 'many'], '--per-day must be a number from 1 to 100000, not "many"'],
  [['revoke-portal'], 'Give NAME'],
  [['list-portals', 'all'], 'one word too many'],
])('B38 %j is one sentence and exit code 2', (args, sentence) => {
  const { code, out, err } = run(...args)
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(sentence)
  expect(err.trim().split('\n')).toHaveLength(1)
})

test('B38 a name is never given twice, also not after the key was revoked; a key is shown once', () => {
  const data = ['--data', join(folder, 'server')]
  const added = run('add-portal', 'diia', '--per-minute', '60', '--per-day', '500', ...data)
  expect(added).toMatchObject({ code: 0, err: '' })
  expect(added.out).toMatch(/Portal diia \(live\): 60 requests a minute, 500 bookings a day\.\n.* cherha_live_\S{43}\n/)
  expect(run('add-portal', 'diia', ...data)).toMatchObject({
    code: 2,
    err: expect.stringContaining('is a portal diia'),
  })
  expect(run('revoke-portal', 'diia', ...data).code).toBe(0)
  expect(run('revoke-portal', 'diia', ...data)).toMatchObject({ code: 2, err: expect.stringContaining('already') })
  expect(run('revoke-portal', 'nobody', ...data)).toMatchObject({ code: 2, err: expect.stringContaining('no portal') })
  const again = run('add-portal', 'diia', ...data)
  expect(again).toMatchObject({ code: 2, err: expect.stringContaining('was a portal diia') })
  const listed = run('list-portals', ...data)
  expect(listed.out).toMatch(/^diia {2}live {2}60 a minute {2}500 a day .* revoked /)
  expect(listed.out).not.toContain('cherha_live_')
})
