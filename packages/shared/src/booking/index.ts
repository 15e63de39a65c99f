export * from './operators.ts'
export * from './phone-number.ts'
export * from './sms-text.ts'
