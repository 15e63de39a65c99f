export type { FaultKind, FaultOrder } from './faults.ts'
export type { PlayedSms } from './book.ts'
export { type SmsSimulator, smsPorts, startSmsSimulator } from './simulator.ts'
