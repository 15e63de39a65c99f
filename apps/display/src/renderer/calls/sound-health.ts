import type { DisplayReport } from '@cherha/shared/protocol'
import type { AudioPort, Heard } from '../sound/audio-port.ts'

export interface SoundHealth {
  /** How a sound of this display went. */
  heard(result: Heard): void
  /** The hub is there, perhaps another one than before: it is told again. */
  linked(): void
}

/** The hub that could not be told is tried again after this, ms. */
const retryMs = 15_000

/**
 * Tells the hub what visitors cannot: that this display is not heard, or speaks only half of its words. Told when it
 * changes and whenever the hub is back.
 * @param send resolves false when the hub could not be told
 * @param after calls back once after that many ms
 */
export function soundHealth(
  audio: Pick<AudioPort, 'blocked' | 'noDevice' | 'voice' | 'subscribe'>,
  send: (report: DisplayReport) => Promise<boolean>,
  after: (ms: number, run: () => void) => void,
): SoundHealth {
  let last: DisplayReport['sound'] = 'ok'
  let told = ''
  let up = false
  let waiting = false

  const report = (): DisplayReport => {
    const { state, missing } = audio.voice()
    const sound = audio.noDevice() ? 'no-device' : audio.blocked() ? 'blocked' : last
    return { sound, voice: state, missing: [...missing] }
  }

  async function tell(): Promise<void> {
    const now = report()
    const text = JSON.stringify(now)
    if (!up || text === told || now.voice === 'loading') return
    told = text
    if (await send(now).catch(() => false)) return
    told = ''
    if (waiting) return
    waiting = true
    after(retryMs, () => {
      waiting = false
      void tell()
    })
  }

  audio.subscribe(() => {
    // a touch has unlocked the page
    if (last === 'blocked' && !audio.blocked()) last = 'ok'
    void tell()
  })
  return {
    heard(result) {
      // a sound that was cut off says nothing about the next
      const sound = result.heard ? 'ok' : result.reason
      if (sound === 'stopped') return
      // what there is to play on changes between the calls, too, and is asked when it is told
      last = sound === 'no-device' ? 'ok' : sound
      void tell()
    },
    linked() {
      up = true
      told = ''
      void tell()
    },
  }
}
