import { CardBody, CardList } from '@cherha/shared/protocol'
import { builtInCards, type Card } from '@cherha/shared/workflow'
import type { CaseStore } from './case-store.ts'
import { ServerAwayError, type ServerCases } from './server-cases.ts'

/** More cards than any office works by: a server that names more is not believed. */
const mostCards = 100

/**
 * The technology cards of this hub: those the program comes with, and those it has learnt from the queue server. A
 * version never changes, and a draft keeps the one it began with; none is forgotten.
 */
export class CardShelf {
  readonly #store: Pick<CaseStore, 'cards' | 'putCard'>
  #cards: readonly Card[]

  constructor(store: Pick<CaseStore, 'cards' | 'putCard'>, own: readonly Card[] = builtInCards) {
    this.#store = store
    this.#cards = [...own, ...store.cards().flatMap((text) => CardBody.safeParse(JSON.parse(text)).data ?? [])]
  }

  all(): readonly Card[] {
    return this.#cards
  }

  /** Takes what the server has and this hub has not. Resolves with how many; rejects when the server is away. */
  async learn(server: Pick<ServerCases, 'read'>): Promise<number> {
    const { cards } = await server.read({ method: 'GET', path: '/api/cards' }, CardList)
    let learnt = 0
    for (const { id, version } of cards.slice(0, mostCards)) {
      if (this.#cards.some((card) => card.id === id && card.version === version)) continue
      const path = `/api/cards/${encodeURIComponent(id)}?version=${version}`
      const card = await server.read({ method: 'GET', path }, CardBody)
      if (card.id !== id || card.version !== version) throw new ServerAwayError(`card ${id} came as ${card.id}`)
      this.#store.putCard(id, version, JSON.stringify(card))
      this.#cards = [...this.#cards, card]
      learnt += 1
    }
    return learnt
  }
}
