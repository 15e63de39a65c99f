import { Howl, Howler } from 'howler'
import type { Heard } from './audio-port.ts'

/** How long the audio device may take to come alive before the page counts as blocked, ms. */
const wakeMs = 1_000
/** A sound that has not ended this long after its length has failed, ms. A sleeping tab's timers come once a second. */
const overrunMs = 2_500
const loadMs = 3_000

/** Plays one sound at a time. */
export interface Player {
  /** @param address `data:` address of a WAV @param volume 0…1 */
  play(address: string, volume: number): Promise<Heard>
  stop(): void
  blocked(): boolean
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
  const setBlocked = (value: boolean): void => {
    if (value === blocked) return
    blocked = value
    for (const listener of listeners) listener()
  }
  // howler makes its context with the first sound; asking for the volume is enough
  Howler.volume()

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
      await Promise.race([audio.resume().catch(() => {}), after(patience)])
    }
    setBlocked(audio !== null && audio.state !== 'running')
    return audio?.state === 'running'
  }
  void awake()

  async function play(address: string, volume: number): Promise<Heard> {
    const stopsBefore = stops
    const stopped = (): boolean => stops !== stopsBefore
    if (context() === null || !(await hasOutput())) return silent('no-device')
    if (!(await awake())) return silent('blocked')
    if (stopped()) return silent('stopped')
    const howl = new Howl({ src: [address], format: ['wav'], html5: false, volume })
    try {
      if (!(await loaded(howl))) return silent('failed')
      return stopped() ? silent('stopped') : await played(howl)
    } finally {
      // howler keeps what it has decoded by address: a day's sentences would stay
      howl.unload()
    }
  }

  function played(howl: Howl): Promise<Heard> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => done(silent('failed')), howl.duration() * 1_000 + overrunMs)
      const done = (result: Heard): void => {
        clearTimeout(timer)
        howl.off()
        stopCurrent = () => {}
        resolve(result)
      }
      howl.once('end', () => done({ heard: true }))
      howl.once('playerror', () => done(silent('failed')))
      stopCurrent = () => {
        done(silent('stopped'))
        howl.stop()
      }
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

/** A list without an output says that there is none; an empty list says nothing. */
async function hasOutput(): Promise<boolean> {
  const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? []
  return devices.length === 0 || devices.some(({ kind }) => kind === 'audiooutput')
}

function silent(reason: Extract<Heard, { heard: false }>['reason']): Heard {
  return { heard: false, reason }
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
