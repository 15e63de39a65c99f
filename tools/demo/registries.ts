import type { OutsideConfig } from '@cherha/queue-server'
import { type RegistrySimulator, startRegistrySimulator } from '@cherha/registry-simulator'

/** How many ports in a row the outside systems take: the page, nine systems, mail. */
export const registryPorts = 11
/** How long bodies that answer by letter take, so that somebody who watches sees both states. */
const answerAfterMs = 20_000
const pollSeconds = 5

/** The outside systems of the demonstration, played on this computer; nothing that is sent to them leaves it. */
export async function startDemoRegistries(port: number): Promise<RegistrySimulator> {
  return startRegistrySimulator({ port, answerAfterMs })
}

/** How the queue server of the demonstration reaches them. @param statusPage address that letters to applicants name */
export function outsideOf({ systems, smtpPort }: RegistrySimulator, statusPage: string): OutsideConfig {
  const entries = Object.entries(systems).map(([system, url]) => [
    system,
    { url, service: `UA-TEST/GOV/00000002/${system}`, pollSeconds, lanes: 4 },
  ])
  return {
    client: 'UA-TEST/GOV/00000001/cherha',
    systems: Object.fromEntries(entries),
    mail: { host: '127.0.0.1', port: smtpPort, secure: false, from: 'Cherha <cherha@example.org>' },
    statusPage,
  }
}
