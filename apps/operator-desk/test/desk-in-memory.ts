import type { Answer, DeskView, ErrorBody } from '@cherha/shared/protocol'
import { type CommandBody, type DeviceBridge, type Hub, type HubState, NotPairedError } from '@cherha/ui'
import { createStore } from 'zustand/vanilla'
import { createCaseDesk } from '../src/renderer/cases/case-desk.ts'
import { createCaseClient } from '../src/renderer/cases/model/client.ts'
import { createCommands } from '../src/renderer/commands.ts'
import { createDeskLine } from '../src/renderer/hub.ts'
import type { SessionKeeper } from '../src/renderer/session.ts'
import { createDeskStore } from '../src/renderer/state.ts'

interface Sent {
  readonly body: CommandBody
  readonly answer: (answer: Answer | ErrorBody) => void
}

/** One connection to a hub in memory: it remembers what was sent and answers when told to. */
function memoryHub(view: DeskView | null) {
  const sent: Sent[] = []
  const store = createStore<HubState<DeskView>>(() => ({
    connected: true,
    lostAt: null,
    unauthorised: false,
    seq: 1,
    view,
    receivedAt: Date.now(),
    pending: null,
  }))
  const hub: Hub<DeskView> & { closed: boolean } = {
    store,
    closed: false,
    send: (body) =>
      new Promise((resolve) => {
        sent.push({ body, answer: resolve })
      }),
    close() {
      this.closed = true
      store.setState({ connected: false, lostAt: Date.now() })
    },
  }
  return { hub, sent, show: (next: DeskView) => store.setState({ view: next, receivedAt: Date.now() }) }
}

export const accepted: Answer = { ok: true, seq: 2, result: {} }
export const refused: Answer = {
  ok: false,
  refusal: { code: 'nobody-waiting', message: { uk: 'Зараз нікого запрошувати.', en: 'There is nobody to call.' } },
}

/** A whole desk without a browser: store, line, commands, and the hubs it has connected to. */
export function aDesk({
  view = null,
  session = null,
  url = '',
  pairing = 'paired',
}: {
  readonly view?: DeskView | null
  /** A session kept from before the page was loaded. */
  readonly session?: string | null
  readonly url?: string
  readonly pairing?: 'paired' | 'not-paired'
} = {}) {
  let token = session
  const kept: SessionKeeper = {
    read: () => token,
    keep: (next) => {
      token = next
    },
    forget: () => {
      token = null
    },
  }
  const bridge: DeviceBridge = {
    kind: 'browser',
    hubUrl: async () => {
      if (pairing === 'not-paired') throw new NotPairedError('not paired')
      return url
    },
  }
  const connections: (ReturnType<typeof memoryHub> & { readonly token: string | undefined })[] = []
  const store = createDeskStore('uk')
  const line = createDeskLine(store, {
    bridge,
    kept,
    connect: (_url, bearer) => {
      const connection = { ...memoryHub(view), token: bearer }
      connections.push(connection)
      return connection.hub
    },
  })
  const cases = createCaseDesk({
    client: createCaseClient(line.request),
    viewer: { show: async () => null, closeAll() {} },
    onSignedOut: () => line.signOut('ended'),
  })
  const commands = createCommands(store, line, () => cases.ask({ kind: 'unfinished' }))
  const connection = () => {
    const last = connections.at(-1)
    if (last === undefined) throw new Error('the desk has not connected')
    return last
  }
  return { store, line, commands, cases, connections, connection, kept }
}

/** A desk that is signed in and shows `view`. */
export async function aWorkingDesk(view: DeskView) {
  const desk = aDesk({ view, session: 'a-session', url: 'http://127.0.0.1:9' })
  await desk.line.start()
  return desk
}

/** Lets promises that are already settled run on. */
export const settled = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve)
  })
