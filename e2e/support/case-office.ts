import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type RegistrySimulator, startRegistrySimulator } from '@cherha/registry-simulator'
import { OfficeConfig } from '@cherha/shared/protocol'
import { parse } from 'yaml'
import { LinkedOffice } from './linked-office.ts'
import { root } from './process.ts'

/** The demonstration office with its posts and cards, open every day from nine to six. */
export function officeWithPosts(): OfficeConfig {
  const file = parse(readFileSync(path.join(root, 'config/demo-office.yaml'), 'utf8'))
  const hours = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['09:00', '18:00']]]),
  )
  return OfficeConfig.parse({ ...file, hours, horizons: { online: 0, terminal: 2 } })
}

/** An office, the queue server, and every outside system, played. */
export class CaseOffice {
  readonly linked: LinkedOffice
  readonly outside: RegistrySimulator
  readonly #dir: string

  private constructor(linked: LinkedOffice, outside: RegistrySimulator, dir: string) {
    this.linked = linked
    this.outside = outside
    this.#dir = dir
  }

  /**
   * @param others more offices of the server, without a hub
   * @param extra more arguments of `server:test`
   */
  static async open(
    now: string,
    config: OfficeConfig = officeWithPosts(),
    others: readonly OfficeConfig[] = [],
    extra: readonly string[] = [],
  ): Promise<CaseOffice> {
    const outside = await startRegistrySimulator({ port: 0 })
    const dir = mkdtempSync(path.join(tmpdir(), 'cherha-e2e-outside-'))
    const file = path.join(dir, 'outside.json')
    const service = 'UA-TEST/GOV/00000002/played'
    const systems = Object.fromEntries(
      Object.entries(outside.systems).map(([system, url]) => [system, { url, service, pollSeconds: 1 }]),
    )
    const mail = { host: '127.0.0.1', port: outside.smtpPort, from: 'cherha@example.org' }
    writeFileSync(file, JSON.stringify({ client: 'UA-TEST/GOV/00000001/cherha', systems, mail }))
    const linked = await LinkedOffice.open(config, now, others, ['--outside', file, ...extra])
    return new CaseOffice(linked, outside, dir)
  }

  get hub(): LinkedOffice['hub'] {
    return this.linked.hub
  }

  async close(): Promise<void> {
    await this.linked.close()
    await this.outside.close()
    rmSync(this.#dir, { recursive: true, force: true })
  }
}
