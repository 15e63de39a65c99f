import { bookingEn } from './booking-en.ts'
import { myEn } from './my-en.ts'
import { toolsEn } from './tools-en.ts'
import type { TextKey } from './uk.ts'

/** The same in English. */
export const en: Readonly<Record<TextKey, string>> = {
  ...bookingEn,
  ...myEn,
  ...toolsEn,
  brand: 'Migration Service',
  skip: 'Skip to content',
  otherLanguage: 'Українська',
  'noscript.lead': 'This page needs JavaScript. You can also ask about your application by phone or at the office.',

  'home.title': 'Migration Service online',
  'home.lead': 'What do you need?',
  'home.status.lead': 'What stage it is at, by which day the law wants it done, and what you have to do',

  'status.title': 'Where is my application',
  'status.lead': 'The case number is on the paper you were given when your documents were taken.',
  'status.case': 'Case number',
  'status.case.hint': 'For example 4801-004-000127',
  'status.digits': 'Last four digits of your document',
  'status.digits.hint': 'The one you applied with. No letters needed',
  'status.ask': 'Find out',
  'status.asking': 'Looking…',
  'status.private': 'This page shows no name and no address, and keeps nothing.',

  'problem.case': 'A case number looks like 4801-004-000127. Check it on your paper.',
  'problem.digits': 'Exactly four digits are needed.',
  'problem.unknown': 'There is no case with this number and these document digits. Check both.',
  'problem.too-many': 'Too many tries. Try again in {count} min.',
  'problem.too-many-hours': 'Too many tries. Try again in {count} h.',
  'problem.offline': 'No connection. What you typed is still here: check your internet and press again.',
  'problem.away': 'The service does not answer now. What you typed is still here: try again in a few minutes.',

  'answer.another': 'Another application',
  'answer.case': 'Case {case}',
  'answer.expected': 'What you have to do',
  'answer.visit': 'Agreed day: {date}',
  'answer.deadline': 'Legal deadline',
  'answer.until': 'by {date}',
  'answer.overdue': 'The term ended on {date}. Ask where you applied, or complain.',
  'answer.phone': 'Phone of the office:',
  'answer.accepted': 'Application accepted',
  'answer.now': 'Being done now',
  'answer.path': 'The way of your application',
  'answer.appeal': 'How to appeal',
  'answer.print': 'Print',
  'answer.printed': 'As of {date}',
  'step.done': 'done',
  'step.now': 'being worked on',
  'step.ahead': 'ahead',

  'lost.title': 'There is no such page',
  'lost.lead': 'The address may be mistyped.',
  'lost.home': 'To the start page',
}
