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
  channels: {},
  mainDir: import.meta.dirname,
  dataDir: process.env['CHERHA_DEVICE_DATA'],
  extras: () => ({ handlers: {} }),
})
