import { NotPairedError } from '../device-errors.ts'
import type { FoundHub, LinkStatus, PairingBridge } from './bridge.ts'

/**
 * Connecting a device through the browser host that serves its page.
 * @param open resolves once the page has proved itself to the host
 */
export function browserPairing(open: () => Promise<unknown>): PairingBridge {
  return {
    async status() {
      await open()
      const answer = await fetch('/host/pairing')
      // started with a hub and a token: there is nothing to connect
      if (answer.status === 204) return null
      if (answer.status === 401) throw new NotPairedError('this page is not paired with its host')
      if (!answer.ok) throw new Error(`the host answered ${answer.status}`)
      return (await answer.json()) as LinkStatus
    },
    async findHubs() {
      const answer = await fetch('/host/hubs')
      return answer.ok ? ((await answer.json()) as { hubs: readonly FoundHub[] }).hubs : []
    },
    async connect(address, code) {
      try {
        const answer = await fetch('/host/connect', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ address, code }),
        })
        if (answer.ok) return { ok: true }
        const { error } = (await answer.json()) as { error?: { code?: string } }
        return { ok: false, problem: error?.code ?? 'failed' }
      } catch {
        return { ok: false, problem: 'failed' }
      }
    },
  }
}
