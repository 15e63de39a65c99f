import type { OfficeConfig } from '@cherha/shared/protocol'
import { Wan } from '@cherha/testing'
import { Office } from './office.ts'
import { TestServer } from './server.ts'

/** An office and the queue server, each a process with its own data, and the line between them, which a test cuts. */
export class LinkedOffice {
  readonly code: string
  readonly server: TestServer
  readonly wan: Wan
  hub: Office

  private constructor(code: string, server: TestServer, wan: Wan, hub: Office) {
    this.code = code
    this.server = server
    this.wan = wan
    this.hub = hub
  }

  /**
   * @param now RFC 3339 instant at which both clocks start
   * @param others more offices of the server, without a hub
   * @param extra more arguments of `server:test`
   */
  static async open(
    config: OfficeConfig,
    now: string,
    others: readonly OfficeConfig[] = [],
    extra: readonly string[] = [],
  ): Promise<LinkedOffice> {
    const server = await TestServer.open([config, ...others], now, extra)
    const wan = await Wan.open(server.url)
    const hub = await Office.enrol(server, config.code, { url: wan.url, now })
    return new LinkedOffice(config.code, server, wan, hub)
  }

  /** Lets virtual time pass on both sides. */
  async pass(seconds: number): Promise<void> {
    await Promise.all([this.server.pass(seconds), this.hub.pass(seconds)])
  }

  /** Lets virtual time pass on both sides until this moment. */
  passUntil(instant: string): Promise<void> {
    return this.pass((Date.parse(instant) - Date.parse(this.server.now)) / 1000)
  }

  /**
   * Resolves when both sides have the same: the hub has learnt the whole inbox, the server has the whole log, and each
   * has made the same live queue of it.
   */
  async converged(): Promise<void> {
    const giveUp = Date.now() + 60_000
    for (;;) {
      const found = await this.difference()
      if (found.items === 0 && found.events === 0 && found.sameHash) return
      if (Date.now() > giveUp) {
        const said = `hub: ${this.hub.problems()}; server: ${this.server.problems()}`
        throw new Error(`hub and server have not come together: ${JSON.stringify(found)}; ${said}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  /** What one side has and the other not yet. */
  async difference(): Promise<{ items: number; events: number; sameHash: boolean }> {
    const [{ inbox, learnt, head, stateHash }, hub] = await Promise.all([
      this.server.office(this.code),
      this.hub.state(),
    ])
    return {
      items: inbox.seq - learnt,
      events: hub.head.seq - head.seq,
      sameHash: stateHash === hub.stateHash && head.hash === hub.head.hash,
    }
  }

  /** Resolves when the server says that the hub is, or is not, connected. */
  async connected(wanted: boolean): Promise<void> {
    const giveUp = Date.now() + 60_000
    while ((await this.server.board(this.code)).connected !== wanted) {
      if (Date.now() > giveUp) throw new Error(`the hub is ${wanted ? 'not ' : 'still '}connected`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  async close(): Promise<void> {
    await this.hub.close()
    await this.wan.close()
    await this.server.close()
  }
}
