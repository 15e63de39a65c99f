import type { Answer, ErrorBody, TerminalView } from '@cherha/shared/protocol'
import { commandSchemas } from '@cherha/shared/protocol'
import type { CommandBody, Hub } from '@cherha/ui'
import { beforeEach, expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { createCommands } from '../src/renderer/commands.ts'
import { createFlow, type FlowStore } from '../src/renderer/flow/store.ts'
import type { FlowAction } from '../src/renderer/flow/reducer.ts'
import { today, toOnline, toVisit, typeName } from './steps.ts'

const accepted: Answer = {
  ok: true,
  seq: 9,
  result: { ticket: 'А-015', date: today, time: '10:20', service: 'permanent', code: 'K7QF2M9D', printedSeq: 9 },
}

let sent: CommandBody[]
let signals: (AbortSignal | undefined)[]
let answers: ((answer: Answer | ErrorBody) => void)[]
let flow: FlowStore
let hub: Hub<TerminalView>

beforeEach(() => {
  sent = []
  signals = []
  answers = []
  flow = createFlow()
  hub = {
    store: createStore(() => ({
      connected: true,
      lostAt: null,
      unauthorised: false,
      seq: 0,
      view: null,
      receivedAt: 0,
      pending: null,
    })),
    send: (body, signal) => {
      sent.push(body)
      signals.push(signal)
      return new Promise((resolve) => answers.push(resolve))
    },
    close: () => {},
  }
})

function act(...actions: FlowAction[]): void {
  for (const action of actions) flow.dispatch(action)
}
function toCheck(path: 'today' | 'later' | 'priority', time: string | null): void {
  act({ do: 'take-ticket', path })
  if (path === 'priority') act({ do: 'declare-priority', category: 'disability' })
  act({ do: 'choose-service', service: 'permanent' })
  if (path !== 'priority') act({ do: 'choose-place', path, date: path === 'today' ? today : '2026-03-16', time })
  act(...typeName)
}
/** The command as the hub's gateway would take it. */
function parsed(index = 0): unknown {
  const body = sent[index]
  if (body === undefined) throw new Error('nothing was sent')
  return commandSchemas[body.type].parse({ ...body, commandId: '00000000-0000-4000-8000-000000000009' })
}

test('the nearest time is asked for without naming it, a picked one by its name', () => {
  toCheck('today', null)
  void createCommands(hub, flow).register()
  expect(parsed()).toMatchObject({ type: 'register-current', service: 'permanent', language: 'uk' })
  expect(sent[0]).not.toHaveProperty('time')
  act({ do: 'forget', session: crypto.randomUUID() })
  toCheck('today', '10:20')
  void createCommands(hub, flow).register()
  expect(parsed(1)).toMatchObject({
    type: 'register-current',
    time: '10:20',
    person: { surname: 'Їжак', givenName: 'Ія' },
  })
})

test('another day is asked for with date and time', () => {
  toCheck('later', '10:20')
  void createCommands(hub, flow).register()
  expect(parsed()).toMatchObject({ type: 'register-advance', date: '2026-03-16', time: '10:20' })
})

test('a priority ticket carries its category and no time', () => {
  toCheck('priority', null)
  void createCommands(hub, flow).register()
  expect(parsed()).toMatchObject({ type: 'register-current', priority: 'disability' })
  expect(sent[0]).not.toHaveProperty('time')
})

test('the terminal session goes with every registration and a guardian only with a child’s', () => {
  toCheck('today', null)
  act(
    { do: 'add-guardian' },
    { do: 'type-guardian', guardian: { by: 'documentDigits', value: '1234' } },
    { do: 'check-guardian' },
  )
  void createCommands(hub, flow).register()
  expect(parsed()).toMatchObject({ session: flow.store.getState().session, guardian: { documentDigits: '1234' } })
})

test('a second press while the first has no answer sends nothing', async () => {
  toCheck('today', null)
  const commands = createCommands(hub, flow)
  const first = commands.register()
  await commands.register()
  expect(sent).toHaveLength(1)
  answers[0]?.(accepted)
  await first
  expect(flow.store.getState().screen.is).toBe('ticket')
})

test('an answer that comes after the visitor has gone shows nothing to the next one', async () => {
  toCheck('today', null)
  const registering = createCommands(hub, flow).register()
  act({ do: 'forget', session: crypto.randomUUID() })
  toCheck('today', null)
  answers[0]?.(accepted)
  await registering
  expect(flow.store.getState().screen).toMatchObject({ is: 'check', sending: false })
})

test('E16 what was asked for ends with the visit, and with nothing before it', async () => {
  toCheck('today', null)
  const commands = createCommands(hub, flow)
  const registering = commands.register()
  act({ do: 'set-language', language: 'en' }, { do: 'toggle-contrast' }, { do: 'show-help', open: true })
  expect(signals[0]?.aborted).toBe(false)
  answers[0]?.(accepted)
  await registering
  void commands.reprint()
  expect(signals.map((signal) => signal?.aborted)).toEqual([false, false])
  act({ do: 'forget', session: crypto.randomUUID() })
  // the first was answered: nothing of it is left to be given up
  expect(signals.map((signal) => signal?.aborted)).toEqual([false, true])
})

test('E16 a mark and its comment end with the visit too', () => {
  act({ do: 'inform' }, { do: 'open-info', topic: 'feedback' }, { do: 'rate', rating: 4 })
  void createCommands(hub, flow).giveFeedback()
  expect(signals[0]?.aborted).toBe(false)
  act({ do: 'forget', session: crypto.randomUUID() })
  expect(signals[0]?.aborted).toBe(true)
})

test('printing again names the same ticket with its date and code', async () => {
  toCheck('today', null)
  const commands = createCommands(hub, flow)
  const registering = commands.register()
  answers[0]?.(accepted)
  await registering
  void commands.reprint()
  expect(parsed(1)).toMatchObject({ type: 'reprint', ticket: 'А-015', date: today, code: 'K7QF2M9D' })
})

test('check-in proves the ticket by its code and may declare priority', () => {
  act(...toVisit)
  void createCommands(hub, flow).visit('check-in', today, { priority: 'disability' })
  expect(parsed()).toMatchObject({
    type: 'check-in',
    ticket: 'А-015',
    date: today,
    code: 'K7QF-2M9D',
    priority: 'disability',
    language: 'uk',
    session: flow.store.getState().session,
  })
})

test('a withdrawal is sent from its own question', () => {
  act(...toVisit)
  act({ do: 'ask-withdraw' })
  void createCommands(hub, flow).visit('withdraw', today)
  expect(parsed()).toMatchObject({ type: 'withdraw', ticket: 'А-015', date: today, code: 'K7QF-2M9D' })
  expect(flow.store.getState().screen).toMatchObject({ is: 'withdraw', sending: true })
})

test('check-in of an online booking carries its time and digits, the language and the session, and no code', () => {
  act({ do: 'set-language', language: 'en' }, ...toOnline)
  const commands = createCommands(hub, flow)
  void commands.visit('withdraw', today)
  void commands.visit('reprint', today)
  expect(sent).toEqual([])
  void commands.visit('check-in', today)
  const { session } = flow.store.getState()
  expect(parsed()).toEqual({
    commandId: '00000000-0000-4000-8000-000000000009',
    type: 'check-in',
    ticket: 'А-015',
    date: today,
    time: '10:20',
    documentDigits: '0417',
    language: 'en',
    session,
  })
})

test('a lost priority ticket is sent again with the service that was chosen and the priority that was declared', async () => {
  act(...toVisit)
  const commands = createCommands(hub, flow)
  act({ do: 'ask-priority' })
  const first = commands.visit('check-in', today, { priority: 'disability' })
  answers[0]?.({ ok: false, refusal: { code: 'service-required', message: { uk: '', en: '' }, field: 'service' } })
  await first
  expect(flow.store.getState().screen).toMatchObject({ is: 'visit-service', priority: 'disability', sending: null })
  void commands.visit('check-in', today, { priority: 'disability', service: 'permanent' })
  expect(parsed(1)).toMatchObject({ type: 'check-in', code: 'K7QF-2M9D', priority: 'disability', service: 'permanent' })
  expect(flow.store.getState().screen).toMatchObject({ is: 'visit-service', sending: 'permanent' })
})
