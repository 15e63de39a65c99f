import { mkdirSync, openSync, closeSync, fsyncSync, writeFileSync, writeSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import path from 'node:path'
import { type LogHead, openSqliteLogReader } from '@cherha/event-log'
import { attachHubGateway, type Database, openDatabase, openStores, systemClock } from '@cherha/queue-server'
import { HubGateway, memorySecrets, OfficeNode } from '@cherha/queue-server/core'
import { CuttingGate } from './cutting-gate.ts'
import { Forked } from './fork.ts'
import { interleaved, ratios, type Spread, spreadOf, timed } from './rounds.ts'
import type { Setting } from './run.ts'

const events = 2_000
const batch = 500

/**
 * P7: milliseconds from a hub's decision to connect until the server has its log of 2,000 events, by the real link
 * (socket.io on loopback, challenge, signature, pulls of 500), from SQLite into PostgreSQL, the mirror folded; to those of
 * the same bytes over a bare connection: opened, asked for in the same four batches, each written to a file and synced
 * before the next is asked for. P7b: how many records the hub sends twice when the connection is cut on the way, at the
 * worst of as many cuts as there are rounds, spread over all bytes.
 */
export async function catchUps({ folder, rounds }: Setting): Promise<{ P7: Spread; P7b: Spread }> {
  const hubFolder = path.join(folder, 'hub')
  mkdirSync(hubFolder, { recursive: true })
  const hub = await Forked.start('uplink-child.ts', [hubFolder, String(events)])
  const texts = batchTexts(path.join(hubFolder, 'hub.db'))
  const batchFile = path.join(folder, 'batches.json')
  writeFileSync(batchFile, JSON.stringify(texts))
  const sender = await Forked.start('raw-copy-child.ts', [batchFile])
  const database = await openDatabase({ dataDir: path.join(folder, 'server'), log: quiet })
  const server = await BenchServer.start(database, await hub.tell('identity'))
  const receiver = await RawReceiver.start(path.join(folder, 'received'))
  try {
    const times = await interleaved(
      rounds,
      {
        link: () => server.catchUpTime(hub),
        raw: () => receiver.copyTime(sender, texts),
      },
      3,
    )
    return { P7: spreadOf(ratios(times.link, times.raw)), P7b: await sentAgain(server, hub, rounds) }
  } finally {
    hub.stop()
    sender.stop()
    receiver.close()
    await server.close()
    await database.close()
  }
}

const quiet = { info: () => {}, warn: () => {}, error: () => {} }

/** The worst comes first: that is what is promised. */
async function sentAgain(server: BenchServer, hub: Forked, cuts: number): Promise<Spread> {
  const gate = await CuttingGate.open(server.port)
  try {
    await server.catchUpTime(hub, gate.url)
    const whole = gate.carried
    const counts: number[] = []
    for (let n = 0; n < cuts; n += 1) {
      gate.cutAfter(Math.floor((whole * (n + 0.5)) / cuts))
      await server.catchUpTime(hub, gate.url, (sent) => counts.push(sent - events))
    }
    return { ...spreadOf(counts), median: Math.max(...counts) }
  } finally {
    await gate.close()
  }
}

function batchTexts(file: string): string[] {
  const log = openSqliteLogReader(file)
  const texts = []
  for (let after = 0; after < events; after += batch) texts.push(JSON.stringify(log.read(after, batch)))
  log.close()
  return texts
}

/** The parts of a queue server that a hub catches up with: gateway and offices, over a real database. */
class BenchServer {
  readonly port: number
  readonly #nodes = new Map<string, OfficeNode>()
  readonly #database: Database
  readonly #head: LogHead
  readonly #enrolled: { office: string }
  readonly #close: () => void

  private constructor(database: Database, hub: HubSaid, nodes: Map<string, OfficeNode>, started: Started) {
    this.#database = database
    this.#head = hub.head
    this.#nodes = nodes
    this.port = started.port
    this.#enrolled = started.enrolled
    this.#close = started.close
  }

  static async start(database: Database, hub: HubSaid): Promise<BenchServer> {
    const nodes = new Map<string, OfficeNode>()
    const enrolled = { office: '', publicKey: hub.publicKey, revoked: false }
    const gateway = new HubGateway({
      hubs: {
        find: async () => ({ ...enrolled }),
        divergenceOf: async () => null,
        setDivergence: async (_, divergence) => fail(divergence?.message ?? '', null),
      },
      office: async (code) => nodes.get(code) ?? null,
      clock: systemClock(),
      report: fail,
    })
    const http = createHttpServer()
    const sockets = attachHubGateway(http, gateway)
    const port = await listening(http)
    const close = () => {
      sockets.close()
      http.close()
    }
    return new BenchServer(database, hub, nodes, { port, enrolled, close })
  }

  /** Milliseconds until a new office has all of the hub's log. @param sent is told how many records the hub has sent */
  async catchUpTime(
    hub: Forked,
    url = `http://127.0.0.1:${this.port}`,
    sent: (count: number) => void = () => {},
  ): Promise<number> {
    const office = String(6_000 + this.#nodes.size)
    const stores = openStores(this.#database)
    const node = await OfficeNode.open({
      code: office,
      inbox: stores.logOf(office, 'inbox'),
      copy: stores.logOf(office, 'copy'),
      secrets: memorySecrets(),
      clock: systemClock(),
      report: fail,
    })
    this.#nodes.set(office, node)
    this.#enrolled.office = office
    const equal = new Promise<void>((resolve) => {
      node.onCopy(() => {
        if (node.copyHead.hash === this.#head.hash) resolve()
      })
    })
    const ms = await timed(async () => {
      await hub.tell('connect', { url, office })
      await equal
    })
    sent((await hub.tell<{ sent: number }>('stop')).sent)
    return ms
  }

  async close(): Promise<void> {
    this.#close()
    for (const node of this.#nodes.values()) await node.close()
  }
}

interface HubSaid {
  readonly hub: string
  readonly publicKey: string
  readonly head: LogHead
}

interface Started {
  readonly port: number
  readonly enrolled: { office: string }
  readonly close: () => void
}

/** Asks for batches over a bare connection and makes each durable in a file. */
class RawReceiver {
  readonly #server: Server
  readonly #file: number
  readonly #url: string
  #take: (socket: Socket) => void = () => {}

  private constructor(server: Server, port: number, file: string) {
    this.#server = server
    this.#url = `http://127.0.0.1:${port}`
    this.#file = openSync(file, 'w')
    server.on('connection', (socket) => this.#take(socket))
  }

  static async start(file: string): Promise<RawReceiver> {
    const server = createServer({ noDelay: true })
    return new RawReceiver(server, await listening(server), file)
  }

  async copyTime(sender: Forked, texts: readonly string[]): Promise<number> {
    const copied = new Promise<number>((resolve, reject) => {
      this.#take = (socket) => void this.#copy(socket, texts.length).then(resolve, reject)
    })
    let bytes = 0
    const ms = await timed(async () => {
      await sender.tell('connect', { url: this.#url })
      bytes = await copied
    })
    if (bytes !== texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)) throw new Error('bytes are missing')
    return ms
  }

  close(): void {
    this.#server.close()
    closeSync(this.#file)
  }

  /** @returns how many bytes came */
  async #copy(socket: Socket, batches: number): Promise<number> {
    let total = 0
    for (let n = 0; n < batches; n += 1) {
      socket.write('.')
      const bytes = await framed(socket)
      writeSync(this.#file, bytes)
      fsyncSync(this.#file)
      total += bytes.length
    }
    socket.destroy()
    return total
  }
}

/** The next bytes that came with their length before them. */
function framed(socket: Socket): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const hear = (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      const first = chunks[0]
      if (size < 4 || first === undefined || size < 4 + first.readUInt32BE()) return
      socket.off('data', hear)
      resolve(Buffer.concat(chunks).subarray(4))
    }
    socket.on('data', hear)
    socket.once('error', reject)
  })
}

async function listening(server: Pick<Server, 'listen' | 'address'>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}

function fail(message: string, cause: unknown): never {
  throw new Error(message, { cause })
}
