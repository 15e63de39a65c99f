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
import { forkHubUtility, hostHub, launchDevice } from '@cherha/device-shell/electron'
import { terminalChannels } from './ipc.ts'

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
    return { handlers: hub.handlers, stop: hub.stop, onSettings: hub.settingsChanged, printTest: hub.printTest }
  },
})
