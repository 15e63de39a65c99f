import path from 'node:path'
import {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  utilityProcess,
} from 'electron/main'
import { forkHubUtility, hostHub, launchDevice, openSpeaker } from '@cherha/device-shell/electron'
import { terminalChannels } from './ipc.ts'
import { speechHandlers } from './speech.ts'

const electron = {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  utilityProcess,
}
const hubEntry = path.join(import.meta.dirname, 'hub-process.js')

launchDevice(electron, {
  app: 'terminal',
  channels: terminalChannels,
  mainDir: import.meta.dirname,
  dataDir: process.env['CHERHA_DEVICE_DATA'],
  extras(host) {
    const hub = hostHub(host, () => forkHubUtility(utilityProcess, hubEntry))
    const { speechKeys } = host.settings.current
    const speaker = openSpeaker(speechKeys === undefined ? {} : { keys: speechKeys })
    return {
      handlers: { ...hub.handlers, ...speechHandlers(speaker, host.log) },
      async stop() {
        speaker.stop()
        await hub.stop()
      },
      onSettings: hub.settingsChanged,
      printTest: hub.printTest,
    }
  },
})
