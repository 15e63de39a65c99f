import type { TextKey } from '../texts/uk.ts'
import type { Step } from './step-of.ts'

export const stepTitles: Readonly<Record<Step, TextKey>> = {
  service: 'service.title',
  office: 'office.title',
  time: 'time.title',
  document: 'document.title',
  phone: 'phone.title',
  code: 'code.title',
  done: 'done.title',
}
