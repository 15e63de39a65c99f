import { deviceChannels, hubChannels } from '@cherha/device-shell/electron'

/** Everything the terminal's pages may ask. */
export const terminalChannels = { ...deviceChannels, ...hubChannels } as const
export type TerminalChannels = typeof terminalChannels
