import {
  DistributeAnswer,
  DistributeBody,
  DistributionView,
  FeeAnswer,
  FeeQuestion,
  TaskPage,
  TaskQuery,
} from '@cherha/shared/protocol'
import type { App } from '../app.ts'
import { hubOf, staffOf } from './guard.ts'
import type { CaseHttp } from './parts.ts'

/** What waits for somebody, the daily distribution, and the fee checks of drafts. */
export function workRoutes(app: App, { cases, checkFee }: CaseHttp): void {
  app.get('/api/tasks', { schema: { querystring: TaskQuery, response: { 200: TaskPage } } }, async (request) =>
    cases.tasks(staffOf(request), request.query),
  )

  app.get('/api/distribution', { schema: { response: { 200: DistributionView } } }, async (request) =>
    cases.distribution(staffOf(request)),
  )

  app.post(
    '/api/distribution',
    { schema: { body: DistributeBody, response: { 200: DistributeAnswer } } },
    async (request) => cases.distribute(staffOf(request), request.body),
  )

  app.post(
    '/api/connectors/check',
    { schema: { body: FeeQuestion, response: { 200: FeeAnswer } } },
    async (request) => ({ result: await checkFee(request.body.code, hubOf(request).office) }),
  )
}
