import type { utilityProcess } from 'electron/main'
import type { HubChild } from '../hub-process/supervisor.ts'

/**
 * Starts the hub's process. Its working folder, streams and environment are its own: it outlives the windows, and
 * nothing a page does reaches it.
 * @param entry file of the built `hub-process`
 */
export function forkHubUtility(utility: Pick<typeof utilityProcess, 'fork'>, entry: string): HubChild {
  const child = utility.fork(entry, [], { serviceName: 'Cherha office hub', stdio: 'inherit' })
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener(code)),
    kill: () => void child.kill(),
  }
}

/** The other end, inside the process; `process.parentPort` of a utility process. */
export function utilityPort(parentPort: Electron.ParentPort) {
  return {
    send: (message: unknown): void => parentPort.postMessage(message),
    onMessage: (listener: (message: unknown) => void): void =>
      void parentPort.on('message', (event) => listener(event.data)),
  }
}
