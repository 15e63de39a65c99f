import { ToHub, type FromHub, type StartHub } from './messages.ts'

/** The wire to the app: `process.parentPort` in a utility process, a child process's channel in a test. */
export interface HubPort {
  send(message: FromHub): void
  onMessage(listener: (message: unknown) => void): void
}

export interface AdoptedDevice {
  readonly token: string
  readonly office: { readonly code: string; readonly name: { readonly uk: string; readonly en: string } }
}

/** A hub that runs, as the entry file wires it. */
export interface HostedHub {
  readonly url: string
  /** The token of a device of this computer. @param token the one it has, which stays if the hub knows it */
  adopt(device: string, token: string | null): AdoptedDevice
  printTest(): Promise<void>
  /** A one-use code and until when it works (instant). */
  pair(role: 'terminal' | 'display' | 'desk'): Promise<{ code: string; until: string }>
  close(): Promise<void>
}

/** An error that carries how the process should end. */
interface WithExitCode {
  readonly exitCode: number
}

/**
 * The life of a hub process: one `start`, questions, one `stop`. It ends with 0 after a stop, with the error's code
 * when the hub cannot start; the supervisor decides what happens then.
 */
export function runHub(port: HubPort, start: (options: StartHub) => Promise<HostedHub>, exit: (code: number) => void) {
  let hub: HostedHub | null = null
  let starting = false

  const answer = async (ask: number, work: (running: HostedHub) => unknown): Promise<void> => {
    try {
      if (hub === null) throw new Error('the hub is not running')
      port.send({ type: 'answer', ask, value: (await work(hub)) ?? null })
    } catch (error) {
      port.send({ type: 'refused', ask, message: messageOf(error) })
    }
  }

  const on = async (message: ToHub): Promise<void> => {
    switch (message.type) {
      case 'start':
        if (starting) return
        starting = true
        try {
          hub = await start(message)
          port.send({ type: 'ready', url: hub.url })
        } catch (error) {
          const exitCode = exitCodeOf(error)
          port.send({ type: 'failed', message: messageOf(error), exitCode })
          exit(exitCode)
        }
        return
      case 'stop':
        await hub?.close()
        return exit(0)
      case 'adopt':
        return answer(message.ask, (running) => running.adopt(message.device, message.token))
      case 'print-test':
        return answer(message.ask, (running) => running.printTest())
      case 'pair':
        return answer(message.ask, (running) => running.pair(message.role))
    }
  }
  port.onMessage((message) => {
    const parsed = ToHub.safeParse(message)
    if (parsed.success) void on(parsed.data)
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function exitCodeOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'exitCode' in error && (error as WithExitCode).exitCode === 2
    ? 2
    : 1
}
