import {
  CaseActionBody,
  caseActionData,
  CaseNumber,
  CaseQuery,
  CaseView,
  SigningKeyAnswer,
  SigningKeyBody,
} from '@cherha/shared/protocol'
import { z } from 'zod'
import type { App } from '../app.ts'
import { Failure } from '../failure.ts'
import { staffOf } from './guard.ts'
import type { CaseHttp } from './parts.ts'
import { AcceptedAnswer, RefusedAnswer } from './refused.ts'

const CaseParams = z.strictObject({ id: CaseNumber })

/** A case, and what is done with it. */
export function caseRoutes(app: App, { cases, signingKeys }: CaseHttp): void {
  app.get(
    '/api/cases/:id',
    { schema: { params: CaseParams, querystring: CaseQuery, response: { 200: CaseView } } },
    async (request) =>
      cases.view(staffOf(request), request.params.id, request.query.refresh === 'true' ? 'refresh' : 'look'),
  )

  app.post(
    '/api/cases/:id/actions',
    {
      schema: { params: CaseParams, body: CaseActionBody, response: { 200: AcceptedAnswer, 409: RefusedAnswer } },
    },
    async (request, reply) => {
      readData(request.body)
      const answer = await cases.act(staffOf(request), request.params.id, request.body)
      return answer.ok ? answer : reply.code(409).send(answer)
    },
  )

  app.post(
    '/api/cases/signing-key',
    { schema: { body: SigningKeyBody, response: { 200: SigningKeyAnswer } } },
    async (request) => {
      const { password, newPassword } = request.body
      const key = await signingKeys.open(staffOf(request), password, newPassword)
      if (key.ok) return { publicKey: key.publicKey, made: key.made }
      if (key.code === 'wrong-password') {
        throw new Failure('wrong-password', 'the password does not open the signing key; nothing was changed', {
          field: 'password',
        })
      }
      const { retryAfter } = key
      throw new Failure(
        'account-locked',
        'the signing key is locked after too many wrong passwords',
        retryAfter === undefined ? {} : { retryAfter },
      )
    },
  )
}

/** What comes with the action, before anything is done with it: the rules see only what has its form. */
function readData({ action, data }: CaseActionBody): void {
  const read = caseActionData[action].safeParse(data ?? {})
  if (read.success) return
  const [issue] = read.error.issues
  const field = ['data', ...(issue?.path ?? [])].join('.')
  throw new Failure('malformed', `${field}: ${issue?.message ?? 'is not as expected'}`, { field })
}
