export * from './device.ts'
export * from './hub.ts'
