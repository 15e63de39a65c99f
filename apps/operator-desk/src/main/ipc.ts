import type { DeviceChannels, DocumentChannels } from '@cherha/device-shell/electron'

/** Everything the desk's pages may ask: what those of every device may, and to show documents. */
export type DeskChannels = DeviceChannels & DocumentChannels
