import { describe, expect, it } from 'vitest'
import { ensureChromium, type Machine, NoChromiumError } from '../chromium.ts'

const playwrights = '/cache/playwright/chrome'

/** A machine whose working browsers are `there`; a command that installs adds to them. */
function machine(there: readonly string[], changes: Partial<Machine> & { installs?: Record<string, string> } = {}) {
  const working = new Set(there)
  const ran: string[] = []
  const made: Machine = {
    platform: 'linux',
    env: {},
    root: false,
    works: (file) => working.has(file),
    playwrightPath: () => playwrights,
    run(command, args) {
      const line = [command.includes('node') ? 'node' : command, ...args].join(' ')
      ran.push(line)
      for (const [part, file] of Object.entries(changes.installs ?? {})) if (line.includes(part)) working.add(file)
      return Object.keys(changes.installs ?? {}).length > 0
    },
    say: () => {},
    ...changes,
  }
  return { made, ran }
}

describe('finding the browser of the tests', () => {
  it('takes CHROMIUM_PATH before everything else', () => {
    const { made } = machine(['/usr/bin/chromium', '/opt/own'], { env: { CHROMIUM_PATH: '/opt/own' } })
    expect(ensureChromium(made)).toBe('/opt/own')
  })

  it('does not pass over a CHROMIUM_PATH that is wrong', () => {
    const { made } = machine(['/usr/bin/chromium'], { env: { CHROMIUM_PATH: '/opt/wrong' } })
    expect(() => ensureChromium(made)).toThrow(NoChromiumError)
    expect(() => ensureChromium(made)).toThrow('/opt/wrong')
  })

  it.each([
    ['linux', '/usr/bin/chromium', {}],
    ['linux', '/usr/bin/google-chrome', {}],
    ['linux', '/snap/bin/chromium', {}],
    ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', {}],
    ['darwin', '/Users/o/Applications/Chromium.app/Contents/MacOS/Chromium', { HOME: '/Users/o' }],
    ['win32', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', { PROGRAMFILES: 'C:\\Program Files' }],
    ['linux', playwrights, {}],
  ] as const)('finds one on %s in %s', (platform, file, env) => {
    const { made, ran } = machine([file], { platform, env })
    expect(ensureChromium(made)).toBe(file)
    expect(ran).toEqual([])
  })
})

describe('installing the browser of the tests', () => {
  it("takes Debian's package when root", () => {
    const { made, ran } = machine([], { root: true, installs: { 'install -y': '/usr/bin/chromium' } })
    expect(ensureChromium(made)).toBe('/usr/bin/chromium')
    expect(ran).toEqual([
      expect.stringMatching(/^apt-get update/),
      expect.stringMatching(/^apt-get install .*chromium$/),
    ])
  })

  it("takes Playwright's own when the package brings no browser that works", () => {
    const { made, ran } = machine([], { root: true, installs: { 'cli.js install chromium': playwrights } })
    expect(ensureChromium(made)).toBe(playwrights)
    expect(ran.at(-1)).toMatch(/^node .*playwright-core.*cli\.js install chromium$/)
  })

  it('never runs apt-get when not root', () => {
    const { made, ran } = machine([], { installs: { 'cli.js install chromium': playwrights } })
    expect(ensureChromium(made)).toBe(playwrights)
    expect(ran.join('\n')).not.toContain('apt-get')
  })

  it('ends in one sentence that says what to do when nothing helps', () => {
    const { made } = machine([], { root: true })
    expect(() => ensureChromium(made)).toThrow(/^[^.]+CHROMIUM_PATH[^.]*\.$/)
  })
})
