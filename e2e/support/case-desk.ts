import { randomUUID } from 'node:crypto'
import type {
  CaseAction,
  CaseActionAnswer,
  CaseView,
  OutcomeOffer,
  StageOffer,
  TaskPage,
} from '@cherha/shared/protocol'
import type { Applicant } from '@cherha/shared/workflow'
import type { Office } from './office.ts'

export interface CaseAnswer<Body> {
  readonly status: number
  readonly body: Body
}

type FieldValue = string | number | boolean
export interface Choice {
  readonly fields?: Readonly<Record<string, FieldValue>>
  readonly grounds?: readonly string[]
  readonly written?: boolean
  readonly parties?: readonly string[]
  readonly officer?: string
  readonly on?: string
  readonly password?: string
}

/** Somebody with a post, signed in at a desk of the office, who works on applications over the hub's interface. */
export class CaseDesk {
  readonly #office: Office
  readonly session: string

  private constructor(office: Office, session: string) {
    this.#office = office
    this.session = session
  }

  static async signIn(office: Office, login: string, desk?: string): Promise<CaseDesk> {
    return new CaseDesk(office, await office.signIn(login, desk))
  }

  /** Of somebody who is signed in already: the window's visitor is the session's. */
  static of(office: Office, { session }: { readonly session: string }): CaseDesk {
    return new CaseDesk(office, session)
  }

  async ask<Body>(method: string, path: string, body?: unknown): Promise<CaseAnswer<Body>> {
    const answer = await fetch(`${this.#office.hubUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.session}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : ({} as Body) }
  }

  /** Opens an application for the ticket the window serves (or for a visit outside the queue). */
  async start(service: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const answer = await this.ask<{ id?: string }>('POST', '/api/cases', { commandId: randomUUID(), service, ...more })
    if (answer.body.id === undefined) throw new Error(`no case was started: ${JSON.stringify(answer)}`)
    return answer.body.id
  }

  async view(id: string): Promise<CaseView> {
    const answer = await this.ask<CaseView>('GET', `/api/cases/${id}`)
    if (answer.status !== 200) throw new Error(`no case ${id}: ${JSON.stringify(answer)}`)
    return answer.body
  }

  async tasks(query = ''): Promise<TaskPage> {
    const answer = await this.ask<TaskPage>('GET', `/api/tasks${query}`)
    if (answer.status !== 200) throw new Error(`no tasks: ${JSON.stringify(answer)}`)
    return answer.body
  }

  /** The answer as it is, also a refusal. @param version left out: the newest */
  async tryTo(
    id: string,
    action: CaseAction,
    { stage, outcome, data }: { stage?: string; outcome?: string; data?: unknown } = {},
    version?: number,
    commandId: string = randomUUID(),
  ): Promise<CaseAnswer<CaseActionAnswer>> {
    const body = { commandId, version: version ?? (await this.view(id)).version, action, stage, outcome, data }
    return this.ask('POST', `/api/cases/${id}/actions`, body)
  }

  async must(
    id: string,
    action: CaseAction,
    what: { stage?: string; outcome?: string; data?: unknown } = {},
  ): Promise<void> {
    const answer = await this.tryTo(id, action, what)
    if (answer.status !== 200)
      throw new Error(`${action} ${JSON.stringify(what)} was refused: ${JSON.stringify(answer)}`)
  }

  async write(id: string, applicant: Applicant): Promise<void> {
    await this.must(id, 'write-applicant', { data: { applicant } })
  }

  /** Every document of the checklist is shown, attached and given back as the card asks; shown where it asks nothing. */
  async tickAll(id: string): Promise<void> {
    for (const { document, originalShown, attached, originalReturned } of (await this.view(id)).checklist) {
      const shown = originalShown || attached === 'none'
      const check = { document, shown, attached, returned: originalReturned }
      await this.must(id, 'check-document', { data: { check } })
    }
  }

  /** Completes an open stage by an outcome; fields that are not given are filled in as their kind asks. */
  async complete(id: string, stage: string, outcome: string, choice: Choice = {}): Promise<void> {
    const { offer, chosen } = offered(await this.view(id), stage, outcome)
    const data = {
      fields: { ...filled(offer, chosen), ...choice.fields },
      ...(chosen.parties.length === 0 ? {} : { parties: required(chosen) }),
      ...(chosen.grounds === null ? {} : { grounds: [chosen.grounds[0]?.key] }),
      ...withoutFields(choice),
    }
    await this.must(id, 'complete', { stage, outcome, data })
  }

  async addFile(
    id: string,
    name: string,
    type: string,
    bytes: Uint8Array,
    document?: string,
  ): Promise<CaseAnswer<CaseActionAnswer>> {
    const answer = await fetch(`${this.#office.hubUrl}/api/cases/${id}/files`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.session}`,
        'content-type': type,
        'x-cherha-name': encodeURIComponent(name),
        'x-cherha-command': randomUUID(),
        ...(document === undefined ? {} : { 'x-cherha-document': document }),
      },
      body: new Uint8Array(bytes),
    })
    const text = await answer.text()
    return { status: answer.status, body: JSON.parse(text) }
  }

  async bytes(path: string): Promise<{ status: number; type: string; bytes: Buffer }> {
    const answer = await fetch(`${this.#office.hubUrl}${path}`, {
      headers: { authorization: `Bearer ${this.session}` },
    })
    return {
      status: answer.status,
      type: answer.headers.get('content-type') ?? '',
      bytes: Buffer.from(await answer.arrayBuffer()),
    }
  }

  /**
   * Waits for what the server, or an outside system, brings.
   * @param pass lets a little virtual time pass: outside systems are asked by the server's clock
   */
  async until(
    id: string,
    holds: (view: CaseView) => boolean,
    what: string,
    pass: () => Promise<void>,
  ): Promise<CaseView> {
    const giveUp = Date.now() + 60_000
    for (;;) {
      const answer = await this.ask<CaseView>('GET', `/api/cases/${id}`)
      if (answer.status === 200 && holds(answer.body)) return answer.body
      if (Date.now() > giveUp) throw new Error(`${what} did not come: ${JSON.stringify(answer.body).slice(0, 3000)}`)
      await pass()
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

function withoutFields(choice: Choice): Omit<Choice, 'fields'> {
  const { fields: _fields, ...rest } = choice
  return rest
}

export function offered(view: CaseView, stage: string, outcome: string): { offer: StageOffer; chosen: OutcomeOffer } {
  const offer = view.offers.find((one) => one.stage === stage)
  const chosen = offer?.outcomes.find(({ key }) => key === outcome)
  if (offer === undefined || chosen === undefined) {
    const has = view.offers.map((one) => `${one.stage}: ${one.outcomes.map(({ key }) => key).join(', ')}`)
    throw new Error(`${stage}/${outcome} is not offered; offered are ${has.join('; ')}`)
  }
  return { offer, chosen }
}

/** The offer's prefill, and the least that every other required field takes. */
function filled(offer: StageOffer, chosen: OutcomeOffer): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {}
  for (const { key, kind, required: must, options } of [
    ...(chosen.asksStageFields ? offer.fields : []),
    ...chosen.fields,
  ]) {
    const known = offer.prefill[key]
    if (known !== undefined) values[key] = known
    else if (must) values[key] = sample(kind, options?.[0]?.key)
  }
  for (const { field, value } of chosen.requires) values[field] = value
  return values
}

function sample(kind: StageOffer['fields'][number]['kind'], option: string | undefined): FieldValue {
  switch (kind) {
    case 'yes-no':
      return true
    case 'number':
      return 1
    case 'text':
      return 'Текст'
    case 'date':
      return '2026-03-05'
    case 'date-time':
      return '2026-03-05T10:00'
    case 'phone':
      return '+380671234567'
    case 'email':
      return 'visitor@example.com'
    case 'choice':
      return option ?? ''
    case 'file':
      return 'a'.repeat(64)
  }
}

function required({ parties }: OutcomeOffer): string[] {
  return parties.flatMap(({ party, optional }) => (party === undefined || optional ? [] : [party]))
}
