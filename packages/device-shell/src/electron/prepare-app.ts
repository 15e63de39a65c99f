import { chromiumSwitches } from '../lockdown/window-options.ts'
import type { Surface } from '../surface.ts'
import type { ElectronMain } from './electron-main.ts'
import { registerSchemes } from './serve-app.ts'

/**
 * What has to happen before the app is ready: sandbox, scheme, switches, and one instance.
 * @param dataDir left out: where the system keeps the app's data
 * @returns false when another instance runs already; it has been told, and this one ends
 */
export function prepareApp(
  { app, protocol, Menu }: Pick<ElectronMain, 'app' | 'protocol' | 'Menu'>,
  surface: Surface,
  dataDir?: string,
): boolean {
  if (dataDir !== undefined) app.setPath('userData', dataDir)
  app.enableSandbox()
  for (const [name, value] of chromiumSwitches(surface)) {
    if (value === undefined) app.commandLine.appendSwitch(name)
    else app.commandLine.appendSwitch(name, value)
  }
  registerSchemes(protocol, surface === 'desk')
  Menu.setApplicationMenu(null)
  if (app.requestSingleInstanceLock()) return true
  app.quit()
  return false
}
