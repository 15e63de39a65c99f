import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { encodeTicket, openPrinter } from '../src/index.ts'
import { aFolder } from './folders.ts'
import { aTicket } from './fixtures.ts'

const cli = fileURLToPath(new URL('../src/printer-cli.ts', import.meta.url))

describe('the emulated printer as a command', () => {
  it('P1 has the faults that are ordered, and those that are typed while it runs', async () => {
    const child = spawn(process.execPath, [cli, '--dir', await aFolder(), '--port', '0', '--fault', 'paper out'])
    onTestFinished(() => void child.kill())
    let said = ''
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString()
    })
    await expect.poll(() => said).toContain('Printer at tcp:127.0.0.1:')
    const printer = openPrinter(`tcp:127.0.0.1:${/127\.0\.0\.1:(\d+)/.exec(said)?.[1]}`)
    expect(await printer.check()).toMatchObject({ trouble: 'paper-out' })
    child.stdin.write('paper on fire\npaper ok\n')
    await expect.poll(() => said).toContain('"paper":"ok"')
    expect(said).toContain('There is no fault «paper on fire»')
    await printer.print(encodeTicket(aTicket()), 'А-015')
    await expect.poll(() => said).toContain('job-0001.png')
  })

  it.each([
    ['no folder', []],
    ['a fault there is not', ['--dir', 'x', '--fault', 'fire']],
    ['a paper there is not', ['--dir', 'x', '--paper', '60']],
    ['a port there is not', ['--dir', 'x', '--port', '70000']],
    ['an unknown option', ['--what']],
  ])('refuses %s with one sentence and exit code 2', (_, args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' })
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})
