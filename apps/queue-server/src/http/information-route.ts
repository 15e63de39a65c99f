import { serviceSheet, ServiceSheets } from '@cherha/shared/information'
import type { Card } from '@cherha/shared/workflow'
import type { App } from './app.ts'
import type { HttpParts } from './parts.ts'

/**
 * What each service needs and costs, as its information card has it (I22): all services in one answer, so that nothing
 * tells which of them somebody looks at.
 */
export function informationRoute(app: App, { offices, cases }: HttpParts): void {
  app.get('/api/information', { schema: { response: { 200: ServiceSheets } } }, async () => {
    const services = new Map<string, ServiceSheets['services'][number]>()
    for (const { config } of offices.all()) {
      for (const { id, title, card } of config?.services ?? []) {
        const information = newest(cases?.cards() ?? [], card)?.information
        const sheet = information === undefined ? null : serviceSheet(information)
        // of offices that name a service alike, the one that has written something down
        const known = services.get(id)
        if (known === undefined || (known.sheet === null && sheet !== null)) services.set(id, { id, title, sheet })
      }
    }
    return { services: [...services.values()] }
  })
}

/** Its newest version: what is asked for today. */
function newest(cards: readonly Card[], id: string | undefined): Card | null {
  return cards
    .filter((card) => card.id === id && card.information !== undefined)
    .reduce<Card | null>((best, card) => (best === null || card.version > best.version ? card : best), null)
}
