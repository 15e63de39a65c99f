import { builtInCards, type Card, cardSchema, findCard } from '@cherha/shared/workflow'
import type { Kysely } from 'kysely'
import type { Tables } from '../../store/tables.ts'

/** Technology cards: those the product comes with, and those an administrator has loaded. No version ever changes. */
export class CardShelf {
  readonly #db: Kysely<Tables>
  readonly #known = new Map<string, Card>(builtInCards.map((card) => [keyOf(card.id, card.version), card]))

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** The version a case began with. */
  async get(id: string, version: number): Promise<Card | null> {
    const known = this.#known.get(keyOf(id, version))
    if (known !== undefined) return known
    const row = await this.#db
      .selectFrom('card')
      .select('body')
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst()
    return row === undefined ? null : this.#keep(row.body)
  }

  /** The newest version of each card. */
  async newest(): Promise<readonly Card[]> {
    const all = await this.all()
    return [...new Set(all.map(({ id }) => id))].flatMap((id) => findCard(all, id) ?? [])
  }

  async all(): Promise<readonly Card[]> {
    const rows = await this.#db.selectFrom('card').select(['id', 'version']).execute()
    for (const { id, version } of rows) await this.get(id, version)
    return [...this.#known.values()]
  }

  /**
   * Puts a card on the shelf that `checkCard` has found good.
   * @returns `known`: this very card is there; `taken`: another card has its id and version
   */
  async add(card: Card, by: string, at: number): Promise<'added' | 'known' | 'taken'> {
    const there = await this.get(card.id, card.version)
    const body = JSON.stringify(card)
    if (there !== null) return JSON.stringify(there) === body ? 'known' : 'taken'
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('card')
      .values({ id: card.id, version: card.version, body, loaded_at: at, loaded_by: by })
      .onConflict((conflict) => conflict.columns(['id', 'version']).doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n ? 'added' : this.add(card, by, at)
  }

  #keep(body: string): Card {
    const card = cardSchema.parse(JSON.parse(body))
    this.#known.set(keyOf(card.id, card.version), card)
    return card
  }
}

const keyOf = (id: string, version: number) => `${id} ${version}`
