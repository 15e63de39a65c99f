import { asyncLog, createMemoryLog, type EventLog } from '@cherha/event-log'
import type { OfficeConfig, OfficeSecrets } from '@cherha/shared/protocol'
import { anOffice } from '@cherha/testing'
import { OfficeNode } from '../../src/offices/office-node.ts'
import type { OfficePorts, SecretsStore } from '../../src/offices/ports.ts'
import { HubLog } from './hub-log.ts'
import { TestClock } from './test-clock.ts'

/** 09:00 in Kyiv on Monday, 2 March 2026. */
export const monday = Date.UTC(2026, 2, 2, 7)
export const today = '2026-03-02'
export const tomorrow = '2026-03-03'
export const dayMs = 86_400_000

/** A small office: one service of 30 minutes from 09:00 to 13:00 and 14:00 to 18:00, a third of it online. */
export function config(over: Partial<OfficeConfig> = {}): OfficeConfig {
  const usual = anOffice()
    .withService('А', { id: 'permit', minutes: 30, lanes: 3 })
    .withPlaces({ online: 1, terminal: 1, current: 1 })
    .with({ channels: { online: true, terminal: true }, horizons: { online: 3, terminal: 4 } })
    .config()
  return { ...usual, ...over }
}

export class MemorySecrets implements SecretsStore {
  stored: OfficeSecrets | null = null
  async load(): Promise<OfficeSecrets | null> {
    return this.stored
  }
  async save(secrets: OfficeSecrets): Promise<void> {
    this.stored = secrets
  }
}

/** An office on the server, with everything it stands on in reach of the test. */
export interface TestOffice {
  readonly node: OfficeNode
  readonly clock: TestClock
  readonly inbox: EventLog
  readonly copy: EventLog
  readonly secrets: MemorySecrets
  /** Makes the next appends to the inbox fail. */
  readonly disk: { inboxFails: boolean; copyFails: boolean; appends: number }
  readonly reports: string[]
  /** A new process over the same logs. */
  readonly restart: () => Promise<OfficeNode>
}

/** Configured and published at 09:00 on Monday unless told otherwise. */
export async function openOffice(over: Partial<OfficeConfig> | null = {}, at = monday): Promise<TestOffice> {
  const disk = { inboxFails: false, copyFails: false, appends: 0 }
  const inbox = createMemoryLog({
    beforeCommit: (what) => {
      if (disk.inboxFails) throw new Error('the disk is full')
      if (what === 'append') disk.appends += 1
    },
  })
  const copy = createMemoryLog({
    beforeCommit: () => {
      if (disk.copyFails) throw new Error('the disk is full')
    },
  })
  const clock = new TestClock(at)
  const secrets = new MemorySecrets()
  const reports: string[] = []
  const ports: OfficePorts = {
    code: '6801',
    inbox: asyncLog(inbox),
    copy: asyncLog(copy),
    secrets,
    clock,
    report: (message) => void reports.push(message),
  }
  const node = await OfficeNode.open(ports)
  if (over !== null) {
    await node.configure(config(over))
    await node.publishMissing()
  }
  return { node, clock, inbox, copy, secrets, disk, reports, restart: () => OfficeNode.open(ports) }
}

/** A visitor who gives four digits of a document. */
export const digits = (documentDigits: string) => ({
  surname: '',
  givenName: '',
  patronymic: null,
  documentDigits,
})

export const named = (surname: string) => ({ surname, givenName: 'Оксана', patronymic: null })

/** An office whose hub has learnt everything. */
export async function acknowledged(over = {}) {
  const office = await openOffice(over)
  const hub = new HubLog(monday)
  await hub.exchange(office.node)
  return { ...office, hub }
}

/** A booking of the small office by somebody without a name. */
export const booking = {
  date: tomorrow,
  service: 'permit',
  time: '09:00',
  language: 'uk',
  visitor: digits('1234'),
} as const
