import type { CommandType, DeskView } from '@cherha/shared/protocol'
import type { DeskWork } from '@cherha/shared/queue'

/** Everything a clerk or a lead can ask the hub for: the work at a window, and what concerns the office. */
export type DeskAction =
  | DeskWork['type']
  | Extract<
      CommandType,
      'ask-help' | 'end-help' | 'suspend-office' | 'resume-office' | 'accept-clock-step' | 'confirm-day'
    >

/**
 * What can be asked of the hub now. It only keeps impossible buttons off the screen: the hub decides every command
 * anew and may still refuse it.
 * @param pending true while a command has no answer yet: then nothing else can be asked
 * @param elapsedSeconds whole seconds since the view arrived, for the pause between recalls
 */
export function actionsOf(view: DeskView | null, pending: boolean, elapsedSeconds = 0): ReadonlySet<DeskAction> {
  const can = new Set<DeskAction>()
  if (view === null || pending) return can
  for (const action of officeActions(view)) can.add(action)
  for (const action of windowActions(view, elapsedSeconds)) can.add(action)
  return can
}

/** Rule A1: how long a display has to show a call before the desk may call by voice, in seconds. */
const showWithinSeconds = 3

function* officeActions(view: DeskView): Generator<DeskAction> {
  const lead = view.staff.role === 'lead'
  const { suspended } = view
  if (suspended === null || suspended.until !== null) yield 'suspend-office'
  if (view.window !== null && !view.help.some(({ mine }) => mine)) yield 'ask-help'
  if (view.help.length > 0) yield 'end-help'
  if (lead && isFrozen(view)) yield 'resume-office'
  if (lead && view.clockStepMs !== null) yield 'accept-clock-step'
  if (lead && view.dayToConfirm !== null) yield 'confirm-day'
}

/** Nothing starts between `suspend-office` and `resume-office`; in the return time only calls wait. */
function isFrozen({ suspended }: DeskView): boolean {
  return suspended !== null && suspended.until === null
}

function* windowActions(view: DeskView, elapsedSeconds: number): Generator<DeskAction> {
  switch (view.state) {
    case 'closed':
      // a window in use too: it may be the clerk's own, left open by a desk that broke down
      if (view.dayOpen) yield 'open-window'
      return
    case 'open':
      yield 'close-window'
      if (view.dayOpen && view.suspended === null) yield 'call-next'
      if (isFrozen(view)) return
      yield 'outside-queue'
      if (view.held !== null) yield 'resume-held'
      return
    case 'called':
      if (view.ticket === null) return
      if (!isFrozen(view)) yield 'start-service'
      if (view.suspended !== null) return
      if (isVoiceAllowed(view, elapsedSeconds)) yield 'confirm-voice-call'
      if (recallIn(view, elapsedSeconds) === 0) yield 'recall'
      return
    case 'serving':
      yield 'finish-service'
      yield 'cancel-mismatch'
      if (view.printing !== undefined) yield 'reprint-serving'
      if (view.held === null) yield 'hold'
      if (placesToTransfer(view).length + windowsToTransfer(view).length > 0) yield 'transfer'
      return
    case 'outside-queue':
      yield 'finish-service'
      return
    default:
      return view.state satisfies never
  }
}

/** Whether the clerk may call by voice; it becomes true between two views when no display shows the call. */
export function isVoiceAllowed({ ticket }: DeskView, elapsedSeconds: number): boolean {
  if (ticket === null || ticket.announced) return false
  return ticket.voiceAllowed || (!ticket.shown && elapsedSeconds > showWithinSeconds)
}

/** Whole seconds until the call may be announced again: 0 is now, null is never for this call (rule A5). */
export function recallIn({ ticket }: DeskView, elapsedSeconds: number): number | null {
  if (ticket === null || ticket.recallsLeft === 0) return null
  return Math.max(0, ticket.recallInSeconds - elapsedSeconds)
}

/** Services the ticket can be passed to: any other one with a free current place. */
export function placesToTransfer(view: DeskView): readonly { service: string; places: number }[] {
  return view.office.services
    .map(({ id }) => ({ service: id, places: view.freePlaces[id] ?? 0 }))
    .filter(({ service, places }) => places > 0 && service !== view.ticket?.service)
}

/** Windows the ticket can be passed to: open ones of other people that offer its service. */
export function windowsToTransfer(view: DeskView): DeskView['windows'] {
  const service = view.ticket?.service
  if (service === undefined) return []
  return view.windows.filter((window) => window.open && !window.mine && window.services.includes(service))
}
