// Run as a process of its own: a bare socket.io server that answers with what it was given to keep, for as long as its
// standard input is open.
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const http = createServer()
const io = new Server(http, { serveClient: false })
io.on('connection', (socket) => {
  let kept: unknown = null
  socket.on('keep', (body: unknown, acknowledge: () => void) => {
    kept = body
    acknowledge()
  })
  socket.on('command', (_command: unknown, answer: (body: unknown) => void) => answer(kept))
})
http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`)
})
process.stdin.resume().once('close', () => process.exit(0))
