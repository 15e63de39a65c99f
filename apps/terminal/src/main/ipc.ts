import { channel, type DeviceChannels, hubChannels } from '@cherha/device-shell/electron'
import { SpeechRequest, type SpeechState } from '@cherha/shared/protocol'
import { z } from 'zod'

/** The voice of the computer, for a page that has none. */
export const speechChannels = {
  'speech:state': channel<SpeechState>()(['app'], z.null()),
  'speech:say': channel<{ readonly heard: boolean }>()(['app'], SpeechRequest),
  'speech:stop': channel<null>()(['app'], z.null()),
} as const

/** What the terminal's pages may ask beside what those of every device may. */
export const terminalChannels = { ...hubChannels, ...speechChannels } as const
/** Everything the terminal's pages may ask. */
export type TerminalChannels = DeviceChannels & typeof terminalChannels
