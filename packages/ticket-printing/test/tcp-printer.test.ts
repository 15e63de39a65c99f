import { createServer, type Server, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openPrinter } from '../src/index.ts'
import { completion } from '../src/printers/completion.ts'
import { LinePrinter, type LineOptions } from '../src/printers/line-printer.ts'
import { tcpTransport } from '../src/printers/tcp.ts'

/** A network printer whose behaviour the test gives; gone when the test has ended. */
async function aPrinter(serve: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    serve(socket)
  })
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return listen(server)
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

/** Reads to the end, then closes. */
function read(socket: Socket, then: (bytes: Buffer) => void): void {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  socket.on('end', () => {
    then(Buffer.concat(chunks))
    socket.end()
  })
}

/** A printer that is not asked how it is. */
function aLine(port: number, options: LineOptions): LinePrinter {
  return new LinePrinter(tcpTransport('127.0.0.1', port), { asks: false, ...options })
}

const job = (size: number, seed: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, i) => (i * 31 + seed) % 251)

describe('a network printer', () => {
  it('gets exactly the bytes of the ticket', async () => {
    const got: Buffer[] = []
    const port = await aPrinter((socket) => read(socket, (bytes) => got.push(bytes)))
    await openPrinter(`tcp:127.0.0.1:${port}?status=no`).print(job(70_001, 1), 'А-015')
    expect(got.map((bytes) => new Uint8Array(bytes))).toEqual([job(70_001, 1)])
  })

  it('gets everything although it reads slowly and in small pieces', async () => {
    let got = Buffer.alloc(0)
    const port = await aPrinter((socket) => {
      const chunks: Buffer[] = []
      const sip = (): void => {
        const chunk: unknown = socket.read(Math.min(20_011, Math.max(1, socket.readableLength)))
        if (Buffer.isBuffer(chunk)) chunks.push(chunk)
        if (!socket.readableEnded) setTimeout(sip, 1)
      }
      socket.on('end', () => {
        got = Buffer.concat(chunks)
        socket.end()
      })
      socket.pause()
      sip()
    })
    await openPrinter(`tcp:127.0.0.1:${port}?status=no`).print(job(3_000_000, 2), 'А-015')
    expect(got.equals(job(3_000_000, 2))).toBe(true)
  })

  it('gets one job at a time, in order', async () => {
    const got: number[] = []
    let open = 0
    let most = 0
    const port = await aPrinter((socket) => {
      most = Math.max(most, ++open)
      read(socket, (bytes) => got.push(bytes[0] ?? -1))
      socket.on('close', () => open--)
    })
    const printer = openPrinter(`tcp:127.0.0.1:${port}?status=no`)
    await Promise.all(
      [1, 2, 3, 4].map((number) => printer.print(Uint8Array.of(number, ...job(50_000, 0)), `А-00${number}`)),
    )
    expect(got).toEqual([1, 2, 3, 4])
    expect(most).toBe(1)
  })

  it('that is down is reported with a sentence, and again when it is still down', async () => {
    const server = createServer()
    const port = await listen(server)
    await new Promise((closed) => server.close(closed))
    const printer = openPrinter(`tcp:127.0.0.1:${port}?status=no`)
    await expect(printer.print(job(10, 0), 'А-015')).rejects.toMatchObject({
      name: 'PrinterError',
      code: 'unreachable',
    })
    await expect(printer.print(job(10, 0), 'А-015')).rejects.toThrow(`The printer 127.0.0.1:${port} does not answer`)
    expect(await printer.check()).toMatchObject({ trouble: 'unreachable' })
  })

  it('prints the next ticket after one that failed', async () => {
    let first = true
    const got: Buffer[] = []
    const port = await aPrinter((socket) => {
      if (first) socket.once('data', () => socket.resetAndDestroy())
      else read(socket, (bytes) => got.push(bytes))
      first = false
    })
    const printer = openPrinter(`tcp:127.0.0.1:${port}?status=no`)
    const [failed, printed] = await Promise.allSettled([
      printer.print(job(5_000_000, 3), 'А-001'),
      printer.print(job(9, 4), 'А-002'),
    ])
    expect(failed).toMatchObject({ status: 'rejected', reason: { code: 'connection-lost' } })
    expect(printed.status).toBe('fulfilled')
    // P16: the printer may still wait for the rest of the first
    expect(got.map((bytes) => new Uint8Array(bytes))).toEqual([Uint8Array.of(...completion, ...job(9, 4))])
  })

  it('that takes nothing any more is given up', async () => {
    const port = await aPrinter((socket) => socket.pause())
    const printer = aLine(port, { stallMs: 150 })
    await expect(printer.print(new Uint8Array(40_000_000), 'А-015')).rejects.toMatchObject({ code: 'timeout' })
  })

  it('that never closes the connection has still printed', async () => {
    let got = 0
    const port = await aPrinter((socket) =>
      socket.on('data', (chunk: Buffer) => {
        got += chunk.length
      }),
    )
    await aLine(port, { lingerMs: 100 }).print(job(1_000, 5), 'А-015')
    expect(got).toBe(1_000)
  })

  it('can be asked whether it is there without printing', async () => {
    let bytes = 0
    const port = await aPrinter((socket) =>
      read(socket, (got) => {
        bytes += got.length
      }),
    )
    expect(await openPrinter(`tcp:127.0.0.1:${port}?status=no`).check()).toEqual({
      answers: false,
      trouble: null,
      paperLow: false,
    })
    expect(bytes).toBe(0)
  })

  it('ends the running job when it is closed and refuses the waiting ones', async () => {
    const got: number[] = []
    let arrived: (() => void) | undefined
    const begun = new Promise<void>((resolve) => {
      arrived = resolve
    })
    const port = await aPrinter((socket) => {
      arrived?.()
      read(socket, (bytes) => got.push(bytes.length))
    })
    const printer = openPrinter(`tcp:127.0.0.1:${port}?status=no`)
    const jobs = [printer.print(job(1_000_000, 6), 'А-001'), printer.print(job(5, 7), 'А-002')]
    await begun
    const settled = Promise.allSettled(jobs)
    await printer.close()
    expect(await settled).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'closed' } }])
    expect(got).toEqual([1_000_000])
  })
})
