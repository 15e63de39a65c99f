export { clockRoute } from './clock-route.ts'
export { FakeElectron, FakeWebContents, FakeWindow } from './fake-electron.ts'
export { anOffice, everyDay, OfficeBuilder } from './office.ts'
export { VirtualClock } from './virtual-clock.ts'
