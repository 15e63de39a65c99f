import { type Card, cardSchema } from '../card.ts'
import { immigrationPermit } from './immigration-permit/card.ts'
import { permanentResidence } from './permanent-residence/card.ts'
import { temporaryResidence } from './temporary-residence/card.ts'

/** The cards the product comes with, by document number. Others are loaded by whoever runs cases. */
export const builtInCards: readonly Card[] = [immigrationPermit, temporaryResidence, permanentResidence].map((card) =>
  cardSchema.parse(card),
)

/** A card by its id, in a version or else the newest. */
export function findCard(cards: readonly Card[], id: string, version?: number): Card | undefined {
  return cards
    .filter((card) => card.id === id && (version === undefined || card.version === version))
    .reduce<Card | undefined>(
      (best, card) => (best === undefined || card.version > best.version ? card : best),
      undefined,
    )
}
