import { deviceChannels } from '@cherha/device-shell/electron'

/** Everything the display's pages may ask: what those of every device may. */
export const displayChannels = deviceChannels
export type DisplayChannels = typeof displayChannels
