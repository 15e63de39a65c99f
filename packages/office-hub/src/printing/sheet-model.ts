import { informationParts } from '@cherha/shared/information'
import type { Language, OfficeConfig, PrintSheetRequest } from '@cherha/shared/protocol'
import type { Card, InformationCard } from '@cherha/shared/workflow'
import type { SheetModel } from '@cherha/ticket-printing'

type Both = Readonly<Record<Language, string>>

const words = {
  documents: { uk: 'Документи, які треба принести', en: 'Documents to bring' },
  fees: { uk: 'Оплата послуги', en: 'Paying for the service' },
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
    parts: informationParts(sheet, information, language),
    notes: information.notes.map(({ mark, text }) => `${mark} ${text[language]}`),
  }
}
