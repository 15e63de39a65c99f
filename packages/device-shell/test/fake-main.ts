import type { FakeElectron } from '@cherha/testing'
import type { ElectronMain } from '../src/electron/index.ts'

/** The fake as a device is given it. It has of Electron what a device uses, and none of the rest of its types. */
export const asMain = (electron: FakeElectron): ElectronMain => electron as unknown as ElectronMain
