import { deviceChannels } from '@cherha/device-shell/electron'

/** Everything the desk's pages may ask: what those of every device may. */
export const deskChannels = deviceChannels
export type DeskChannels = typeof deskChannels
