import type { PlanPublisher } from './publisher.ts'

/** Of a hub that belongs to a queue server: configuration and days come through the inbox, and from nowhere else. */
export const serverPublisher: PlanPublisher = { plansFor: () => ({ publish: [], add: [] }) }
