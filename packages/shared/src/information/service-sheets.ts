import { z } from 'zod'
import type { Bilingual, Language } from '../protocol/values.ts'
import type { InformationCard } from '../workflow/information.ts'
import { InformationPart } from './sheet.ts'

const Both = z.strictObject({ uk: z.string(), en: z.string() })
const Parts = z.strictObject({ uk: z.array(InformationPart), en: z.array(InformationPart) })

/** `GET /api/information` of the queue server: what each service needs and costs (I22). */
export const ServiceSheets = z.strictObject({
  services: z.array(
    z.strictObject({
      id: z.string(),
      title: Both,
      /** null: nobody has written an information card. */
      sheet: z
        .strictObject({
          /** The document that says so, with its date. */
          approved: Both,
          term: Both,
          documents: Parts,
          fees: Parts,
          notes: z.array(z.strictObject({ mark: z.string(), text: Both })),
        })
        .nullable(),
    }),
  ),
})
export type ServiceSheets = z.infer<typeof ServiceSheets>
export type ServiceSheet = NonNullable<ServiceSheets['services'][number]['sheet']>

const words = {
  shown: { uk: 'оригінал – показати', en: 'original: to be shown' },
  original: { uk: 'оригінал – додається', en: 'original: handed in' },
  copy: { uk: 'копія – додається', en: 'copy: handed in' },
  returned: { uk: 'оригінал повертають', en: 'the original is given back' },
  hryvnias: { uk: 'грн', en: 'UAH' },
  iban: { uk: 'Рахунок (IBAN)', en: 'Account (IBAN)' },
  recipient: { uk: 'Отримувач', en: 'Recipient' },
  code: { uk: 'Код ЄДРПОУ', en: 'Recipient’s code' },
  bank: { uk: 'Банк', en: 'Bank' },
  purpose: { uk: 'Призначення', en: 'Purpose' },
  where: { uk: 'Як сплатити', en: 'How to pay' },
} as const satisfies Record<string, Bilingual>

/** Documents or fees exactly as the information card has them, none computed (W12). */
export function informationParts(
  sheet: 'documents' | 'fees',
  information: InformationCard,
  language: Language,
): InformationPart[] {
  return sheet === 'documents' ? documentParts(information, language) : feeParts(information, language)
}

/** All that a page shows of an information card. */
export function serviceSheet(information: InformationCard): ServiceSheet {
  const both = (sheet: 'documents' | 'fees') => ({
    uk: informationParts(sheet, information, 'uk'),
    en: informationParts(sheet, information, 'en'),
  })
  const { approved, term, notes } = information
  return { approved, term, documents: both('documents'), fees: both('fees'), notes }
}

function documentParts(information: InformationCard, language: Language): InformationPart[] {
  return information.documents.map((document, index) => {
    const { originalShown, attached, originalReturned, note } = document
    const what = [
      ...(originalShown ? [words.shown[language]] : []),
      ...(attached === 'original' ? [words.original[language]] : []),
      ...(attached === 'certified-copy'
        ? [`${words.copy[language]} (${quoted(information.copyMark[language], language)})`]
        : []),
      ...(originalReturned ? [words.returned[language]] : []),
    ].join('; ')
    return {
      heading: `${document.number ?? index + 1}. ${document.title[language]}`,
      lines: [...(what === '' ? [] : [what]), ...(note === undefined ? [] : [note[language]])],
    }
  })
}

const quoted = (text: string, language: Language): string => (language === 'uk' ? `«${text}»` : `“${text}”`)

function feeParts({ fees, feePayment, feeNote }: InformationCard, language: Language): InformationPart[] {
  return [
    ...fees.map(({ title, amount, account }) => ({
      heading: `${title[language]}: ${amount} ${words.hryvnias[language]}`,
      lines:
        account === undefined
          ? []
          : [
              ...(account.recipient === undefined ? [] : [`${words.recipient[language]}: ${account.recipient}`]),
              `${words.code[language]}: ${account.recipientCode}`,
              `${words.iban[language]}: ${grouped(account.iban)}`,
              `${words.bank[language]}: ${account.bank}`,
              `${words.purpose[language]}: ${account.purpose}`,
            ],
    })),
    {
      heading: words.where[language],
      lines: [feePayment[language], ...(feeNote === undefined ? [] : [feeNote[language]])],
    },
  ]
}

/** `UA06 8999 …`: four by four, as it is copied by hand. */
function grouped(iban: string): string {
  return iban.replace(/(.{4})(?=.)/gu, '$1 ')
}
