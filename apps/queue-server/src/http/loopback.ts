import type { FastifyRequest } from 'fastify'

const forwarding = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via']

/** Whether somebody on this computer asks, and not through a proxy, whatever the proxy says of whom it asks for. */
export function isAskedHere({ raw, headers }: FastifyRequest): boolean {
  return isLoopback(raw.socket.remoteAddress) && forwarding.every((name) => headers[name] === undefined)
}

/** Whether an address is this computer's own. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(127\.|::1$|::ffff:127\.|localhost$)/.test(address)
}
