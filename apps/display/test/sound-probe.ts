import type { Page } from 'playwright-core'

/** What reached the loudspeakers of a page so far. */
export interface SoundHeard {
  /** Loudest root mean square over a window of 2,048 samples; 1 is full scale, silence is 0. */
  readonly rms: number
  /** `performance.now()` of the first window louder than silence, ms; null: nothing was heard. */
  readonly firstAt: number | null
}

declare global {
  interface Window {
    soundHeard?: { rms: number; firstAt: number | null }
  }
}

/** Below this, nobody hears a chime; noise and rounding stay far under it. */
export const audible = 0.02

/**
 * Puts an AnalyserNode between everything the page plays and its destination. Call it before `goto`; it works
 * with any WebAudio player, so the display's code is the shipped code.
 */
export async function probeSound(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard = { rms: 0, firstAt: null as number | null }
    window.soundHeard = heard
    const connect = AudioNode.prototype.connect
    const taps = new WeakMap<BaseAudioContext, AnalyserNode>()
    AudioNode.prototype.connect = function (this: AudioNode, target: AudioNode | AudioParam, ...rest: number[]) {
      if (!(target instanceof AudioDestinationNode)) {
        return Reflect.apply(connect, this, [target, ...rest]) as AudioNode
      }
      let tap = taps.get(target.context)
      if (tap === undefined) {
        tap = target.context.createAnalyser()
        tap.fftSize = 2_048
        Reflect.apply(connect, tap, [target])
        taps.set(target.context, tap)
        const samples = new Float32Array(tap.fftSize)
        const listen = tap
        setInterval(() => {
          listen.getFloatTimeDomainData(samples)
          const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
          if (rms > 0.001 && heard.firstAt === null) heard.firstAt = performance.now()
          heard.rms = Math.max(heard.rms, rms)
        }, 20)
      }
      return Reflect.apply(connect, this, [tap, ...rest]) as AudioNode
    }
  })
}

/** What was heard since the page was opened, or since `forgetSound`. */
export async function soundHeard(page: Page): Promise<SoundHeard> {
  return page.evaluate(() => window.soundHeard ?? { rms: 0, firstAt: null })
}

export async function forgetSound(page: Page): Promise<void> {
  await page.evaluate(() => {
    if (window.soundHeard !== undefined) Object.assign(window.soundHeard, { rms: 0, firstAt: null })
  })
}
