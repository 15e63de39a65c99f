import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listenForStaff, startHeartbeat } from '../src/preload/watch-page.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the heartbeat of a page', () => {
  it('beats while the page shows words, and falls silent when it shows none', async () => {
    const page = { body: { innerText: 'Талон на сьогодні' } as HTMLElement }
    let beats = 0
    const stop = startHeartbeat(page, async () => (beats += 1))
    vi.advanceTimersByTime(10_000)
    expect(beats).toBe(6)
    page.body.innerText = ' \n '
    vi.advanceTimersByTime(10_000)
    expect(beats).toBe(6)
    page.body.innerText = 'А-015'
    vi.advanceTimersByTime(2_000)
    stop()
    vi.advanceTimersByTime(10_000)
    expect(beats).toBe(7)
  })

  it('goes on when nobody hears it', async () => {
    let beats = 0
    const stop = startHeartbeat({ body: { innerText: 'x' } as HTMLElement }, async () => {
      beats += 1
      throw new Error('the main process is busy')
    })
    await vi.advanceTimersByTimeAsync(6_500)
    stop()
    expect(beats).toBe(4)
  })
})

describe('the staff’s gesture in a page', () => {
  it('asks once for five taps in a corner, and then begins anew', () => {
    const view = Object.assign(new EventTarget(), { innerWidth: 1080, innerHeight: 1920 })
    let asked = 0
    listenForStaff(view as unknown as Window, () => (asked += 1))
    const tap = (x: number, y: number): void =>
      void view.dispatchEvent(Object.assign(new Event('pointerdown'), { clientX: x, clientY: y }))
    for (let i = 0; i < 5; i += 1) tap(10, 10)
    expect(asked).toBe(1)
    for (let i = 0; i < 4; i += 1) tap(10, 10)
    expect(asked).toBe(1)
    tap(500, 900)
    tap(10, 10)
    expect(asked).toBe(1)
  })
})
