import { afterEach, describe, expect, it, vi } from 'vitest'
import { hasAudioOutput, playTone } from '../src/maintenance/sound.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** A browser that lists devices of these kinds. */
const listing = (...kinds: MediaDeviceKind[]) => ({
  enumerateDevices: async () => kinds.map((kind) => ({ kind }) as MediaDeviceInfo),
})

describe('whether the computer can be heard', () => {
  it('A19 it has an output when the browser lists one, and none when it lists others or nothing at all', async () => {
    expect(await hasAudioOutput(listing('audioinput', 'audiooutput'))).toBe(true)
    expect(await hasAudioOutput(listing('audioinput', 'videoinput'))).toBe(false)
    expect(await hasAudioOutput(listing())).toBe(false)
  })

  it('A19 nothing is known where the browser has no list, refuses it or does not answer', async () => {
    vi.stubGlobal('navigator', {})
    expect(await hasAudioOutput()).toBeNull()
    expect(await hasAudioOutput({ enumerateDevices: () => Promise.reject(new Error('no')) })).toBeNull()
    vi.useFakeTimers()
    const asked = hasAudioOutput({ enumerateDevices: () => new Promise(() => {}) })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await asked).toBeNull()
  })

  it('A19 the sound test of the maintenance screen says that there is none, and plays nothing', async () => {
    const context = vi.fn<() => void>()
    vi.stubGlobal('navigator', { mediaDevices: listing() })
    vi.stubGlobal('AudioContext', context)
    expect(await playTone()).toBe(false)
    expect(context).not.toHaveBeenCalled()
  })
})
