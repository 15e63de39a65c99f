import type { PaperLanguage } from '../model.ts'
import { typesetAll } from '../words/typeset.ts'
import type { LeafletModel, LeafletSize } from './model.ts'

const words = {
  uk: {
    title: 'Запис онлайн',
    brand: 'Запис до ДМС',
    heading: 'Запишіться онлайн',
    under: 'Безкоштовно, у будь-який час, без дзвінків.',
    steps: [
      'Наведіть камеру телефона на код або відкрийте адресу під ним.',
      'Оберіть послугу, день і час. Підтвердьте номер телефону кодом з SMS.',
      'Прийдіть із документом: вас викличуть за номером у черзі.',
    ],
    codeText: 'QR-код з адресою запису',
    phones: 'Телефони підтримки:',
    foot: 'Немає місць онлайн? Місця в терміналі та в поточній черзі у відділі окремі.',
  },
  en: {
    title: 'Online booking',
    brand: 'Migration Service booking',
    heading: 'Book online',
    under: 'Free of charge, at any hour, without a call.',
    steps: [
      'Point your phone’s camera at the code, or open the address below it.',
      'Choose service, day and time. Confirm your phone number with a code by SMS.',
      'Come with your document: you are called by your number in the queue.',
    ],
    codeText: 'QR code with the address of the booking page',
    phones: 'Support phones:',
    foot: 'No places online? Places at the terminal and in the current queue at the office are separate.',
  },
} as const

/** What a leaflet is made of. */
export interface LeafletOf {
  readonly language: PaperLanguage
  readonly size: LeafletSize
  readonly date: string
  readonly office: { readonly name: string; readonly address: string }
  readonly phones: readonly string[]
  readonly url: string
  readonly code: readonly string[]
}

const noBreak = '\u00a0'
/** Not prose: never touched by typography. */
const fixed = new Set(['kind', 'language', 'size', 'date', 'code', 'url', 'title'])

/** The words of an office's leaflet (document 001, question 6). Pure. */
export function leafletModel({ language, size, date, office, phones, url, code }: LeafletOf): LeafletModel {
  const { title, brand, heading, under, steps, codeText, phones: label, foot } = words[language]
  return typesetAll(
    {
      kind: 'leaflet',
      language,
      size,
      date,
      brand,
      heading,
      under,
      steps,
      codeText,
      foot,
      url,
      code,
      title: `${title}: ${office.name}`,
      office: {
        name: office.name,
        address: office.address,
        phones: `${label} ${phones.map((phone) => phone.replaceAll(' ', noBreak)).join(', ')}`,
      },
    },
    fixed,
  )
}
