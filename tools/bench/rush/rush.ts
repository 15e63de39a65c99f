import { setTimeout as sleep } from 'node:timers/promises'
import { Forked } from '../fork.ts'
import { CodeGateway } from './gateway.ts'
import { Booker, type Outcome, type Visitor } from './visitor.ts'
import { Wire } from './wire.ts'

export interface RushOptions {
  /** For the server's database; removed by the caller. */
  readonly folder: string
  readonly users: number
  /** A multiple of 100. */
  readonly places: number
  /** In which all of them arrive. */
  readonly seconds: number
}

/** What the server's books say afterwards. */
export interface Books {
  /** Date and number of every booking in the inbox of the office. */
  readonly inbox: readonly string[]
  /** Online places that nobody has. */
  readonly free: number
  /** Processor time of the server's process so far, its start left out. */
  readonly cpuSeconds: number
}

export interface RushResult {
  readonly outcomes: readonly Outcome[]
  /** Ms of every answer. */
  readonly answers: readonly number[]
  /** From the first arrival to the last visitor's end. */
  readonly seconds: number
  readonly books: Books
}

/** Connections a proxy has to its server: whoever waits for a hold has one of them. */
const connections = 512
const tickMs = 10

/** A server in a process of its own, with that many places online, and a gateway that hands over its codes. */
export class RushServer {
  readonly gateway: CodeGateway
  readonly #server: Forked
  readonly #port: number

  private constructor(server: Forked, port: number, gateway: CodeGateway) {
    this.#server = server
    this.#port = port
    this.gateway = gateway
  }

  static async start(folder: string, places: number): Promise<RushServer> {
    const gateway = await CodeGateway.open()
    const server = await Forked.start('rush-child.ts', [folder, String(places), gateway.url])
    return new RushServer(server, await server.tell<number>('port'), gateway)
  }

  wire(): Promise<Wire> {
    return Wire.open(this.#port, connections)
  }

  books(): Promise<Books> {
    return this.#server.tell<Books>('books')
  }

  async stop(): Promise<void> {
    await this.#server.tell('stop')
    this.#server.stop()
    this.gateway.close()
  }
}

/** So many visitors in so many seconds, each with an address and a phone of their own. */
export async function rush({ folder, users, places, seconds }: RushOptions): Promise<RushResult> {
  const server = await RushServer.start(folder, places)
  const wire = await server.wire()
  try {
    const answers: number[] = []
    const booker = new Booker(wire, server.gateway, (ms) => answers.push(ms))
    const visits: Promise<Outcome>[] = []
    const began = performance.now()
    while (visits.length < users) {
      // those who are late because the generator was busy arrive now, not later
      const due = Math.min(users, Math.ceil(((performance.now() - began) / (seconds * 1000)) * users))
      while (visits.length < due) visits.push(booker.book(visitor(visits.length)))
      await sleep(tickMs)
    }
    const outcomes = await Promise.all(visits)
    const lasted = (performance.now() - began) / 1000
    return { outcomes, answers, seconds: lasted, books: await server.books() }
  } finally {
    wire.close()
    await server.stop()
  }
}

/** The n-th of all visitors. */
export function visitor(n: number): Visitor {
  return {
    from: `100.${64 + ((n >> 16) & 63)}.${(n >> 8) & 255}.${n & 255}`,
    phone: `+38067${String(1_000_000 + n)}`,
    digits: String(n % 10_000).padStart(4, '0'),
  }
}
