import type { Answer, DeskView, ErrorBody } from '@cherha/shared/protocol'
import { type CommandBody, type connectHub, type DeviceBridge, type Hub, NotPairedError } from '@cherha/ui'
import { endSession, requestSession, type SessionKeeper } from './session.ts'
import { type DeskStore, type SignInProblem, signedOut } from './state.ts'

export interface Surroundings {
  readonly bridge: DeviceBridge
  readonly connect: typeof connectHub<DeskView>
  readonly kept: SessionKeeper
}

/** The desk's line to its hub: pairing, session, and the store as a mirror of what the hub says. */
export interface DeskLine {
  /** Finds the hub, and goes on with a kept session. Resolves when the desk shows a page; tries again by itself. */
  start(): Promise<void>
  signIn(login: string, pin: string): Promise<void>
  /** Leaves the desk. With a problem the sign-in page says why. */
  signOut(problem?: SignInProblem): void
  /** Sends a command; resolves with the hub's answer, however long it takes. Throws while nobody is signed in. */
  send(body: CommandBody): Promise<Answer | ErrorBody>
  /** One request to the hub as whoever is signed in. Rejects while nobody is, and when the hub cannot be reached. */
  request(path: string, init?: RequestInit): Promise<Response>
}

const retryMs = 3_000

export function createDeskLine(store: DeskStore, { bridge, connect, kept }: Surroundings): DeskLine {
  let url = ''
  let hub: Hub<DeskView> | null = null

  async function start(): Promise<void> {
    try {
      url = await bridge.hubUrl()
    } catch (error) {
      const notPaired = error instanceof NotPairedError
      store.setState({ stage: notPaired ? 'not-paired' : 'unreachable' })
      if (!notPaired) setTimeout(() => void start(), retryMs)
      return
    }
    const session = kept.read()
    if (session === null) store.setState({ stage: 'sign-in' })
    else follow(session)
  }

  function follow(session: string): void {
    const line = connect(url, session)
    hub = line
    store.setState({ ...signedOut, stage: 'working', hub: line.store.getState() })
    line.store.subscribe((state) => {
      if (hub !== line) return
      if (state.unauthorised) signOut('ended')
      else store.setState({ hub: state })
    })
  }

  async function signIn(login: string, pin: string): Promise<void> {
    if (store.getState().signingIn) return
    store.setState({ signingIn: true, problem: null })
    const result = await requestSession(url, login.trim().toLowerCase(), pin)
    if (!result.ok) {
      store.setState({ signingIn: false, problem: result.problem })
      return
    }
    kept.keep(result.session)
    follow(result.session)
  }

  function signOut(problem?: SignInProblem): void {
    const session = kept.read()
    kept.forget()
    const line = hub
    // first: closing tells the store once more, and that is no longer ours
    hub = null
    line?.close()
    store.setState({ ...signedOut, stage: 'sign-in', problem: problem ?? null })
    if (session !== null && problem !== 'ended') void endSession(url, session)
  }

  function send(body: CommandBody): Promise<Answer | ErrorBody> {
    if (hub === null) throw new Error('nobody is signed in at this desk')
    return hub.send(body)
  }

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const session = kept.read()
    if (session === null) throw new Error('nobody is signed in at this desk')
    return fetch(`${url}${path}`, {
      ...init,
      cache: 'no-store',
      headers: { ...(init.headers as Record<string, string> | undefined), authorization: `Bearer ${session}` },
    })
  }

  return { start, signIn, signOut, send, request }
}
