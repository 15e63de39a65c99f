import { CardBody, CardList, CardQuery } from '@cherha/shared/protocol'
import { findCard } from '@cherha/shared/workflow'
import { z } from 'zod'
import type { App } from '../app.ts'
import { Failure } from '../failure.ts'
import type { CaseHttp } from './parts.ts'

const CardParams = z.strictObject({ id: z.string().max(60) })

/** The technology cards: what is done with an application, by whom and by when. Nothing in them is secret. */
export function cardRoutes(app: App, { cards }: Pick<CaseHttp, 'cards'>): void {
  app.get('/api/cards', { schema: { response: { 200: CardList } } }, async () => {
    const all = cards()
    const ids = [...new Set(all.map(({ id }) => id))].toSorted()
    return {
      cards: ids.flatMap((one) => {
        const card = findCard(all, one)
        if (card === undefined) return []
        const { id, version, title, result, resultTitle } = card
        return [{ id, version, title, result, resultTitle }]
      }),
    }
  })

  app.get(
    '/api/cards/:id',
    { schema: { params: CardParams, querystring: CardQuery, response: { 200: CardBody } } },
    async (request) => {
      const card = findCard(cards(), request.params.id, request.query.version)
      if (card === undefined) throw new Failure('unknown-card', 'there is no such card, or not in this version')
      return card
    },
  )
}
