import { useEffect, useEffectEvent, useState } from 'react'

export interface FreeDay {
  readonly date: string
  readonly free: number
}
export interface FreeTime {
  readonly time: string
  readonly free: number
}

/** An answer of the hub to a read: not there yet, there, or not to be had. */
export type Loaded<T> =
  | { readonly is: 'loading' }
  | { readonly is: 'here'; readonly value: T }
  | { readonly is: 'failed' }

/** Days of the advance calendar with their free places. @param seq of the hub's view: a change asks again */
export function useDays(hubUrl: string, service: string, seq: number): Loaded<readonly FreeDay[]> {
  return useRead(`${hubUrl}/api/days?service=${encodeURIComponent(service)}`, seq, readDays)
}

/** Free times of one day. @param date `YYYY-MM-DD`; null asks for nothing */
export function useTimes(
  hubUrl: string,
  service: string,
  date: string | null,
  seq: number,
): Loaded<readonly FreeTime[]> {
  const query = date === null ? null : `?service=${encodeURIComponent(service)}&date=${date}`
  return useRead(query === null ? null : `${hubUrl}/api/places${query}`, seq, readTimes)
}

/** Pause after a change of the hub's view before places are asked for again: many changes come together. */
const settleMs = 300
const retryMs = 2_000

function useRead<T>(url: string | null, seq: number, read: (body: unknown) => T): Loaded<T> {
  const [state, setState] = useState<{ url: string | null; loaded: Loaded<T> }>({
    url: null,
    loaded: { is: 'loading' },
  })
  const pause = useEffectEvent(() => (state.url === url && state.loaded.is === 'here' ? settleMs : 0))
  useEffect(() => {
    if (url === null) return
    const abort = new AbortController()
    let timer: ReturnType<typeof setTimeout>
    const ask = (): void => {
      load(url, abort.signal, read).then(
        (value) => setState({ url, loaded: { is: 'here', value } }),
        () => {
          if (abort.signal.aborted) return
          setState((old) => (old.url === url && old.loaded.is === 'here' ? old : { url, loaded: { is: 'failed' } }))
          timer = setTimeout(ask, retryMs)
        },
      )
    }
    timer = setTimeout(ask, pause())
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, [url, seq, read])
  return state.url === url ? state.loaded : { is: 'loading' }
}

async function load<T>(url: string, signal: AbortSignal, read: (body: unknown) => T): Promise<T> {
  const response = await fetch(url, { signal })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return read(await response.json())
}

/** `{days:[{date,free}]}`, in order of date. */
export function readDays(body: unknown): readonly FreeDay[] {
  return entries(body, 'days')
    .map((entry) => ({ date: text(entry, 'date'), free: whole(entry, 'free') }))
    .sort((a, b) => a.date.localeCompare(b.date))
}

/** `{places:[{time,free}]}`: those with a free place, in order of time. */
export function readTimes(body: unknown): readonly FreeTime[] {
  return entries(body, 'places')
    .map((entry) => ({ time: text(entry, 'time'), free: whole(entry, 'free') }))
    .filter((entry) => entry.free > 0)
    .sort((a, b) => a.time.localeCompare(b.time))
}

function entries(body: unknown, key: string): object[] {
  const list: unknown = isObject(body) ? Reflect.get(body, key) : undefined
  if (!Array.isArray(list)) throw new TypeError(`no list of ${key}`)
  return list.filter(isObject)
}
function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
function text(entry: object, key: string): string {
  const value: unknown = Reflect.get(entry, key)
  if (typeof value !== 'string') throw new TypeError(`${key} is not a text`)
  return value
}
function whole(entry: object, key: string): number {
  const value: unknown = Reflect.get(entry, key)
  if (typeof value !== 'number') throw new TypeError(`${key} is not a number`)
  return value
}
