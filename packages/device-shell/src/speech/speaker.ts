import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  defaultSpeechKeys,
  type Language,
  type SpeechKeys,
  type SpeechState,
  type SpokenPart,
} from '@cherha/shared/protocol'

/** Speaks for a page that has no voice of its own. */
export interface Speaker {
  state(): SpeechState
  /** Ends what is being spoken. Resolves true once all of it has been heard, false when something else came first. */
  say(parts: readonly SpokenPart[]): Promise<boolean>
  stop(): void
}

export interface SpeakerSettings {
  /** The program; it reads a text from its standard input. Left out: `espeak-ng` of the system. */
  readonly command?: string
  readonly keys?: SpeechKeys
  /** Words a minute. */
  readonly rate?: number
}

const voices = { uk: 'uk', en: 'en-gb' } as const
const languages: readonly Language[] = ['uk', 'en']

/**
 * The voice of the device: espeak-ng, one process for each sentence. The text goes in by standard input, so that a name is in
 * no list of processes. Whether the program and its voices are there is asked once, at the first question.
 */
export function openSpeaker({
  command = 'espeak-ng',
  keys = defaultSpeechKeys,
  rate = 150,
}: SpeakerSettings = {}): Speaker {
  let missing: readonly Language[] | null = null
  let speaking: { child: ChildProcess | null; ended: boolean } | null = null

  const missingVoices = (): readonly Language[] => {
    missing ??= languages.filter((language) => !hasVoice(command, voices[language]))
    return missing
  }
  const stop = (): void => {
    if (speaking === null) return
    speaking.ended = true
    speaking.child?.kill()
    speaking = null
  }

  return {
    state() {
      const without = missingVoices()
      return { available: without.length === 0, keys, ...(without.length === 0 ? {} : { missing: [...without] }) }
    },
    stop,
    async say(parts) {
      stop()
      if (missingVoices().length > 0) return false
      const turn: { child: ChildProcess | null; ended: boolean } = { child: null, ended: false }
      speaking = turn
      for (const { text, language } of parts) {
        if (turn.ended) return false
        const args = ['-v', voices[language], '-s', String(rate), '--stdin']
        turn.child = spawn(command, args, { stdio: ['pipe', 'ignore', 'ignore'] })
        if (!(await heard(turn.child, text))) return false
      }
      if (turn.ended) return false
      speaking = null
      return true
    },
  }
}

/** Whether the program lists a voice of that name; a program that is not there lists none. */
function hasVoice(command: string, voice: string): boolean {
  const { status, stdout } = spawnSync(command, [`--voices=${voice}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
    timeout: 5_000,
  })
  return status === 0 && stdout.split('\n').some((line) => line.trim().split(/\s+/)[1] === voice)
}

/** How long a text may take at most, ms: about twice as long as it is. */
const longestMs = (text: string): number => 10_000 + 200 * text.length

/** True when the program has spoken the text to its end. One that hangs, on a sound server that is gone, is ended. */
function heard(child: ChildProcess, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => {
      child.kill('SIGKILL')
      resolve(false)
    }, longestMs(text))
    child.on('error', () => {
      clearTimeout(limit)
      resolve(false)
    })
    child.on('exit', (code) => {
      clearTimeout(limit)
      resolve(code === 0)
    })
    // a program that was stopped takes no more text
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(text)
  })
}
