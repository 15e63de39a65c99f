import type { BookingView, HoldBody, HoldView } from '@cherha/shared/protocol'
import { useEffect, useRef, useState } from 'react'
import { isHold } from '../net/api.ts'
import { type Asked, ask, isAnything, type Refused } from '../net/ask.ts'
import { persist, type Why } from '../net/persist.ts'
import { askSolving } from '../net/puzzle.ts'
import { keepHold, keptHold, newId } from './hold-id.ts'
import { hasNewCode } from './new-code.ts'

type Held = HoldView & { readonly state: 'held' }

/**
 * `wanted` and `checking`: nobody knows yet whether the server has heard; it is asked until it answers. `at`:
 * `performance.now()` when the view came; `renewed`: a new code was asked for, and there is one.
 */
export type HoldState =
  | { readonly is: 'none' }
  | {
      readonly is: 'wanted' | 'checking'
      readonly unheard: Why | null
      readonly view: Held | null
      readonly at: number
      readonly renewed: boolean
    }
  | { readonly is: 'held'; readonly view: Held; readonly at: number; readonly renewed: boolean }
  | { readonly is: 'booked'; readonly booking: BookingView }

export type Wanted = Omit<HoldBody, 'id' | 'challenge'>

export interface Hold {
  readonly state: HoldState
  /** What a reload left behind has been looked for. */
  readonly isKnown: boolean
  readonly want: (wanted: Wanted) => void
  readonly confirm: (code: string) => void
  readonly newCode: () => void
  /** Looks how it is now. */
  readonly look: () => void
  /** Back from the code: the place is free at once. */
  readonly release: () => void
  /** Begins anew; what is booked stays booked. */
  readonly forget: () => void
}

/** `look`: nothing was asked for; the hold of before the reload is gone. */
export type HoldCommand = 'hold' | 'confirm' | 'code' | 'look'
/** @param isOver there was a hold, and this is its end */
export type OnRefused = (refused: Refused, of: HoldCommand, isOver: boolean) => void

/**
 * The hold of this tab. Each command has one id and is sent until it is answered (B11), so a double click, a lost answer
 * or a reload make one booking. @param onRefused what the server said no to
 */
export function useHold(onRefused: OnRefused): Hold {
  const [state, setState] = useState<HoldState>({ is: 'none' })
  const [isKnown, setKnown] = useState(false)
  const running = useRef<AbortController | null>(null)
  const last = useRef<{ id: string; body: string } | null>(null)
  const refused = useRef(onRefused)
  useEffect(() => {
    refused.current = onRefused
  })

  function show(view: HoldView, of: HoldCommand): void {
    if (view.state === 'booked') setState({ is: 'booked', booking: view.booking })
    else if (view.state === 'held') setState((old) => heldNow(old, view, performance.now()))
    else lose(view.why === 'expired' || view.why === 'released' ? 'hold-gone' : view.why, of)
  }

  function lose(code: string, of: HoldCommand): void {
    drop()
    refused.current({ is: 'refused', code, field: null, retrySeconds: null, triesLeft: null }, of, true)
  }

  function drop(): void {
    running.current?.abort()
    running.current = null
    last.current = null
    keepHold(null)
    setState({ is: 'none' })
  }

  async function run(
    of: HoldCommand,
    send: (signal: AbortSignal) => Promise<Asked<HoldView>>,
    after: (refused: Refused) => boolean,
  ): Promise<void> {
    if (running.current !== null) return
    const controller = new AbortController()
    running.current = controller
    const { signal } = controller
    const is = of === 'hold' || of === 'look' ? 'wanted' : 'checking'
    const waiting = (unheard: Why | null): void =>
      setState((old) => {
        const { view, at, renewed } = 'view' in old ? old : { view: null, at: 0, renewed: false }
        return { is, unheard, view, at, renewed: renewed && of !== 'code' }
      })
    waiting(null)
    // who only looks has nothing to do about a refusal that passes
    const asked = await persist(() => send(signal), waiting, signal, of === 'look')
    if (asked === null) return
    running.current = null
    setKnown(true)
    if (asked.is === 'answer') show(asked.value, of)
    else refused.current(asked, of, after(asked))
  }

  const idOf = (): string => last.current?.id ?? keptHold() ?? ''

  /** Without showing that it looks: what is shown stays. */
  async function lookAgain(of: HoldCommand): Promise<void> {
    const id = idOf()
    if (id === '' || running.current !== null) return
    const asked = await ask({ path: `/api/booking/holds/${id}` }, isHold)
    if (running.current !== null || last.current?.id !== id) return
    if (asked.is === 'answer') show(asked.value, of)
    else if (asked.is === 'refused' && asked.code === 'hold-gone') lose('hold-gone', of)
  }

  /** There is nothing under the id that was asked for. */
  function notHeld(): boolean {
    drop()
    return false
  }

  /** What a reload left behind; only what is known to be gone is forgotten. */
  function notSeen({ code }: Refused): boolean {
    const isGone = code === 'hold-gone' || code === 'unknown-booking'
    if (isGone) drop()
    else setState({ is: 'none' })
    return isGone
  }

  /** A refusal of a hold that still runs: its tries and its time are asked for. */
  function stillHeld(refused: Refused): boolean {
    if (refused.code === 'hold-gone' || refused.code === 'wrong-codes') {
      drop()
      return true
    }
    setState((old) => {
      if (!('view' in old) || old.view === null) return { is: 'none' }
      const { view, at, renewed } = old
      const triesLeft = refused.triesLeft ?? (refused.code === 'wrong-code' ? view.triesLeft - 1 : view.triesLeft)
      return { is: 'held', view: { ...view, triesLeft }, at, renewed }
    })
    void lookAgain('confirm')
    return false
  }

  useEffect(() => {
    const id = keptHold()
    if (id === null) setKnown(true)
    else {
      last.current = { id, body: '' }
      void run('look', () => ask({ path: `/api/booking/holds/${id}` }, isHold), notSeen)
    }
    return () => {
      running.current?.abort()
      running.current = null
    }
    // once: what a reload left behind
  }, [])

  return {
    state,
    isKnown,
    want(wanted) {
      if (running.current !== null) return
      const body = JSON.stringify(wanted)
      const id = last.current?.body === body ? last.current.id : newId()
      if (state.is === 'held' && last.current !== null && last.current.id !== id) releaseAtServer(last.current.id)
      last.current = { id, body }
      keepHold(id)
      setState({ is: 'none' })
      void run(
        'hold',
        () => askSolving({ method: 'POST', path: '/api/booking/holds', body: { id, ...wanted } }, isHold),
        notHeld,
      )
    },
    confirm(code) {
      const path = `/api/booking/holds/${idOf()}/confirm`
      // a third wrong code ends the hold (B8): that is not the end of its time
      const isLast = state.is === 'held' && state.view.triesLeft === 1
      const send = async (): Promise<Asked<HoldView>> => {
        const asked = await ask({ method: 'POST', path, body: { code } }, isHold)
        return isLast && asked.is === 'refused' && asked.code === 'hold-gone'
          ? { ...asked, code: 'wrong-codes' }
          : asked
      }
      void run('confirm', send, stillHeld)
    },
    newCode() {
      const path = `/api/booking/holds/${idOf()}`
      let isHeard = true
      const send = async (): Promise<Asked<HoldView>> => {
        const asked = await askSolving({ method: 'POST', path: `${path}/code`, body: {} }, isHold)
        // what nobody answered has been done: that it is too early for another one is no refusal of it
        const isDone = !isHeard && asked.is === 'refused' && repeated.includes(asked.code)
        isHeard = asked.is === 'answer' || asked.is === 'refused'
        return isDone ? ask({ path }, isHold) : asked
      }
      void run('code', send, stillHeld)
    },
    look: () => void lookAgain('confirm'),
    release() {
      const id = idOf()
      if (id !== '') releaseAtServer(id)
      drop()
    },
    forget: drop,
  }
}

/** Refusals of a second new code. */
const repeated = ['resend-early', 'no-more-codes']

function heldNow(old: HoldState, view: Held, at: number): HoldState {
  const before = 'view' in old && old.view !== null ? { view: old.view, at: old.at, renewed: old.renewed } : null
  const renewed = before !== null && (before.renewed || hasNewCode(before, { view, at }))
  return { is: 'held', view, at, renewed }
}

function releaseAtServer(id: string): void {
  // if it is not heard, the place is free when its five minutes are over
  void ask({ method: 'DELETE', path: `/api/booking/holds/${id}` }, isAnything)
}
