export * from './ticket-number.ts'
export * from './names.ts'
export * from './phone.ts'
export * from './transliteration.ts'
