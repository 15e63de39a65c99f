export * from './dates.ts'
export * from './day-clock.ts'
export * from './plan.ts'
export * from './horizon.ts'
