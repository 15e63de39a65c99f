import { type RefObject, useEffect, useRef } from 'react'
import type { Choices } from '../route.ts'
import type { HoldState } from './hold.ts'
import type { Step } from './step-of.ts'

/**
 * A hold leads to its code and a booking to its ticket; whoever goes back from the code gives the place back.
 * @param step where the address leads now
 */
export function useHoldLeads({
  state,
  step,
  choices,
  go,
  release,
  onBooked,
}: {
  readonly state: HoldState
  readonly step: Step
  readonly choices: Choices
  readonly go: (choices: Choices, replace?: boolean) => void
  readonly release: () => void
  readonly onBooked: () => void
}): void {
  const was = useRef(state.is)
  const wanted = choices.step
  const now = useLatest({ go, release, onBooked })
  useEffect(() => {
    const before = was.current
    was.current = state.is
    if (before === state.is) return
    if (state.is === 'held' && before === 'wanted') {
      const { service, office, date, time } = state.view
      now.current.go({ service, office, date, time, step: 'code' }, wanted !== 'phone')
    }
    if (state.is === 'booked' && (before === 'checking' || wanted === 'code')) {
      now.current.onBooked()
      now.current.go({ step: 'done' }, true)
    }
  }, [state, wanted, now])
  const stood = useRef(step)
  const hasLeft = useRef(false)
  const { is } = state
  useEffect(() => {
    const before = stood.current
    stood.current = step
    if (before === 'code') hasLeft.current = true
    if (step === 'code' || step === 'done' || (is !== 'held' && is !== 'checking')) hasLeft.current = false
    // what was asked before is answered first: it may have been booked
    if (!hasLeft.current || is !== 'held') return
    hasLeft.current = false
    now.current.release()
  }, [step, is, now])
}

/** What it is now, for an effect that is not run again because of it. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  return latest
}
