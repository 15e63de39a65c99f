import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HubStartError, readOfficeConfig } from '@cherha/office-hub'
import { anOffice, everyDay } from '@cherha/testing'
import { expect, test } from 'vitest'
import { aFolder } from './hub-under-test.ts'

function read(text: string): unknown {
  const path = join(aFolder(), 'office.yaml')
  writeFileSync(path, text)
  return readOfficeConfig(path)
}

/** The message a configuration is refused with. */
function refusal(config: unknown): string {
  try {
    read(JSON.stringify(config))
  } catch (error) {
    if (error instanceof HubStartError && error.exitCode === 2) return error.message
    throw error
  }
  throw new Error('it was accepted')
}

test('a configuration may be YAML or JSON, and what is left out has its default', () => {
  const config = anOffice().config()
  expect(read(JSON.stringify(config))).toEqual(config)
  const yaml = `
code: "6801"
name: { uk: Відділ, en: Office }
address: { uk: Адреса, en: Address }
timeZone: Europe/Kyiv
phones: ["(0382) 00-00-00"]
hours: { mon: [["09:00", "18:00"]], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
channels: { online: false, terminal: true }
services:
  - { id: passport, letter: А, title: { uk: Паспорт, en: Passport }, short: { uk: Паспорт, en: Passport }, minutes: 20, lanes: 1 }
windows: [{ id: w1, label: "1", services: [passport] }]
staff: [{ login: olena, name: Олена, role: clerk }]
`
  expect(read(yaml)).toMatchObject({ quotas: { online: 1, terminal: 1, current: 1 }, rules: { noShowSeconds: 120 } })
})

test('the no-show length goes upward only', () => {
  const config = anOffice().config()
  expect(refusal({ ...config, rules: { ...config.rules, noShowSeconds: 60 } })).toContain('rules.noShowSeconds')
  const longer = { ...config, rules: { ...config.rules, noShowSeconds: 180 } }
  expect(read(JSON.stringify(longer))).toEqual(longer)
})

test('each problem is told with its path and what is allowed there', () => {
  const config = anOffice().withService('А', { id: 'passport' }).withService('К', { id: 'permit' }).config()
  const [first, second] = config.services
  const [window] = config.windows
  const cases: [object, string][] = [
    [{ timeZone: 'Europe/Atlantis' }, 'timeZone: Europe/Atlantis'],
    [{ services: [first, { ...second, letter: 'А' }] }, 'permit has the letter А'],
    [{ services: [first, { ...second, letter: 'З' }] }, 'services.1.letter'],
    [{ services: [first, { ...second, id: 'passport' }] }, 'services.1: passport is there twice'],
    [
      { windows: [{ ...window, services: ['visa'] }] },
      'windows.0.services: visa is no service; one of passport, permit',
    ],
    [{ windows: [window, window] }, 'windows.1: w1 is there twice'],
    [{ devices: [{ id: 'board', role: 'display', windows: ['w9'] }] }, 'devices.0.windows: w9 is no window; one of w1'],
    [{ hours: everyDay(['13:00', '09:00']) }, 'hours.mon: each interval must begin before it ends'],
    [{ hours: everyDay(['09:00', '13:00'], ['12:00', '18:00']) }, 'hours.sun'],
    [{ exceptions: [{ date: '2026-12-24', intervals: [['10:00', '10:00']] }] }, 'exceptions.0.intervals'],
    [{ staff: [config.staff[0], config.staff[0]] }, 'staff.1: clerk is there twice'],
    [{ colour: 'blue' }, 'colour'],
  ]
  for (const [change, message] of cases) expect(refusal({ ...config, ...change })).toContain(message)
})

test('all problems are told at once', () => {
  const message = refusal({ ...anOffice().config(), timeZone: 'Nowhere', hours: everyDay(['13:00', '09:00']) })
  expect(message.split('\n').length).toBe(1 + 1 + 7)
})

test('a file that is missing or no YAML is one sentence', () => {
  expect(() => readOfficeConfig(join(aFolder(), 'none.yaml'))).toThrow(/cannot be read; give its path with --config/)
  expect(() => read('services: [')).toThrow(/neither YAML nor JSON/)
})
