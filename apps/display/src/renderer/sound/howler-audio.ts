import { Howl, Howler } from 'howler'
import type { AudioPort, Clip } from './audio-port.ts'
import chimeUrl from './chime.wav?url'

const sources: { readonly [C in Clip]: string } = { chime: chimeUrl }

/** How long the audio device may take to come alive before the page counts as blocked, ms. */
const wakeMs = 1_000
/** A clip that has not ended this long after its length has failed, ms. */
const overrunMs = 1_500

/** Sound through WebAudio. Unlocks itself at any touch, click or key while the browser blocks it. */
export function howlerAudio(): AudioPort {
  // A board is silent for minutes: a context put to sleep would swallow the start of the next chime.
  Howler.autoSuspend = false
  Howler.autoUnlock = false
  const howls = Object.fromEntries(
    Object.entries(sources).map(([clip, src]) => [clip, new Howl({ src: [src], format: ['wav'], html5: false })]),
  ) as { readonly [C in Clip]: Howl }
  const listeners = new Set<() => void>()
  const changed = (): void => listeners.forEach((listener) => listener())
  const context = (): AudioContext | null => Howler.ctx
  let stopCurrent: () => void = () => {}
  let stops = 0
  let blocked = false
  const setBlocked = (value: boolean): void => {
    if (value === blocked) return
    blocked = value
    changed()
  }

  context()?.addEventListener('statechange', () => {
    if (context()?.state === 'running') setBlocked(false)
  })
  for (const gesture of ['pointerdown', 'pointerup', 'keydown'] as const) {
    document.addEventListener(gesture, () => void context()?.resume(), { capture: true })
  }

  async function awake(): Promise<boolean> {
    const audio = context()
    if (audio !== null && audio.state !== 'running') {
      // A page known to be blocked stays so until somebody touches it: no call waits for that.
      const patience = blocked ? 50 : wakeMs
      await Promise.race([audio.resume().catch(() => {}), new Promise((resolve) => setTimeout(resolve, patience))])
    }
    setBlocked(audio?.state !== 'running')
    return !blocked
  }
  void awake()

  async function loaded(howl: Howl): Promise<boolean> {
    if (howl.state() === 'unloaded') howl.load()
    if (howl.state() === 'loading') {
      await new Promise<void>((resolve) => {
        howl.once('load', () => resolve())
        howl.once('loaderror', () => resolve())
        setTimeout(resolve, 3_000)
      })
    }
    return howl.state() === 'loaded'
  }

  async function playClip(howl: Howl): Promise<'played' | 'silent'> {
    const stopsBefore = stops
    if (!(await loaded(howl)) || !(await awake()) || stops !== stopsBefore) return 'silent'
    return new Promise((resolve) => {
      const timer = setTimeout(() => done('silent'), howl.duration() * 1_000 + overrunMs)
      const done = (result: 'played' | 'silent'): void => {
        clearTimeout(timer)
        howl.off()
        stopCurrent = () => {}
        resolve(result)
      }
      howl.once('end', () => done('played'))
      howl.once('playerror', () => done('silent'))
      stopCurrent = () => {
        done('silent')
        howl.stop()
      }
      howl.play()
    })
  }

  return {
    async play(clips) {
      for (const clip of clips) {
        if ((await playClip(howls[clip])) === 'silent') return 'silent'
      }
      return 'played'
    },
    stop() {
      stops += 1
      stopCurrent()
    },
    blocked: () => blocked,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
