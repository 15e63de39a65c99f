export * from './api.ts'
export * from './refusals.ts'
export * from './settings.ts'
export * from './values.ts'
