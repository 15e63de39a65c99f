import { InformationSheet, UnitAnswer } from '@cherha/shared/information'
import type { Language, PrintSheetRequest } from '@cherha/shared/protocol'
import { useEffect, useState } from 'react'
import type { Loaded } from './places.ts'

const loading = { is: 'loading' } as const
const retryMs = 3_000

/** What the hub answers; null: it does not have that. Asked again while it cannot be reached. */
function useAnswer<T>(url: string | null, read: (body: unknown) => T): Loaded<T | null> {
  const [state, setState] = useState<{ url: string | null; loaded: Loaded<T | null> }>({ url: null, loaded: loading })
  useEffect(() => {
    if (url === null) return
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async (): Promise<void> => {
      try {
        const answer = await fetch(url, { signal: abort.signal })
        if (answer.status === 404) return setState({ url, loaded: { is: 'here', value: null } })
        if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
        const value = read(await answer.json())
        setState({ url, loaded: { is: 'here', value } })
      } catch {
        if (abort.signal.aborted) return
        setState({ url, loaded: { is: 'failed' } })
        timer = setTimeout(() => void ask(), retryMs)
      }
    }
    void ask()
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, [url, read])
  return state.url === url ? state.loaded : loading
}

const readSheet = (body: unknown): InformationSheet => InformationSheet.parse(body)
const readUnit = (body: unknown): UnitAnswer => UnitAnswer.parse(body)
const readAddress = (body: unknown): string | null => {
  const address: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'address') : null
  return typeof address === 'string' ? address : null
}

/** A service's documents or fees; null: nobody has written them down. */
export function useSheet(
  hubUrl: string,
  service: string,
  sheet: PrintSheetRequest['sheet'],
  language: Language,
): Loaded<InformationSheet | null> {
  const query = new URLSearchParams({ service, sheet, language })
  return useAnswer(`${hubUrl}/api/information?${query.toString()}`, readSheet)
}

/** The unit with a four-digit code; null asks for nothing. */
export function useUnit(hubUrl: string, code: string | null): Loaded<UnitAnswer | null> {
  return useAnswer(code === null ? null : `${hubUrl}/api/units/${code}`, readUnit)
}

/** Where the status of an application is shown on the web; null: not known here. */
export function useStatusPage(hubUrl: string): string | null {
  const loaded = useAnswer(`${hubUrl}/api/status-page`, readAddress)
  return loaded.is === 'here' ? loaded.value : null
}

/** Asks for a sheet on paper. False: it will not be printed. */
export async function printSheet(hubUrl: string, request: PrintSheetRequest): Promise<boolean> {
  try {
    const answer = await fetch(`${hubUrl}/api/print-sheet`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    return answer.ok
  } catch {
    return false
  }
}

/** How it is with a ticket. */
export interface TicketStatus {
  readonly state: string
  readonly time: string
  readonly ahead: number | null
}

/** What goes along as headers: the code of a ticket, or time and document digits of an online booking. */
export type TicketProof =
  | { readonly 'x-ticket-code': string }
  | { readonly 'x-ticket-time': string; readonly 'x-document-digits': string }

export type TicketAnswer = Loaded<TicketStatus> | { readonly is: 'refused'; readonly code: string }

/** Not every step of the queue changes a terminal's view, so the screen asks by itself. */
const askAgainMs = 3_000
/** Asked again it would say the same, and wrong codes are counted. */
const final = new Set(['unknown-ticket', 'wrong-code', 'code-required', 'code-locked'])

/** How it is with a ticket, as long as it is shown: the queue moves meanwhile. */
export function useTicketStatus(
  hubUrl: string,
  ticket: { date: string; number: string; proof: TicketProof } | null,
): TicketAnswer {
  const [answer, setAnswer] = useState<TicketAnswer>(loading)
  const { date, number } = ticket ?? { date: '', number: '' }
  const proof = JSON.stringify(ticket?.proof ?? {})
  useEffect(() => {
    if (date === '') return
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async (): Promise<void> => {
      try {
        const reply = await fetch(`${hubUrl}/api/tickets/${date}/${encodeURIComponent(number)}`, {
          headers: JSON.parse(proof) as TicketProof,
          signal: abort.signal,
        })
        const body: unknown = await reply.json()
        if (reply.ok) setAnswer({ is: 'here', value: readStatus(body) })
        else if (final.has(errorCode(body))) return setAnswer({ is: 'refused', code: errorCode(body) })
        else setAnswer({ is: 'failed' })
      } catch {
        if (abort.signal.aborted) return
        setAnswer({ is: 'failed' })
      }
      timer = setTimeout(() => void ask(), askAgainMs)
    }
    void ask()
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, [hubUrl, date, number, proof])
  return answer
}

function readStatus(body: unknown): TicketStatus {
  const at = (key: string): unknown => (typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined)
  const [state, time, ahead] = [at('state'), at('time'), at('ahead')]
  if (typeof state !== 'string' || typeof time !== 'string') throw new TypeError('no state of a ticket')
  return { state, time, ahead: typeof ahead === 'number' ? ahead : null }
}

function errorCode(body: unknown): string {
  const error: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'error') : null
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : null
  return typeof code === 'string' ? code : 'internal'
}
