import type { DisplayCalls, HubStatus } from '@cherha/shared/protocol'
import { createI18n } from '@cherha/ui'
import { expect, test } from 'vitest'
import { callsState, deviceTroubles } from '../src/renderer/model/device-trouble.ts'
import { en } from '../src/renderer/texts/en.ts'
import type { TranslateConsole } from '../src/renderer/texts/texts.ts'
import { uk } from '../src/renderer/texts/uk.ts'

const i18n = createI18n({ uk, en }, 'en')
const t: TranslateConsole = (key, values) => i18n.t(key, { ...values })
const moment = (time: string) => Date.parse(`2026-03-05T${time}:00+02:00`)

const heard: DisplayCalls = {
  shownAt: moment('10:20'),
  announcedAt: moment('10:20'),
  silentSince: null,
  missed: 0,
  missedSince: null,
}
const device = (id: string, role: 'terminal' | 'display' | 'desk', connected = true, calls?: DisplayCalls) => ({
  id,
  role,
  windows: null,
  connected,
  report: null,
  reportedAt: null,
  ...(calls === undefined ? {} : { calls }),
})
const status = (change: Partial<HubStatus>): HubStatus => ({
  at: moment('10:30'),
  version: '0.1.0',
  epoch: 0,
  writable: true,
  clockStepMs: null,
  printer: 'ok',
  devices: [],
  ...change,
})
const texts = (change: Partial<HubStatus>) =>
  deviceTroubles(status(change), 'Europe/Kyiv', t).map(({ tone, text }) => `${tone}: ${text}`)

test('an office that is well has nothing to say, nor has a desk that is switched off', () => {
  const devices = [device('lobby', 'display', true, heard), device('desk-1', 'desk', false)]
  expect(texts({ devices })).toEqual([])
})

test('what stops the office comes first, then what hinders it, each with the time and what to do', () => {
  const devices = [
    device('silent', 'display', true, { ...heard, silentSince: moment('09:12') }),
    device('dark', 'display', true, { ...heard, missed: 3, missedSince: moment('09:40') }),
    device('gone', 'terminal', false),
  ]
  expect(texts({ devices, printer: 'failed', clockStepMs: -7_200_000, writable: false })).toEqual([
    'stop: The hub’s disk takes no writes: no new tickets are issued. Free some space on the hub’s computer.',
    'stop: The printer does not print. Check its paper, lid and power.',
    'stop: dark has not confirmed 3 calls in a row since 09:40. Check that it can be seen and heard.',
    'stop: gone is not connected: it issues no tickets. Check its power and network.',
    'risk: The clock of the hub’s computer is off by 2\u00a0h 0\u00a0min. A lead can accept the new time.',
    'risk: silent shows calls but plays no sound since 09:12. Check the loudspeaker.',
  ])
})

test('a display that is away is told of once; what it did before does not matter', () => {
  const devices = [device('lobby', 'display', false, { ...heard, missed: 2, missedSince: moment('09:00') })]
  expect(texts({ devices })).toEqual([
    'risk: lobby is not connected: calls are not seen on it. Check its power and network.',
  ])
})

test('a hub of an earlier version, and a display before its first call, are neither well nor ill', () => {
  expect(callsState({})).toBe('unknown')
  expect(callsState({ calls: { ...heard, shownAt: null, announcedAt: null } })).toBe('unknown')
  expect(callsState({ calls: heard })).toBe('fine')
  expect(texts({ devices: [device('lobby', 'display')] })).toEqual([])
})
