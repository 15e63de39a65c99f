import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { answerIpc, type IpcSender } from '../src/ipc/answer-ipc.ts'
import { channel, staffChannel, type IpcHandlers } from '../src/ipc/channels.ts'
import { deviceChannels } from '../src/ipc/device-channels.ts'
import { callsOf } from '../src/preload/device-calls.ts'

const map = {
  'test:add': channel<number>()(['app'], z.strictObject({ a: z.int(), b: z.int() })),
  'test:secret': staffChannel<string>()(z.null()),
  'test:fails': channel<null>()(['app', 'maintenance'], z.null()),
}
const handlers: IpcHandlers<typeof map> = {
  'test:add': ({ a, b }) => a + b,
  'test:secret': () => 'the log',
  'test:fails': () => {
    throw new Error('ENOSPC /home/kiosk/settings.json')
  },
}
const page: IpcSender = { url: 'app://display/', isTopFrame: true }
const maintenance: IpcSender = { url: 'app://display/maintenance.html', isTopFrame: true }

function ask(name: string, sender: IpcSender | null, request: unknown, unlocked = false) {
  const reported: unknown[] = []
  const gate = {
    app: 'display' as const,
    isUnlocked: () => unlocked,
    report: (_: string, error: unknown) => reported.push(error),
  }
  return answerIpc(map, handlers, gate, name as 'test:add', sender, request).then((answer) => ({ answer, reported }))
}
const errorOf = async (...args: Parameters<typeof ask>) => {
  const { answer } = await ask(...args)
  return answer.ok ? null : answer.error.name
}

describe('a call from a page', () => {
  it('is answered for the app’s own page', async () => {
    expect((await ask('test:add', page, { a: 2, b: 3 })).answer).toEqual({ ok: true, value: 5 })
    expect(await errorOf('test:add', { ...page, url: 'app://display/index.html#x' }, { a: 2, b: 3 })).toBeNull()
  })

  it.each([
    ['a frame inside', { ...page, isTopFrame: false }],
    ['a frame that is gone', null],
    ['another app', { ...page, url: 'app://terminal/' }],
    ['the web', { ...page, url: 'https://evil.example/' }],
    ['a file', { ...page, url: 'file:///home/kiosk/x.html' }],
    ['a host that looks alike', { ...page, url: 'app://display.evil/' }],
    ['a page of the app that may not', { ...page, url: 'app://display/one-moment.html' }],
    ['another file of the app', { ...page, url: 'app://display/assets/x.svg' }],
    ['nothing', { ...page, url: '' }],
    ['the hub', { ...page, url: 'http://127.0.0.1:4711/' }],
  ])('is refused from %s', async (_who, sender) => {
    expect(await errorOf('test:add', sender, { a: 2, b: 3 })).toBe('IpcSenderError')
  })

  it.each([null, undefined, 5, 'x', [], {}, { a: 1 }, { a: 1, b: '2' }, { a: 1, b: 2, c: 3 }, { a: 1.5, b: 2 }])(
    'is refused with a body of another form: %j',
    async (body) => {
      expect(await errorOf('test:add', page, body)).toBe('IpcRequestError')
    },
  )

  it.each(['test:other', 'toString', '__proto__', 'constructor', ''])(
    'is refused on a channel that is not there: %j',
    async (name) => {
      expect(await errorOf(name, page, null)).not.toBeNull()
    },
  )

  it('to a staff channel needs the maintenance page and staff who have signed in', async () => {
    expect(await errorOf('test:secret', page, null, true)).toBe('IpcSenderError')
    expect(await errorOf('test:secret', maintenance, null, false)).toBe('IpcLockedError')
    expect((await ask('test:secret', maintenance, null, true)).answer).toEqual({ ok: true, value: 'the log' })
  })

  it('that fails tells the page nothing of the computer, and the log all', async () => {
    const { answer, reported } = await ask('test:fails', page, null)
    expect(answer).toMatchObject({ ok: false, error: { name: 'DeviceError' } })
    expect(JSON.stringify(answer)).not.toContain('/home')
    expect(String(reported[0])).toContain('ENOSPC')
  })

  it('comes out of its envelope in the preload, errors with their name', async () => {
    const call = callsOf<typeof map>((name, request) => ask(name, page, request).then(({ answer }) => answer))
    expect(await call('test:add', { a: 1, b: 1 })).toBe(2)
    await expect(call('test:fails', null)).rejects.toThrow('DeviceError')
  })
})

describe('the channels of a device', () => {
  it('let the app’s page do nothing that is for staff', () => {
    const forPage = Object.entries(deviceChannels)
      .filter(([, { from, staff }]) => (from as readonly string[]).includes('app') && !staff)
      .map(([name]) => name)
    expect(forPage.sort()).toEqual([
      'device:alive',
      'device:hub-url',
      'device:maintenance',
      'pairing:connect',
      'pairing:hubs',
      'pairing:status',
    ])
    for (const [name, { staff }] of Object.entries(deviceChannels)) {
      const open = ['maintenance:lock', 'maintenance:unlock', 'maintenance:close'].includes(name)
      expect(staff, name).toBe(name.startsWith('maintenance:') && !open)
    }
  })
})
