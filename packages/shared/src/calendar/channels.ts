import type { Channel, OfficeConfig, Quotas, ServiceConfig } from '../protocol/index.ts'

/** The order in which channels win a tie (C9). */
const tieOrder: readonly Channel[] = ['current', 'terminal', 'online']

/** The service's weights, else the office's; a channel that cannot sell gives its own to `current` (C10, C11). */
export function effectiveQuotas(config: OfficeConfig, service: ServiceConfig): Quotas {
  const { online, terminal, current } = service.quotas ?? config.quotas
  const sold = { online: config.channels.online ? online : 0, terminal: config.channels.terminal ? terminal : 0 }
  return { ...sold, current: current + (online - sold.online) + (terminal - sold.terminal) }
}

/**
 * Gives the channels of the places 1, 2, 3… of a service-day, one at each call: about a third each by default
 * (document 001, q4). The i-th place goes to the channel that is furthest behind its share,
 * i × weight − places × sum (C8), compared in integers, so that every node gets the same plan.
 * Throws a RangeError when no weight is above 0.
 */
export function channelSeries(quotas: Quotas): () => Channel {
  const sum = quotas.online + quotas.terminal + quotas.current
  if (sum <= 0) throw new RangeError('no channel has a weight')
  const places: Record<Channel, number> = { online: 0, terminal: 0, current: 0 }
  let i = 0
  return () => {
    i += 1
    const behind = (channel: Channel) => i * quotas[channel] - places[channel] * sum
    const next = tieOrder.reduce((best, channel) => (behind(channel) > behind(best) ? channel : best))
    places[next] += 1
    return next
  }
}

/** The channels of the places 1…`count`, in their order. */
export function channelsOf(count: number, quotas: Quotas): Channel[] {
  return Array.from({ length: count }, channelSeries(quotas))
}
