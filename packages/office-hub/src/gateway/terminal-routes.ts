import { TerminalReport, type TerminalHealth } from '@cherha/shared/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Failure } from './failure.ts'
import { parse } from './parse.ts'
import { callerOf } from './request-caller.ts'

/**
 * Whether the terminals can be heard. As with the displays' sound nothing of it is in the log, and a terminal tells it
 * again after a restart of the hub.
 */
export class TerminalSpeech {
  readonly #reports = new Map<string, TerminalReport['speech']>()
  readonly #devices: () => readonly { readonly id: string }[]

  /** @param devices those of the office that are not revoked */
  constructor(devices: () => readonly { readonly id: string }[]) {
    this.#devices = devices
  }

  keep(device: string, { speech }: TerminalReport): void {
    this.#reports.set(device, speech)
  }

  /** The terminals that have reported and are still devices of the office, by id. */
  health(): TerminalHealth[] {
    return this.#devices().flatMap(({ id }) => {
      const speech = this.#reports.get(id)
      return speech === undefined ? [] : [{ id, speech }]
    })
  }
}

/** What a terminal says of itself (E10). */
export function terminalRoutes(server: FastifyInstance, speech: TerminalSpeech): void {
  const asTerminal = { onRequest: async (request: FastifyRequest) => void terminalOf(request) }
  server.post('/api/terminal-report', asTerminal, async (request, reply) => {
    speech.keep(terminalOf(request), parse(TerminalReport, request.body))
    return reply.code(204).send()
  })
}

function terminalOf(request: FastifyRequest): string {
  const caller = callerOf(request)
  if (caller.kind !== 'device' || caller.device.role !== 'terminal')
    throw new Failure('forbidden', 'only a terminal may report whether it can be heard')
  return caller.device.id
}
