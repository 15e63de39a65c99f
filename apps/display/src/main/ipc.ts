import type { DeviceChannels } from '@cherha/device-shell/electron'

/** Everything the display's pages may ask: what those of every device may. */
export type DisplayChannels = DeviceChannels
