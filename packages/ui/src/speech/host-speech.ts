import { SpeechState, type SpokenPart } from '@cherha/shared/protocol'

/** The voice of the computer a page runs on. */
export interface SpeechBridge {
  state(): Promise<SpeechState>
  /** Resolves true once everything was heard, false when it was cut short. */
  say(parts: readonly SpokenPart[]): Promise<boolean>
  stop(): Promise<unknown>
}

const address = '/host/speech'

/** The voice of the browser host that served the page. */
export const hostSpeech: SpeechBridge = {
  async state() {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`the host answered ${answer.status}`)
    return SpeechState.parse(await answer.json())
  },
  async say(parts) {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ parts }),
    })
    if (!answer.ok) return false
    const body: unknown = await answer.json()
    return typeof body === 'object' && body !== null && Reflect.get(body, 'heard') === true
  },
  stop: () => fetch(address, { method: 'DELETE' }),
}
