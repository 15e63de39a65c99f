import type { Language, OfficeConfig, PrintSheetRequest } from '@cherha/shared/protocol'
import type { Card, InformationCard } from '@cherha/shared/workflow'
import type { SheetModel, SheetPart } from '@cherha/ticket-printing'

type Kind = PrintSheetRequest['sheet']
type Both = Readonly<Record<Language, string>>

const words = {
  documents: { uk: 'Документи, які треба принести', en: 'Documents to bring' },
  fees: { uk: 'Оплата послуги', en: 'Paying for the service' },
  shown: { uk: 'оригінал — показати', en: 'original: to be shown' },
  original: { uk: 'оригінал — додається', en: 'original: handed in' },
  copy: { uk: 'копія — додається', en: 'copy: handed in' },
  returned: { uk: 'оригінал повертають', en: 'the original is given back' },
  hryvnias: { uk: 'грн', en: 'UAH' },
  iban: { uk: 'Рахунок (IBAN)', en: 'Account (IBAN)' },
  recipient: { uk: 'Отримувач', en: 'Recipient' },
  code: { uk: 'Код ЄДРПОУ', en: 'Recipient’s code' },
  bank: { uk: 'Банк', en: 'Bank' },
  purpose: { uk: 'Призначення', en: 'Purpose' },
  where: { uk: 'Як сплатити', en: 'How to pay' },
} as const satisfies Record<string, Both>

/** The technology card's information on a service, or null where nobody has written any. */
export function informationOf(config: OfficeConfig, cards: readonly Card[], service: string): InformationCard | null {
  const name = config.services.find(({ id }) => id === service)?.card
  const known = cards.filter(({ id, information }) => id === name && information !== undefined)
  // the newest version is what is asked for today
  return (
    known.reduce<Card | null>((best, card) => (best === null || card.version > best.version ? card : best), null)
      ?.information ?? null
  )
}

/** An information sheet: every document and every figure as the information card has them, none computed (W12). */
export function sheetModel(
  config: OfficeConfig,
  information: InformationCard,
  { service, sheet, language }: PrintSheetRequest,
): SheetModel {
  const title = config.services.find(({ id }) => id === service)?.title[language] ?? service
  return {
    language,
    office: { name: config.name[language], address: config.address[language], phone: config.phones.join(', ') },
    title: words[sheet][language],
    subject: title,
    parts: parts[sheet](information, language),
    notes: information.notes.map(({ mark, text }) => `${mark} ${text[language]}`),
  }
}

const parts: Readonly<Record<Kind, (information: InformationCard, language: Language) => SheetPart[]>> = {
  documents: (information, language) =>
    information.documents.map((document, index) => {
      const { originalShown, attached, originalReturned, note } = document
      const what = [
        ...(originalShown ? [words.shown[language]] : []),
        ...(attached === 'original' ? [words.original[language]] : []),
        ...(attached === 'certified-copy' ? [`${words.copy[language]} («${information.copyMark[language]}»)`] : []),
        ...(originalReturned ? [words.returned[language]] : []),
      ].join('; ')
      return {
        heading: `${document.number ?? index + 1}. ${document.title[language]}`,
        lines: [...(what === '' ? [] : [what]), ...(note === undefined ? [] : [note[language]])],
      }
    }),
  fees: (information, language) => [
    ...information.fees.map(({ title, amount, account }) => ({
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
      lines: [
        information.feePayment[language],
        ...(information.feeNote === undefined ? [] : [information.feeNote[language]]),
      ],
    },
  ],
}

/** `UA06 8999 …`: four by four, as it is copied by hand. */
function grouped(iban: string): string {
  return iban.replace(/(.{4})(?=.)/gu, '$1 ')
}
