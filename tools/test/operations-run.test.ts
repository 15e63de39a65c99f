import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { Shell } from './operations/shell.ts'
import { chapter, type Step, stepsOf } from './operations/steps.ts'

const root = path.resolve(import.meta.dirname, '../..')
const steps = stepsOf(chapter(readFileSync(path.join(root, 'docs/operations.md'), 'utf8'), 'Queue server'))
const blockMs = 90_000

const folder = mkdtempSync(path.join(tmpdir(), 'cherha-operations-'))
let shell: Shell | null = null
afterAll(async () => {
  await shell?.close()
  rmSync(folder, { recursive: true, force: true })
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

const title = (step: Step): string =>
  (step.does === 'run' || step.does === 'start' ? step.script.split('\n')[0] : step.does) ?? ''

it('docs/operations.md: the chapter about the queue server does what it says, from its own text', async () => {
  const [server, hub, sms] = [await freePort(), await freePort(), await freePort()]
  const at = (name: string): string => path.join(folder, name)
  const booking = readFileSync(path.join(root, 'config/booking.yaml'), 'utf8')
  writeFileSync(at('booking.yaml'), booking.replace('port: 4321', `port: ${sms + 1}`))
  mkdirSync(at('notes'))
  shell = new Shell({
    cwd: root,
    notes: at('notes'),
    timeoutMs: blockMs,
    env: {
      PATH: [path.join(root, 'node_modules/node/bin'), process.env['PATH']].join(path.delimiter),
      DATABASE_URL: '',
      SERVER_DATA: at('server'),
      SERVER_PORT: String(server),
      SERVER_URL: `http://127.0.0.1:${server}`,
      HUB_DATA: at('hub'),
      HUB_PORT: String(hub),
      OFFICE: '4801',
      OFFICE_FILE: path.join(root, 'config/demo-office.yaml'),
      BACKUPS: at('backups'),
      KEYS: at('keys'),
      OUTSIDE_FILE: path.join(root, 'config/outside.yaml'),
      BOOKING_FILE: at('booking.yaml'),
      SMS_PORT: String(sms),
    },
  })
  const said: string[] = []
  for (const step of steps) said.push(`# ${title(step)}\n${await shell.take(step)}`)
  const all = said.join('\n')
  expect(all).toContain('created')
  expect(all).toMatch(/Password: \S+/)
  expect(all).toContain('Enrolled as the hub of office 4801.')
  expect(all).toMatch(/Restored \d+ rows/)
  expect(all).toContain('No key is older than 30 days')
  expect(readdirSync(at('backups'))).toHaveLength(2)
  expect(readdirSync(at('keys'))).toHaveLength(1)
})

it('leaves no block of that chapter out by mistake', () => {
  expect(steps.filter(({ does }) => does === 'run' || does === 'start').length).toBeGreaterThan(12)
  expect(steps.flatMap((step) => (step.does === 'nothing' ? [step.because] : []))).toHaveLength(3)
  expect(() => stepsOf('```sh\nls\n```\n')).toThrow('begins with “ls”')
})

it('a block that fails, and one that starts nothing, are found', async () => {
  mkdirSync(path.join(folder, 'other'))
  writeFileSync(path.join(folder, 'other', 'variables.sh'), 'CODE=ABC')
  const other = new Shell({ cwd: folder, notes: path.join(folder, 'other'), timeoutMs: 5_000, env: {} })
  expect(await other.take({ does: 'run', script: 'echo "$CODE"\n' })).toBe('ABC\n')
  await expect(other.take({ does: 'run', script: 'false\necho on\n' })).rejects.toThrow('ended with 1')
  await expect(other.take({ does: 'run', script: 'echo "$NOBODY_SET_THIS"\n' })).rejects.toThrow('ended with')
  await expect(other.take({ does: 'start', name: 'x', until: 'up', script: 'echo no\n' })).rejects.toThrow(
    'x ended with 0',
  )
  await other.close()
})
