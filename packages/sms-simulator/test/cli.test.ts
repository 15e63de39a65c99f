import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
const run = (...args: readonly string[]) => spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' })

describe('npm run sms', () => {
  it('says how it is used', () => {
    const { status, stdout } = run('--help')
    expect(status).toBe(0)
    expect(stdout).toContain('npm run sms')
    expect(stdout).toContain('refuse-bind')
  })

  it.each([
    { args: ['--port', 'x'], says: '--port must be a number' },
    { args: ['--port', '65534'], says: '--port must be a number from 1 to 65533' },
    { args: ['--fault', 'asleep'], says: '"asleep" is no fault' },
    { args: ['--fault', 'slow:x'], says: '"slow:x" is no fault' },
    { args: ['--loud'], says: 'loud' },
  ])('$args is answered with one sentence', ({ args, says }) => {
    const { status, stderr } = run(...args)
    expect(status).toBe(2)
    expect(stderr).toContain(says)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})
