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
import { launchDevice } from '@cherha/device-shell/electron'
import { deskChannels } from './ipc.ts'

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

launchDevice(electron, {
  app: 'operator-desk',
  channels: deskChannels,
  mainDir: import.meta.dirname,
  dataDir: process.env['CHERHA_DEVICE_DATA'],
  extras: () => ({ handlers: {} }),
})
