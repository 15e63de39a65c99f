import { Howl, Howler } from 'howler'
import type { Heard } from './audio-port.ts'
import { pageOutputs } from './outputs.ts'

/** How long the audio device may take to come alive before the page counts as blocked, ms. */
const wakeMs = 1_000
/** A sound that has not ended this long after its length has failed, ms. A sleeping tab's timers come once a second. */
const overrunMs = 4_000
const loadMs = 3_000
/** A17: sound that stood still for longer was cut in two, and nobody has understood it, s. */
const stoodStillS = 2.5
/** Times a sentence is begun when the computer falls asleep in the middle of it. */
const mostTries = 2

/** Plays one sound at a time. */
export interface Player {
  /** @param address `data:` address of a WAV @param volume 0…1 */
  play(address: string, volume: number): Promise<Heard>
  stop(): void
  blocked(): boolean
  /** True while the computer has nothing to play on. */
  noDevice(): boolean
  /** Calls back when `blocked()` or `noDevice()` may have changed. */
  subscribe(listener: () => void): () => void
}

/** Sound through howler and WebAudio. Unlocks itself at any touch, click or key while the browser blocks it. */
export function howlerPlayer(): Player {
  // A board is silent for minutes: a context put to sleep would swallow the start of the next chime.
  Howler.autoSuspend = false
  Howler.autoUnlock = false
  const listeners = new Set<() => void>()
  const context = (): AudioContext | null => (Howler.usingWebAudio ? Howler.ctx : null)
  let stopCurrent: () => void = () => {}
  let stops = 0
  let blocked = false
  const changed = (): void => {
    for (const listener of listeners) listener()
  }
  const setBlocked = (value: boolean): void => {
    if (value === blocked) return
    blocked = value
    changed()
  }
  /** The context was there while no output was: it plays into nothing for as long as it lives. */
  let deaf = false
  const outputs = pageOutputs(() => {
    deaf ||= outputs.none()
    changed()
  })
  // howler makes its context with the first sound; asking for the volume is enough
  Howler.volume()
  watchContext()

  function watchContext(): void {
    context()?.addEventListener('statechange', () => {
      if (context()?.state === 'running') setBlocked(false)
    })
  }
  for (const gesture of ['pointerdown', 'pointerup', 'keydown'] as const) {
    document.addEventListener(gesture, () => void context()?.resume(), { capture: true })
  }

  async function awake(): Promise<boolean> {
    const audio = context()
    if (audio !== null && audio.state !== 'running') {
      // A page known to be blocked stays so until somebody touches it: no call waits for that.
      const patience = blocked ? 50 : wakeMs
      await Promise.race([audio.resume().catch(() => {}), after(patience)])
    }
    setBlocked(audio !== null && audio.state !== 'running')
    return audio?.state === 'running'
  }
  void awake()

  async function play(address: string, volume: number): Promise<Heard> {
    const stopsBefore = stops
    const stopped = (): boolean => stops !== stopsBefore
    if (context() === null) return silent('no-device')
    const output = await outputs.look()
    if (output && deaf) renewContext()
    // Also without an output: were the browser's list wrong, silence would be what makes it true.
    const how = await playWhole(address, volume, stopped, output ? mostTries : 1)
    if (!how.heard && how.reason === 'stopped') return how
    return output && (await outputs.look()) ? how : silent('no-device')
  }

  function renewContext(): void {
    deaf = false
    Howler.unload()
    watchContext()
  }

  async function playWhole(address: string, volume: number, stopped: () => boolean, most: number): Promise<Heard> {
    for (let tries = 1; ; tries += 1) {
      if (!(await awake())) return silent('blocked')
      if (stopped()) return silent('stopped')
      const how = await playOnce(address, volume, stopped)
      if (how !== 'cut') return how
      if (tries === most) return silent('failed')
    }
  }

  async function playOnce(address: string, volume: number, stopped: () => boolean): Promise<Heard | 'cut'> {
    const howl = new Howl({ src: [address], format: ['wav'], html5: false, volume })
    try {
      if (!(await loaded(howl))) return silent('failed')
      return stopped() ? silent('stopped') : await played(howl)
    } finally {
      // what has outlived howler's timer is stopped by nothing else
      howl.volume(0)
      // howler keeps what it has decoded by address: a day's sentences would stay
      howl.unload()
    }
  }

  /**
   * Plays it once from its beginning. howler's end is a timer's, which also runs out while the sound stands still: that
   * all of it was played is said by the audio's own source (A17). `cut`: it stood still in the middle.
   */
  function played(howl: Howl): Promise<Heard | 'cut'> {
    const audio = context()
    const seconds = howl.duration()
    // the page's clock stands still while the computer sleeps, the wall clock does not
    let [from, began] = [audio?.currentTime ?? 0, Date.now()]
    return new Promise((resolve) => {
      const timer = setTimeout(() => ended(false), seconds * 1_000 + overrunMs)
      const ended = (bySource: boolean): void => {
        const played = (audio?.currentTime ?? 0) - from
        const stoodStill = (Date.now() - began) / 1_000 - played > stoodStillS
        done(stoodStill ? 'cut' : bySource || played >= seconds ? { heard: true } : silent('failed'))
      }
      const done = (result: Heard | 'cut'): void => {
        clearTimeout(timer)
        howl.off()
        stopCurrent = () => {}
        resolve(result)
      }
      howl.once('playerror', () => done(silent('failed')))
      stopCurrent = () => {
        done(silent('stopped'))
        howl.stop()
      }
      // a context that was asleep first wakes up: the source is there when howler says that it plays
      howl.once('play', () => {
        ;[from, began] = [audio?.currentTime ?? 0, Date.now()]
        sourceOf(howl)?.addEventListener('ended', () => ended(true))
      })
      howl.play()
    })
  }

  return {
    play,
    stop() {
      stops += 1
      stopCurrent()
    },
    blocked: () => blocked,
    noDevice: () => context() === null || outputs.none(),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

async function loaded(howl: Howl): Promise<boolean> {
  if (howl.state() === 'loading') {
    await new Promise<void>((resolve) => {
      howl.once('load', () => resolve())
      howl.once('loaderror', () => resolve())
      setTimeout(resolve, loadMs)
    })
  }
  return howl.state() === 'loaded'
}

/** What plays in the audio's own thread, which howler keeps to itself; its `ended` comes when the last sample is out. */
function sourceOf(howl: Howl): AudioBufferSourceNode | null {
  const at = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  const source = at(at(at(at(howl, '_sounds'), '0'), '_node'), 'bufferSource')
  return source instanceof AudioBufferSourceNode ? source : null
}

function silent(reason: Extract<Heard, { heard: false }>['reason']): Heard {
  return { heard: false, reason }
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
