import type { Speaker } from '@cherha/device-shell/electron'
import { defaultSpeechKeys, type Language, type TerminalReport, type TerminalView } from '@cherha/shared/protocol'
import type { HubState } from '@cherha/ui'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { speechHandlers } from '../src/main/speech.ts'
import { tellSpeech } from '../src/renderer/tell-speech.ts'

describe('a terminal without a voice', () => {
  const speakerWithout = (...missing: Language[]): Speaker => ({
    state: () => ({ available: missing.length === 0, keys: defaultSpeechKeys, missing }),
    say: () => Promise.resolve(false),
    stop: () => undefined,
  })
  const written = async (speaker: Speaker): Promise<string[]> => {
    const lines: string[] = []
    const handlers = speechHandlers(speaker, { write: (line: string) => void lines.push(line) })
    await handlers['speech:state'](null)
    await handlers['speech:state'](null)
    return lines
  }

  it('E10 is noted once in the device’s log, with what is missing', async () => {
    expect(await written(speakerWithout('uk', 'en'))).toEqual([
      'the screen cannot be heard: espeak-ng is not installed',
    ])
    expect(await written(speakerWithout('uk'))).toEqual(['the screen cannot be heard: espeak-ng has no voice «uk»'])
    expect(await written(speakerWithout())).toEqual([])
  })
})

describe('what the hub is told', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const offline: HubState<TerminalView> = {
    connected: false,
    lostAt: 0,
    unauthorised: false,
    seq: 0,
    view: null,
    receivedAt: 0,
    pending: null,
  }

  it('E10 that it cannot be heard: at each new connection, and again until the hub has heard it', async () => {
    const store = createStore(() => offline)
    const posts: TerminalReport[] = []
    const answers = [{ status: 503 }, new Error('gone'), { status: 204 }, { status: 404 }]
    tellSpeech({ store }, { speech: 'none' }, (report) => {
      posts.push(report)
      const answer = answers.shift()
      return answer === undefined || answer instanceof Error
        ? Promise.reject(new Error('gone'))
        : Promise.resolve(answer)
    })
    expect(posts).toEqual([])
    store.setState({ connected: true })
    await vi.advanceTimersByTimeAsync(0)
    expect(posts).toEqual([{ speech: 'none' }])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(posts).toHaveLength(3)
    store.setState({ connected: false })
    store.setState({ connected: true })
    await vi.advanceTimersByTimeAsync(60_000)
    // a hub of an earlier version does not know the address
    expect(posts).toHaveLength(4)
  })

  it('E10 that it can be heard after all, once its browser has learnt the voices', async () => {
    const store = createStore(() => ({ ...offline, connected: true }))
    const posts: TerminalReport[] = []
    const tell = tellSpeech({ store }, { speech: 'none' }, (report) => {
      posts.push(report)
      return Promise.resolve({ status: posts.length === 1 ? 503 : 204 })
    })
    await vi.advanceTimersByTimeAsync(0)
    tell({ speech: 'ok' })
    await vi.advanceTimersByTimeAsync(60_000)
    store.setState({ connected: false })
    store.setState({ connected: true })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(posts).toEqual([{ speech: 'none' }, { speech: 'ok' }, { speech: 'ok' }])
  })
})
