import type { HubStatus } from '@cherha/shared/protocol'
import type { ConsoleText, TranslateConsole } from '../texts/texts.ts'
import { ageText, momentText } from './format.ts'

export type Device = HubStatus['devices'][number]

/** One thing that is wrong in an office and needs a person. */
export interface DeviceTrouble {
  /** What it concerns; null: the whole office. */
  readonly device: string | null
  readonly tone: 'stop' | 'risk'
  readonly text: string
}

/** Whether people see and hear a display's calls; `unknown`: no call yet, or a hub that does not tell. */
export function callsState({ calls }: Pick<Device, 'calls'>): 'missed' | 'silent' | 'fine' | 'unknown' {
  if (calls === undefined) return 'unknown'
  if (calls.missed > 0) return 'missed'
  if (calls.silentSince !== null) return 'silent'
  return calls.announcedAt === null ? 'unknown' : 'fine'
}

/** What is wrong as the hub told it last, the worst first: what stops an office, then what only hinders it. */
export function deviceTroubles(status: HubStatus, zone: string, t: TranslateConsole): readonly DeviceTrouble[] {
  const found: DeviceTrouble[] = []
  const add = (device: string | null, tone: DeviceTrouble['tone'], key: ConsoleText, values = {}): void => {
    found.push({ device, tone, text: t(key, { id: device ?? '', ...values }) })
  }
  const time = (at: number | null): string => (at === null ? '' : momentText(at, status.at, zone))
  if (!status.writable) add(null, 'stop', 'ill.disk')
  if (status.printer === 'failed') add(null, 'stop', 'ill.printer')
  if (status.clockStepMs !== null) {
    add(null, 'risk', 'ill.clock', { age: ageText(Math.abs(status.clockStepMs) / 1000, t) })
  }
  for (const { id, role, connected, calls } of status.devices) {
    if (!connected) {
      // a desk that nobody uses is switched off
      if (role !== 'desk') add(id, role === 'terminal' ? 'stop' : 'risk', `ill.away.${role}`)
    } else if (calls !== undefined) {
      const state = callsState({ calls })
      if (state === 'missed') add(id, 'stop', 'ill.missed', { count: calls.missed, time: time(calls.missedSince) })
      if (state === 'silent') add(id, 'risk', 'ill.silent', { time: time(calls.silentSince) })
    }
  }
  return found.toSorted((a, b) => Number(a.tone === 'risk') - Number(b.tone === 'risk'))
}
