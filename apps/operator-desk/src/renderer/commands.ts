import type { Answer, Bilingual, CommandOf, DeskView, ErrorBody, Language } from '@cherha/shared/protocol'
import type { CommandBody } from '@cherha/ui'
import { actionsOf, type DeskAction } from './actions.ts'
import type { DeskLine } from './hub.ts'
import { elapsedSeconds } from './hub-time.ts'
import type { DeskState, DeskStore, DialogName } from './state.ts'

/** Where a transfer goes: another service, or another window that offers the same one. */
export type TransferTarget = { readonly toService: string } | { readonly toWindow: string }

/** Everything a person can do at the desk. None of it names a ticket: the hub knows whose turn it is. */
export interface DeskCommands extends Pick<DeskLine, 'signIn' | 'signOut'> {
  retry(): void
  speak(language: Language): void
  openWindow(window: string): void
  callNext(): void
  confirmVoice(): void
  recall(): void
  start(): void
  hold(reason: CommandOf<'hold'>['reason']): void
  resumeHeld(): void
  transfer(target: TransferTarget, reason: CommandOf<'transfer'>['reason']): void
  finish(): void
  mismatch(reason: CommandOf<'cancel-mismatch'>['reason']): void
  /** Prints the ticket of the visitor at the window again. */
  reprint(): void
  outsideQueue(): void
  /** Closes the window and stays signed in. */
  takeBreak(): void
  toggleBreakAfter(): void
  /** Closes the window and signs out. */
  closeWindow(): void
  /** Asks the other desks for somebody, without a sound (Q45). */
  askHelp(): void
  /** The own call for help, or another window's: “I am coming”. */
  endHelp(window: string): void
  suspend(reason: CommandOf<'suspend-office'>['reason']): void
  resumeOffice(): void
  acceptClock(): void
  confirmDay(): void
  /** Opens a dialog, when what it asks about is possible. */
  ask(dialog: DialogName): void
  dismiss(): void
}

const dialogAction: { readonly [D in DialogName]: DeskAction } = {
  hold: 'hold',
  transfer: 'transfer',
  mismatch: 'cancel-mismatch',
  suspend: 'suspend-office',
  break: 'close-window',
  close: 'close-window',
}

/**
 * @param onUnfinished told when the service was not finished because the visitor's application is not: the desk then
 * asks for an end of that
 */
export function createCommands(
  store: DeskStore,
  line: DeskLine,
  onUnfinished: () => void = () => undefined,
): DeskCommands {
  const view = () => store.getState().hub?.view ?? null

  /** Sends what is possible now, and keeps the hub's sentence when it refuses. @returns whether it was accepted */
  async function run(pressed: string, body: CommandBody & { type: DeskAction }): Promise<boolean> {
    if (!possible(store.getState(), body.type)) return false
    store.setState({ pressed, refusal: null, dialog: null })
    const answer = await line.send(body)
    if (store.getState().stage !== 'working') return answer.ok
    if (!answer.ok && 'error' in answer && answer.error.code === 'unauthorised') {
      line.signOut('ended')
      return false
    }
    store.setState({ pressed: null, refusal: answer.ok ? null : refusalOf(answer) })
    if (!answer.ok && 'refusal' in answer && answer.refusal.code === 'draft-unfinished') onUnfinished()
    return answer.ok
  }

  /** The same for a command about the clerk's own window. */
  async function atWindow(
    make: (window: string) => CommandBody & { type: DeskAction },
    pressed?: string,
  ): Promise<boolean> {
    const window = view()?.window ?? null
    if (window === null) return false
    const body = make(window)
    return run(pressed ?? body.type, body)
  }

  const commands: DeskCommands = {
    signIn: line.signIn,
    signOut: line.signOut,
    retry: () => void line.start(),
    speak: (language) => store.setState({ language }),
    openWindow: (window) => void run(`open-window ${window}`, { type: 'open-window', window }),
    callNext: () => void atWindow((window) => ({ type: 'call-next', window })),
    confirmVoice: () => void atWindow((window) => ({ type: 'confirm-voice-call', window })),
    recall: () => void atWindow((window) => ({ type: 'recall', window })),
    start: () => void atWindow((window) => ({ type: 'start-service', window })),
    hold: (reason) => void atWindow((window) => ({ type: 'hold', window, reason })),
    resumeHeld: () => void atWindow((window) => ({ type: 'resume-held', window })),
    transfer: (target, reason) => void atWindow((window) => ({ type: 'transfer', window, reason, ...target })),
    finish: () => void atWindow((window) => ({ type: 'finish-service', window })),
    mismatch: (reason) => void atWindow((window) => ({ type: 'cancel-mismatch', window, reason })),
    reprint: () => void atWindow((window) => ({ type: 'reprint-serving', window })),
    outsideQueue: () => void atWindow((window) => ({ type: 'outside-queue', window })),
    takeBreak: () => void atWindow((window) => ({ type: 'close-window', window }), 'break'),
    toggleBreakAfter: () => store.setState((state) => ({ breakAfter: !state.breakAfter })),
    closeWindow: async () => {
      if (await atWindow((window) => ({ type: 'close-window', window }), 'close')) line.signOut()
    },
    askHelp: () => void atWindow((window) => ({ type: 'ask-help', window })),
    endHelp: (window) => void run(`end-help ${window}`, { type: 'end-help', window }),
    suspend: (reason) => void run('suspend-office', { type: 'suspend-office', reason }),
    resumeOffice: () => void run('resume-office', { type: 'resume-office' }),
    acceptClock: () => void run('accept-clock-step', { type: 'accept-clock-step' }),
    confirmDay: () => {
      const date = view()?.dayToConfirm ?? null
      if (date !== null) void run('confirm-day', { type: 'confirm-day', date })
    },
    ask: (dialog) => {
      if (possible(store.getState(), dialogAction[dialog])) store.setState({ dialog, refusal: null })
    },
    dismiss: () => store.setState({ dialog: null }),
  }

  store.subscribe((state, before) => {
    if (state.hub?.view === before.hub?.view) return
    if (state.dialog !== null && !possible(state, dialogAction[state.dialog])) store.setState({ dialog: null })
    const [now, then] = [state.hub?.view ?? null, before.hub?.view ?? null]
    if (now === null || then === null || now.state === then.state) return
    store.setState({ refusal: null })
    if (!state.breakAfter || !isDone(then, now)) return
    store.setState({ breakAfter: false })
    // a held visitor would lose the window: that is asked for by hand
    if (now.held === null) takeBreakWhenAnswered(store, commands)
  })

  return commands
}

function possible(state: DeskState, action: DeskAction): boolean {
  if (state.hub === null || state.pressed !== null) return false
  return actionsOf(state.hub.view, false, elapsedSeconds(state.hub, Date.now())).has(action)
}

/** The window has become vacant. */
function isDone(then: DeskView, now: DeskView): boolean {
  return now.state === 'open' && then.state !== 'open' && then.state !== 'closed'
}

/** The view may arrive before the answer of the command that made it. */
function takeBreakWhenAnswered(store: DeskStore, commands: DeskCommands): void {
  if (store.getState().pressed === null) {
    commands.takeBreak()
    return
  }
  const stop = store.subscribe((state) => {
    if (state.pressed !== null) return
    stop()
    commands.takeBreak()
  })
}

/** The hub's own sentence, or `failed` where the command never reached the rules. */
function refusalOf(answer: Extract<Answer | ErrorBody, { ok: false }>): Bilingual | 'failed' {
  return 'refusal' in answer ? answer.refusal.message : 'failed'
}
