import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packedApps } from '../package/packed-app.ts'
import { deviceApps } from '../pages.ts'

const root = path.resolve(import.meta.dirname, '../..')
const text = readFileSync(path.join(root, 'docs/operations.md'), 'utf8')

/** Fenced blocks of one language, without the indentation of the list they may stand in. */
function blocks(language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^\\1\`\`\``, 'gm'))].map(
    ([, indent = '', body = '']) => body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  )
}

interface Unit {
  readonly file: string
  readonly name: string
  readonly body: string
}
const units: readonly Unit[] = blocks('ini').map((body) => {
  const file = /^# (\S+)\n/.exec(body)?.[1] ?? ''
  return { file, name: path.basename(file), body }
})

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0
const verifies = has('systemd-analyze')
const checksShell = has('bash')
if (!verifies) console.warn('no systemd-analyze here: the units of docs/operations.md are only read, not verified')
if (!checksShell) console.warn('skipped: no bash here to check the shell blocks of docs/operations.md')
console.warn('not checked: the PowerShell blocks of docs/operations.md')

describe('docs/operations.md', () => {
  it('has the units it promises, each with the path it belongs to', () => {
    expect(units.map(({ name }) => name).sort()).toEqual([
      'cherha-desk.service',
      'cherha-hub-check.service',
      'cherha-hub-check.timer',
      'cherha-hub.service',
      'cherha-kiosk-x@.service',
      'cherha-kiosk@.service',
      'cherha-server.service',
    ])
    for (const { file } of units) expect(file).toMatch(/^(\/etc\/systemd\/system|~\/\.config\/systemd\/user)\//)
  })

  it.each(units)('$name is sections of keys, starts something, and is started again when it dies', ({ name, body }) => {
    const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    expect(lines[0]).toBe('[Unit]')
    for (const line of lines) expect(line).toMatch(/^\[(Unit|Service|Timer|Install)\]$|^[A-Z][A-Za-z]+=\S/)
    if (name.endsWith('.service')) expect(body).toMatch(/^ExecStart=\/\S+/m)
    if (name.startsWith('cherha-kiosk') || name === 'cherha-hub.service' || name === 'cherha-server.service') {
      expect(body).toMatch(/^Restart=always$/m)
      expect(body).toMatch(/^StartLimitIntervalSec=0$/m)
      expect(body).toMatch(/^WantedBy=(graphical|multi-user)\.target$/m)
    }
    // the apps do not report to systemd: it would kill them
    expect(body).not.toMatch(/^(WatchdogSec|Type=notify)/m)
  })

  describe.runIf(verifies)('systemd-analyze verify', () => {
    let dir: string
    beforeAll(() => {
      dir = mkdtempSync(path.join(tmpdir(), 'cherha-units-'))
      for (const scope of ['system', 'user']) mkdirSync(path.join(dir, scope))
    })
    afterAll(() => rmSync(dir, { recursive: true, force: true }))

    it.each(units)(
      'finds nothing in $name (programs that are not installed here are replaced by one that is)',
      ({ file, name, body }) => {
        const user = file.startsWith('~')
        const runnable = body.replaceAll(/^ExecStart=(\S+)/gm, (line, program: string) =>
          existsSync(program) ? line : 'ExecStart=/bin/true',
        )
        // of a template one instance is verified, as systemctl would start it
        const instance = path.join(dir, user ? 'user' : 'system', name.replace('@.', '@display.'))
        writeFileSync(instance, runnable)
        for (const other of units) {
          if (other.name !== name)
            writeFileSync(
              path.join(path.dirname(instance), other.name),
              other.body.replaceAll(/^ExecStart=\S+/gm, 'ExecStart=/bin/true'),
            )
        }
        // a manager of a user needs that user's runtime folder; the syntax of both kinds of unit is the same
        const { stdout, stderr, status } = spawnSync('systemd-analyze', ['verify', '--man=no', instance], {
          encoding: 'utf8',
        })
        const about = `${stdout}${stderr}`
          .split('\n')
          .filter((line) => line.includes(path.basename(instance)) || line.includes('cherha'))
        expect(about).toEqual([])
        expect(status, stderr).toBe(0)
      },
    )

    it('would find a fault: one with an unknown value does not pass', () => {
      const broken = path.join(dir, 'system', 'cherha-broken.service')
      writeFileSync(broken, '[Unit]\nDescription=x\n[Service]\nExecStart=/bin/true\nRestart=sometimes\n')
      const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', broken], { encoding: 'utf8' })
      expect(stderr).toContain('sometimes')
    })
  })

  it.runIf(checksShell).each(blocks('sh').map((body) => [body.split('\n', 1)[0] ?? '', body]))(
    'the shell block that begins with “%s” can be read by bash',
    (_first, body) => {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: body, encoding: 'utf8' })
      expect(status, stderr).toBe(0)
    },
  )

  it('names programs and commands that exist', () => {
    for (const app of deviceApps) expect(text).toContain(`\`${packedApps[app].name}\``)
    const scripts: Readonly<Record<string, string>> = JSON.parse(
      readFileSync(path.join(root, 'package.json'), 'utf8'),
    ).scripts
    const named = [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name)
    expect(named.length).toBeGreaterThan(5)
    for (const name of named) expect(scripts).toHaveProperty(name)
    for (const [, file = ''] of text.matchAll(/(?:node|node\/bin\/node) ((?:tools|packages|apps)\/\S+\.ts)/g)) {
      expect(existsSync(path.join(root, file)), file).toBe(true)
    }
  })

  it('explains every reason why an update can be refused that an administrator can do something about', () => {
    for (const code of ['no-space', 'bad-signature', 'downgrade', 'no-way-back'])
      expect(text).toContain(`no update: ${code}`)
  })
})
