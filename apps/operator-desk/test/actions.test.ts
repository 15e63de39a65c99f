import { describe, expect, test } from 'vitest'
import { actionsOf, isVoiceAllowed, placesToTransfer, recallIn, windowsToTransfer } from '../src/renderer/actions.ts'
import { aCalledView, aServingView, aView, aViewWithoutWindow, lead } from './views.ts'

const frozen = { reason: 'alert', since: '2026-03-05T10:12:00+02:00', until: null } as const
const returning = { ...frozen, until: '2026-03-05T10:30:00+02:00' }
const of = (...args: Parameters<typeof actionsOf>) => [...actionsOf(...args)].sort()

describe('what a clerk can do', () => {
  test('nothing before the first view of the hub', () => {
    expect(of(null, false)).toEqual([])
  })

  test.each([aView(), aCalledView(), aServingView(), aViewWithoutWindow()])(
    'nothing more while a command has no answer',
    (view) => {
      expect(of(view, true)).toEqual([])
    },
  )

  test('without a window: open one, even one in use, because it may be the own one', () => {
    expect(of(aViewWithoutWindow(), false)).toEqual(['open-window', 'suspend-office'])
    const windows = aViewWithoutWindow().windows.map((window) => ({ ...window, open: true }))
    expect(of(aViewWithoutWindow({ windows }), false)).toContain('open-window')
  })

  test('no window opens outside the day', () => {
    expect(of(aViewWithoutWindow({ dayOpen: false }), false)).not.toContain('open-window')
  })

  test('at a vacant window: call, serve outside the queue, close', () => {
    expect(of(aView(), false)).toEqual(['ask-help', 'call-next', 'close-window', 'outside-queue', 'suspend-office'])
  })

  test('calling stays possible when nobody waits: the hub answers calmly', () => {
    expect(of(aView({ waiting: {}, due: {} }), false)).toContain('call-next')
  })

  test('a held visitor can be resumed at a vacant window only', () => {
    const held = { number: 'А-014', service: 'permanent', time: '10:00' }
    expect(of(aView({ held }), false)).toContain('resume-held')
    expect(of(aCalledView({}, { held }), false)).not.toContain('resume-held')
  })

  test('while a ticket is called: start and announce again, but not close, hold or cancel', () => {
    expect(of(aCalledView(), false)).toEqual(['ask-help', 'recall', 'start-service', 'suspend-office'])
  })

  test('while serving: finish, hold, transfer, cancel for mismatch', () => {
    expect(of(aServingView(), false)).toEqual([
      'ask-help',
      'cancel-mismatch',
      'finish-service',
      'hold',
      'suspend-office',
      'transfer',
    ])
  })

  test('a second ticket cannot be held', () => {
    const held = { number: 'А-014', service: 'permanent', time: '10:00' }
    expect(of(aServingView({}, { held }), false)).not.toContain('hold')
  })

  test('no transfer without a free place or another open window of the service', () => {
    const windows = aServingView().windows.filter(({ id }) => id !== 'w2')
    expect(of(aServingView({}, { freePlaces: { permanent: 4 }, windows }), false)).not.toContain('transfer')
    expect(of(aServingView({}, { freePlaces: {}, windows: aServingView().windows }), false)).toContain('transfer')
  })

  test('Q45 help can be asked for at an open window, once; a colleague’s call can be answered from anywhere', () => {
    const asked = { window: 'w3', label: '3', since: aView().now, mine: true }
    expect(of(aView({ help: [asked] }), false)).toContain('end-help')
    expect(of(aView({ help: [asked] }), false)).not.toContain('ask-help')
    expect(of(aViewWithoutWindow({ help: [{ ...asked, mine: false }] }), false)).toEqual([
      'end-help',
      'open-window',
      'suspend-office',
    ])
  })

  test('outside the queue: only finish', () => {
    expect(of(aView({ state: 'outside-queue' }), false)).toEqual(['ask-help', 'finish-service', 'suspend-office'])
  })
})

describe('a suspended office', () => {
  test('calls nobody, starts nothing and cannot be suspended again', () => {
    expect(of(aView({ suspended: frozen }), false)).toEqual(['ask-help', 'close-window'])
    expect(of(aCalledView({}, { suspended: frozen }), false)).toEqual(['ask-help'])
  })

  test('lets a visitor at the window be served to the end', () => {
    expect(of(aServingView({}, { suspended: frozen }), false)).toContain('finish-service')
  })

  test('calls nobody in the return time either, but who has come can be served', () => {
    expect(of(aView({ suspended: returning }), false)).not.toContain('call-next')
    expect(of(aCalledView({}, { suspended: returning }), false)).toEqual([
      'ask-help',
      'start-service',
      'suspend-office',
    ])
  })

  test('is resumed by a lead only', () => {
    expect(of(aView({ suspended: frozen, staff: lead }), false)).toContain('resume-office')
    expect(of(aView({ suspended: returning, staff: lead }), false)).not.toContain('resume-office')
    expect(of(aView({ suspended: frozen }), false)).not.toContain('resume-office')
  })
})

test('a clock step and a doubtful day are for a lead only', () => {
  const open = { clockStepMs: 300_000, dayToConfirm: '2026-03-07' }
  expect(of(aView({ ...open, staff: lead }), false)).toEqual(
    expect.arrayContaining(['accept-clock-step', 'confirm-day']),
  )
  expect(of(aView(open), false)).not.toEqual(expect.arrayContaining(['accept-clock-step']))
})

describe('announcing again', () => {
  test('waits for the seconds the hub named, counted on between two views', () => {
    const view = aCalledView({ recallInSeconds: 9 })
    expect(recallIn(view, 4)).toBe(5)
    expect(of(view, false, 8)).not.toContain('recall')
    expect(of(view, false, 9)).toContain('recall')
  })

  test('ends with the last repeat', () => {
    expect(recallIn(aCalledView({ recallsLeft: 0 }), 60)).toBeNull()
    expect(of(aCalledView({ recallsLeft: 0 }), false, 60)).not.toContain('recall')
  })
})

describe('a call by voice', () => {
  test('is offered when the hub allows it, or three seconds after no display showed the call', () => {
    const unseen = { announced: false, shown: false, remainingSeconds: null }
    expect(isVoiceAllowed(aCalledView({ ...unseen, voiceAllowed: true }), 0)).toBe(true)
    expect(isVoiceAllowed(aCalledView(unseen), 3)).toBe(false)
    expect(isVoiceAllowed(aCalledView(unseen), 4)).toBe(true)
  })

  test('is not offered once a display shows the call or it was announced', () => {
    expect(isVoiceAllowed(aCalledView({ announced: false, shown: true }), 60)).toBe(false)
    expect(isVoiceAllowed(aCalledView({ announced: true, shown: false }), 60)).toBe(false)
  })
})

test('a transfer goes to another service with a free place, or to another open window of the same service', () => {
  expect(placesToTransfer(aServingView({ service: 'temporary' }))).toEqual([
    { service: 'immigration', places: 1 },
    { service: 'passport', places: 5 },
  ])
  expect(windowsToTransfer(aServingView()).map(({ id }) => id)).toEqual(['w2'])
  expect(windowsToTransfer(aServingView({ service: 'immigration' }))).toEqual([])
})
