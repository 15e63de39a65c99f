import { contextBridge, ipcRenderer } from 'electron/renderer'
import type { IpcMap, RequestOf } from '../ipc/channels.ts'
import type { DeviceChannels } from '../ipc/device-channels.ts'
import { callsOf, type Call } from './device-calls.ts'
import { listenForStaff, startHeartbeat } from './watch-page.ts'

/** Calls of an app: its own channels and those of every device. */
export function deviceCalls<M extends IpcMap>(): Call<M> {
  return callsOf<M>((channel, request) => ipcRenderer.invoke(channel, request))
}

/** What every app's page sees of its device. An app adds its own to it. */
export function commonBridge(call: Call<DeviceChannels>) {
  return {
    kind: 'electron' as const,
    hubUrl: () => call('device:hub-url', null),
    pairing: {
      status: () => call('pairing:status', null),
      findHubs: () => call('pairing:hubs', null),
      connect: (address: string, code: string) => call('pairing:connect', { address, code }),
    },
    maintenance: {
      lock: () => call('maintenance:lock', null),
      unlock: (login: string, pin: string) => call('maintenance:unlock', { login, pin }),
      close: () => call('maintenance:close', null),
      read: () => call('maintenance:read', null),
      save: (change: RequestOf<DeviceChannels['maintenance:save']>) => call('maintenance:save', change),
      setPin: (pin: string) => call('maintenance:set-pin', { pin }),
      acceptPlainSecrets: () => call('maintenance:accept-plain-secrets', null),
      network: () => call('maintenance:network', null),
      printerTest: () => call('maintenance:printer-test', null),
      disconnect: () => call('maintenance:disconnect', null),
      log: () => call('maintenance:log', null),
      leave: (to: 'app' | 'relaunch' | 'desktop') => call('maintenance:leave', { to }),
    },
  }
}

/** Gives the page `window.device` and nothing else, and watches over the page. */
export function exposeBridge(bridge: object, call: Call<DeviceChannels>): void {
  contextBridge.exposeInMainWorld('device', bridge)
  window.addEventListener('DOMContentLoaded', () => {
    const isApp = /^app:\/\/[a-z-]+\/(index\.html)?([?#]|$)/.test(location.href)
    if (isApp) startHeartbeat(document, () => call('device:alive', null))
    const isMaintenance = location.pathname === '/maintenance.html'
    if (!isMaintenance) listenForStaff(window, () => void call('device:maintenance', null).catch(() => undefined))
  })
}
