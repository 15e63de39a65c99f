export { startBrowserHost } from './browser-host.ts'
export type { BrowserHost, BrowserHostSettings, HostRole } from './browser-host.ts'
