import { describe, expect, test } from 'vitest'
import { accepted, aWorkingDesk, refused, settled } from './desk-in-memory.ts'
import { aCalledView, aServingView, aView, aViewWithoutWindow, lead } from './views.ts'

const held = { number: 'А-014', service: 'permanent', time: '10:00' }

describe('a command', () => {
  test('names the own window and never a ticket', async () => {
    const desk = await aWorkingDesk(aView())
    desk.commands.callNext()
    expect(desk.connection().sent.map(({ body }) => body)).toEqual([{ type: 'call-next', window: 'w3' }])
  })

  test('is sent once, however often the button is pressed before the answer', async () => {
    const desk = await aWorkingDesk(aView())
    desk.commands.callNext()
    desk.commands.callNext()
    desk.commands.outsideQueue()
    expect(desk.connection().sent).toHaveLength(1)
    expect(desk.store.getState().pressed).toBe('call-next')
  })

  test('frees the buttons when its answer comes', async () => {
    const desk = await aWorkingDesk(aView())
    desk.commands.callNext()
    desk.connection().sent[0]?.answer(accepted)
    await settled()
    expect(desk.store.getState().pressed).toBeNull()
  })

  test('that is not possible now is not sent', async () => {
    const desk = await aWorkingDesk(aView())
    desk.commands.finish()
    desk.commands.recall()
    desk.commands.confirmDay()
    expect(desk.connection().sent).toEqual([])
  })

  test('that is refused leaves the sentence of the hub, until the next action', async () => {
    const desk = await aWorkingDesk(aView())
    desk.commands.callNext()
    desk.connection().sent[0]?.answer(refused)
    await settled()
    expect(desk.store.getState().refusal).toEqual({ uk: 'Зараз нікого запрошувати.', en: 'There is nobody to call.' })
    desk.commands.callNext()
    expect(desk.store.getState().refusal).toBeNull()
  })

  test('that never reached the rules says that nothing has changed', async () => {
    const desk = await aWorkingDesk(aView())
    desk.commands.callNext()
    desk.connection().sent[0]?.answer({ ok: false, error: { code: 'malformed', message: 'no' } })
    await settled()
    expect(desk.store.getState().refusal).toBe('failed')
  })

  test('refused for an ended session leads back to the sign-in', async () => {
    const desk = await aWorkingDesk(aView())
    desk.commands.callNext()
    desk.connection().sent[0]?.answer({ ok: false, error: { code: 'unauthorised', message: 'no' } })
    await settled()
    expect(desk.store.getState()).toMatchObject({ stage: 'sign-in', problem: 'ended', hub: null })
  })

  test('carries reasons as codes', async () => {
    const desk = await aWorkingDesk(aServingView())
    desk.commands.transfer({ toWindow: 'w2' }, 'specialist')
    expect(desk.connection().sent[0]?.body).toEqual({
      type: 'transfer',
      window: 'w3',
      toWindow: 'w2',
      reason: 'specialist',
    })
  })

  test('of a lead confirms the day the hub asks about', async () => {
    const desk = await aWorkingDesk(aViewWithoutWindow({ staff: lead, dayToConfirm: '2026-03-07', dayOpen: false }))
    desk.commands.confirmDay()
    expect(desk.connection().sent[0]?.body).toEqual({ type: 'confirm-day', date: '2026-03-07' })
  })
})

describe('a dialog', () => {
  test('opens only for what is possible, and closes when that ends', async () => {
    const desk = await aWorkingDesk(aServingView())
    desk.commands.ask('close')
    expect(desk.store.getState().dialog).toBeNull()
    desk.commands.ask('mismatch')
    expect(desk.store.getState().dialog).toBe('mismatch')
    desk.connection().show(aView())
    expect(desk.store.getState().dialog).toBeNull()
  })

  test('stays open while the same visitor is served', async () => {
    const desk = await aWorkingDesk(aServingView())
    desk.commands.ask('hold')
    desk.connection().show(aServingView({}, { waiting: { permanent: 9 } }))
    expect(desk.store.getState().dialog).toBe('hold')
  })
})

describe('leaving', () => {
  test('closing the window signs out once the hub has closed it', async () => {
    const desk = await aWorkingDesk(aView())
    desk.commands.closeWindow()
    expect(desk.store.getState().stage).toBe('working')
    desk.connection().sent[0]?.answer(accepted)
    await settled()
    expect(desk.store.getState().stage).toBe('sign-in')
    expect(desk.kept.read()).toBeNull()
  })

  test('a refused closing leaves the clerk at work', async () => {
    const desk = await aWorkingDesk(aView())
    desk.commands.closeWindow()
    desk.connection().sent[0]?.answer(refused)
    await settled()
    expect(desk.store.getState().stage).toBe('working')
  })

  test('a break after the visitor begins when the visitor is done and the answer is there', async () => {
    const desk = await aWorkingDesk(aServingView())
    desk.commands.toggleBreakAfter()
    desk.commands.finish()
    desk.connection().show(aView())
    expect(desk.connection().sent).toHaveLength(1)
    desk.connection().sent[0]?.answer(accepted)
    await settled()
    expect(desk.connection().sent[1]?.body).toEqual({ type: 'close-window', window: 'w3' })
    expect(desk.store.getState().breakAfter).toBe(false)
  })

  test('a break after the visitor begins after a no-show too', async () => {
    const desk = await aWorkingDesk(aCalledView())
    desk.commands.toggleBreakAfter()
    desk.connection().show(aView())
    expect(desk.connection().sent.map(({ body }) => body.type)).toEqual(['close-window'])
  })

  test('no break begins by itself while somebody is on hold', async () => {
    const desk = await aWorkingDesk(aServingView())
    desk.commands.toggleBreakAfter()
    desk.connection().show(aView({ held }))
    expect(desk.connection().sent).toEqual([])
  })
})
