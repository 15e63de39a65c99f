import { type Server as HttpServer, createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Server } from 'socket.io'
import { io, type Socket } from 'socket.io-client'
import { Frames, type Piece } from '../src/frames.ts'
import { Wan } from '../src/index.ts'

let http: HttpServer
let server: Server
let wan: Wan
let heard: string[]
const clients: Socket[] = []

beforeEach(async () => {
  heard = []
  http = createServer((_request, response) => response.end('hello'))
  server = new Server(http, { transports: ['websocket'] })
  server.on('connection', (socket) => socket.on('say', (word: string) => heard.push(word)))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const address = http.address()
  wan = await Wan.open(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`)
})

afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect()
  await wan.close()
  await server.close()
})

async function connected(): Promise<Socket> {
  const client = io(wan.url, { transports: ['websocket'], reconnection: false, forceNew: true })
  clients.push(client)
  await new Promise<void>((resolve, reject) => {
    client.once('connect', resolve)
    client.once('connect_error', reject)
  })
  return client
}

const gone = (client: Socket) => new Promise<void>((resolve) => client.once('disconnect', () => resolve()))

describe('the line between office and server', () => {
  it('carries requests and messages both ways', async () => {
    expect(await (await fetch(wan.url)).text()).toBe('hello')
    const client = await connected()
    client.emit('say', 'one')
    await expect.poll(() => heard).toEqual(['one'])
    const told = new Promise((resolve) => client.once('told', resolve))
    server.emit('told', 'back')
    expect(await told).toBe('back')
    expect(wan.messages.up).toBeGreaterThan(1)
    expect(wan.bytes.down).toBeGreaterThan(10)
  })

  it('cut, it ends what is open and takes nothing new until it is healed', async () => {
    const client = await connected()
    const ended = gone(client)
    wan.cut()
    await ended
    await expect(connected()).rejects.toThrow('websocket error')
    wan.heal()
    await connected()
  })

  it.each([1, 2, 3])('cut after message %i, that one arrives whole and the next does not', async (message) => {
    const client = await connected()
    const ended = gone(client)
    const cut = wan.cutAt({ direction: 'up', message, where: 'boundary' })
    for (const word of ['one', 'two', 'three', 'four']) client.emit('say', word)
    await Promise.all([cut, ended])
    expect(heard).toEqual(['one', 'two', 'three'].slice(0, message))
    expect(wan.isCut).toBe(true)
  })

  it('cut before the first message, nothing arrives', async () => {
    const client = await connected()
    const cut = wan.cutAt({ direction: 'up', message: 0, where: 'boundary' })
    client.emit('say', 'one')
    await cut
    expect(heard).toEqual([])
  })

  it.each([10, 200, 100_000])(
    'cut in the middle of a message of %i letters, that one does not arrive',
    async (size) => {
      const client = await connected()
      const ended = gone(client)
      const before = wan.bytes.up
      const cut = wan.cutAt({ direction: 'up', message: 2, where: 'middle' })
      client.emit('say', 'one')
      client.emit('say', 'x'.repeat(size))
      await Promise.all([cut, ended])
      expect(heard).toEqual(['one'])
      expect(wan.bytes.up - before).toBeGreaterThan(20)
    },
  )

  it('is cut in the other direction too', async () => {
    const client = await connected()
    const told: string[] = []
    client.on('told', (word: string) => told.push(word))
    const cut = wan.cutAt({ direction: 'down', message: 1, where: 'boundary' })
    server.emit('told', 'one')
    server.emit('told', 'two')
    await cut
    expect(told).toEqual(['one'])
  })

  it('silent, nothing arrives and nobody is told; healed, everything does in its order', async () => {
    const client = await connected()
    wan.silence()
    client.emit('say', 'one')
    client.emit('say', 'two')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(heard).toEqual([])
    expect(client.connected).toBe(true)
    wan.heal()
    await expect.poll(() => heard).toEqual(['one', 'two'])
  })

  it('late, everything arrives in its order', async () => {
    const client = await connected()
    wan.delay(20)
    client.emit('say', 'one')
    client.emit('say', 'two')
    await expect.poll(() => heard).toEqual(['one', 'two'])
  })
})

describe('frames', () => {
  const head = Buffer.from('GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n')
  const frame = (first: number, size: number, byte: number): Buffer => {
    const length = size < 126 ? Buffer.from([size]) : Buffer.from([126, size >> 8, size & 255])
    return Buffer.concat([Buffer.from([first]), length, Buffer.alloc(size, byte)])
  }
  const stream = Buffer.concat([
    head,
    frame(0x81, 5, 1), // a text
    frame(0x01, 300, 2), // its first part
    frame(0x89, 2, 9), // a ping in between
    frame(0x80, 4, 3), // its last
    frame(0x82, 0, 0), // nothing
  ])

  it.each([1, 2, 7, 1_000])('finds the same messages however the bytes come (%i at a time)', (size) => {
    const frames = new Frames()
    const pieces: Piece[] = []
    for (let at = 0; at < stream.length; at += size) pieces.push(...frames.push(stream.subarray(at, at + size)))
    expect(Buffer.concat(pieces.map(({ bytes }) => bytes)).equals(stream)).toBe(true)
    const ends: number[] = []
    let at = 0
    for (const { bytes, endsMessage } of pieces) {
      at += bytes.length
      if (endsMessage) ends.push(at)
    }
    expect(ends).toEqual([head.length + 7, stream.length - 2, stream.length])
  })
})
