import path from 'node:path'
import { asyncLog, createMemoryLog } from '@cherha/event-log'
import { readOfficeConfig } from '@cherha/office-hub'
import { memorySecrets, OfficeNode } from '@cherha/queue-server/core'
import { smsNameProblems } from '@cherha/shared/booking'
import { startSmsSimulator } from '@cherha/sms-simulator'
import { serverClock, VirtualClock } from '@cherha/testing'
import { expect, it } from 'vitest'
import { bringBooking, demoBooking } from '../demo/messages.ts'

const read = (file: string) => readOfficeConfig(path.resolve(import.meta.dirname, '../../config', file))
const base = read('demo-office.yaml')

it('every office of the demonstration has a short name that fits into its messages', () => {
  for (const file of ['demo-office.yaml', 'second-office.yaml']) {
    const { smsName } = read(file)
    expect(smsName && smsNameProblems(smsName)).toEqual([])
  }
})

it('an office of before there was online booking gets its short name once; its own stays', async () => {
  const node = await OfficeNode.open({
    code: base.code,
    inbox: asyncLog(createMemoryLog()),
    copy: asyncLog(createMemoryLog()),
    secrets: memorySecrets(),
    clock: serverClock(new VirtualClock(Date.parse('2026-11-23T06:00:00Z'))),
    report: (message) => expect.unreachable(message),
  })
  const offices = { get: () => node, all: () => [node], create: async () => null }
  const { smsName, ...old } = base
  await node.configure(old)
  await bringBooking({ offices }, base)
  expect(node.config?.smsName).toEqual(smsName)
  const { version } = node
  await node.configure({ ...base, smsName: { uk: 'Свій', en: 'Own' } }, { version, apply: [] })
  await bringBooking({ offices }, base)
  expect(node.config?.smsName).toEqual({ uk: 'Свій', en: 'Own' })
})

it('its messages go to the message centre on this computer', async () => {
  const simulator = await startSmsSimulator({ port: 0 })
  const { sms, publicUrl, phones } = demoBooking(simulator, 'http://127.0.0.1:4704', base)
  expect(sms).toMatchObject({ kind: 'smpp', host: '127.0.0.1', port: simulator.smpp.port, systemId: 'cherha' })
  expect({ publicUrl, phones }).toEqual({ publicUrl: 'http://127.0.0.1:4704', phones: base.phones })
  await simulator.close()
})
