import {
  type CaseActionBody,
  CaseActionAnswer,
  CaseView,
  DistributeAnswer,
  type DistributeBody,
  DistributionView,
  fileHeaders,
  SigningKeyAnswer,
  StartCaseAnswer,
  type StartCaseBody,
  TaskPage,
  type TaskQuery,
} from '@cherha/shared/protocol'
import { type Card, cardSchema } from '@cherha/shared/workflow'
import { z } from 'zod'
import { type CaseProblem, type Got, problemOf, refusedBecause } from './problems.ts'

/** Asks the hub as whoever is signed in. Rejects when it cannot be reached. */
export type AskHub = (path: string, init?: RequestInit) => Promise<Response>

export interface FileToAdd {
  readonly name: string
  readonly document: string | null
  readonly commandId: string
  readonly type: string
  readonly bytes: Blob
}

export type ActionAccepted = Extract<CaseActionAnswer, { ok: true }>

/** The hub's interface of applications. Nothing that comes back is believed before its schema has read it. */
export interface CaseClient {
  start(body: z.input<typeof StartCaseBody>): Promise<Got<StartCaseAnswer>>
  act(id: string, body: CaseActionBody): Promise<Got<ActionAccepted>>
  /** `refresh`: the page reads it again by itself. */
  view(id: string, how?: 'refresh'): Promise<Got<CaseView>>
  /** Without a version the newest. */
  card(id: string, version?: number): Promise<Got<Card>>
  tasks(query: Partial<TaskQuery>): Promise<Got<TaskPage>>
  distribution(): Promise<Got<DistributionView>>
  distribute(body: DistributeBody): Promise<Got<DistributeAnswer>>
  addFile(id: string, file: FileToAdd): Promise<Got<ActionAccepted>>
  /** A scan or a kept paper, by its hash. */
  file(id: string, hash: string): Promise<Got<Blob>>
  /** A paper as it would be made now. */
  paper(id: string, paper: string, stage: string): Promise<Got<Blob>>
  signingKey(password: string, newPassword?: string): Promise<Got<SigningKeyAnswer>>
}

const Refused = CaseActionAnswer.options[1]
const Failed = z.object({ error: z.object({ code: z.string() }) })

/** Longer than the hub waits for the queue server; a file may take its time on a slow line. ms */
const answerWithinMs = 20_000
const fileWithinMs = 150_000

export function createCaseClient(ask: AskHub): CaseClient {
  async function reach(path: string, init?: RequestInit): Promise<Got<Response>> {
    const withinMs = path.includes('/files') || path.includes('/papers/') ? fileWithinMs : answerWithinMs
    let response: Response
    try {
      response = await ask(path, { ...init, signal: AbortSignal.timeout(withinMs) })
    } catch {
      return { ok: false, problem: { code: 'away' } }
    }
    return response.ok ? { ok: true, value: response } : { ok: false, problem: await whyNot(response) }
  }

  async function json<T>(schema: z.ZodType<T>, path: string, init?: RequestInit): Promise<Got<T>> {
    const reached = await reach(path, init)
    if (!reached.ok) return reached
    const read = schema.safeParse(await bodyOf(reached.value))
    return read.success ? { ok: true, value: read.data } : { ok: false, problem: { code: 'failed' } }
  }

  async function act(path: string, init: RequestInit): Promise<Got<ActionAccepted>> {
    const got = await json(CaseActionAnswer, path, init)
    if (!got.ok) return got
    return got.value.ok ? { ok: true, value: got.value } : { ok: false, problem: refusedBecause(got.value.refusal) }
  }

  async function bytes(path: string): Promise<Got<Blob>> {
    const reached = await reach(path)
    return reached.ok ? { ok: true, value: await reached.value.blob() } : reached
  }

  const of = (id: string) => `/api/cases/${encodeURIComponent(id)}`
  return {
    start: (body) => json(StartCaseAnswer, '/api/cases', posted(body)),
    act: (id, body) => act(`${of(id)}/actions`, posted(body)),
    view: (id, how) => json(CaseView, `${of(id)}${how === 'refresh' ? '?refresh=true' : ''}`),
    card: (id, version) =>
      json<Card>(
        cardSchema,
        `/api/cards/${encodeURIComponent(id)}${version === undefined ? '' : `?version=${version}`}`,
      ),
    tasks: (query) => json(TaskPage, `/api/tasks?${queryText(query)}`),
    distribution: () => json(DistributionView, '/api/distribution'),
    distribute: (body) => json(DistributeAnswer, '/api/distribution', posted(body)),
    addFile: (id, file) =>
      act(`${of(id)}/files`, {
        method: 'POST',
        headers: {
          'content-type': file.type,
          [fileHeaders.name]: encodeURIComponent(file.name),
          [fileHeaders.command]: file.commandId,
          ...(file.document === null ? {} : { [fileHeaders.document]: file.document }),
        },
        body: file.bytes,
      }),
    file: (id, hash) => bytes(`${of(id)}/files/${hash}`),
    paper: (id, paper, stage) => bytes(`${of(id)}/papers/${paper}?stage=${encodeURIComponent(stage)}`),
    signingKey: (password, newPassword) =>
      json(
        SigningKeyAnswer,
        '/api/cases/signing-key',
        posted(newPassword === undefined ? { password } : { password, newPassword }),
      ),
  }
}

function posted(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

function queryText(query: Partial<TaskQuery>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return null
  }
}

/** A refusal of the rules comes as the answer of an action, anything else as an error with a code. */
async function whyNot(response: Response): Promise<CaseProblem> {
  const body = await bodyOf(response)
  const refused = Refused.safeParse(body)
  if (refused.success) return refusedBecause(refused.data.refusal)
  const failed = Failed.safeParse(body)
  return problemOf(response.status, failed.success ? failed.data.error.code : null)
}
