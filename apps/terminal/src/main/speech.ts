import type { DeviceHost, IpcHandlers, Speaker } from '@cherha/device-shell/electron'
import type { SpeechState } from '@cherha/shared/protocol'
import type { speechChannels } from './ipc.ts'

/** Lets the terminal's page speak; a computer without a voice is noted once in the device's log. */
export function speechHandlers(
  speaker: Speaker,
  log: Pick<DeviceHost['log'], 'write'>,
): IpcHandlers<typeof speechChannels> {
  let told = false
  return {
    'speech:state': () => {
      const state = speaker.state()
      if (!state.available && !told) log.write(`the screen cannot be heard: ${whyNot(state)}`)
      told = true
      return state
    },
    'speech:say': async ({ parts }) => ({ heard: await speaker.say(parts) }),
    'speech:stop': () => {
      speaker.stop()
      return null
    },
  }
}

/** Without the program neither voice is there. */
function whyNot({ missing = [] }: SpeechState): string {
  return missing.length === 1 ? `espeak-ng has no voice «${missing.join()}»` : 'espeak-ng is not installed'
}
