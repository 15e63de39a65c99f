import type { DeviceHost, IpcHandlers, Speaker } from '@cherha/device-shell/electron'
import type { speechChannels } from './ipc.ts'

/** Lets the terminal's page speak; a computer without a voice is noted once in the device's log. */
export function speechHandlers(speaker: Speaker, log: DeviceHost['log']): IpcHandlers<typeof speechChannels> {
  let told = false
  return {
    'speech:state': () => {
      const state = speaker.state()
      if (!state.available && !told) log.write('the screen cannot be heard: espeak-ng is not installed')
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
