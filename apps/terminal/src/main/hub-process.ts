import { runHub, utilityPort } from '@cherha/device-shell/electron'
import { startHostedHub } from './hosted-hub.ts'

// entry of the utility process; the terminal's main process forks and supervises it
runHub(utilityPort(process.parentPort), startHostedHub, (code) => process.exit(code))
