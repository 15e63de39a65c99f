export * from './e-services.ts'
export * from './service-sheets.ts'
export * from './sheet.ts'
export * from './stay-answer.ts'
