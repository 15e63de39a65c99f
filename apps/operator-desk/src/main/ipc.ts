import { deviceChannels, documentChannels } from '@cherha/device-shell/electron'

/** Everything the desk's pages may ask: what those of every device may, and to show documents. */
export const deskChannels = { ...deviceChannels, ...documentChannels } as const
export type DeskChannels = typeof deskChannels
