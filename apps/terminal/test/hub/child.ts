import { runHub } from '@cherha/device-shell/electron'
import { startHostedHub } from '../../src/main/hosted-hub.ts'

// the hub process as Electron's utility process runs it, with Node's own channel in place of Electron's
runHub(
  {
    send: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
  },
  startHostedHub,
  (code) => process.exit(code),
)
