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

  readonly #cannotBeHeard: (terminal: string) => void

  /**
   * @param devices those of the office that are not revoked
   * @param cannotBeHeard told once when a terminal has no voice: one in a browser has no log of its own
   */
  constructor(devices: () => readonly { readonly id: string }[], cannotBeHeard: (terminal: string) => void) {
    this.#devices = devices
    this.#cannotBeHeard = cannotBeHeard
  }

  keep(device: string, { speech }: TerminalReport): void {
    if (speech === 'none' && this.#reports.get(device) !== 'none') this.#cannotBeHeard(device)
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
