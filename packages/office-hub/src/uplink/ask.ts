import { type HubLinkEnd, hubLink, LinkLostError } from '@cherha/shared/protocol'
import type { z } from 'zod'

type Asked = typeof hubLink.fromHub

/** The server said something this program cannot read: it is of another version, or broken. */
export class UnreadableAnswerError extends Error {
  override name = 'UnreadableAnswerError'
}

/** Asks the server and reads its answer. Rejects with `LinkLostError` or `UnreadableAnswerError`. */
export async function ask<N extends keyof Asked>(
  link: HubLinkEnd,
  name: N,
  body: z.input<Asked[N][0]>,
): Promise<z.output<Asked[N][1]>> {
  const answer = hubLink.fromHub[name][1].safeParse(await link.ask(name, body))
  if (!answer.success)
    throw new UnreadableAnswerError(`the server's answer to ${name} cannot be read: ${answer.error.message}`)
  return answer.data as z.output<Asked[N][1]>
}

export const isLost = (error: unknown): boolean => error instanceof LinkLostError
