/** What a hub may write into its own log file while lines break, servers fail and disks are lost. */
const ofHub = [
  'the log may not be the newest',
  'a device has seen',
  'the logs of hub and server are two histories',
  'the server refuses this hub',
  'the exchange with the server failed',
  'the hub could not start',
]

/** What the server may write into its own. */
const ofServer = [
  'the inbox could not be written',
  'a batch of an office could not be taken',
  'no snapshot',
  'and the server have two histories',
  'a divergence could not be stored',
  'a job failed and is tried again',
  'the server could not start',
  'a hub could not be looked up',
  'a hub could not be greeted',
]

export const isExpectedOfHub = (message: string): boolean => ofHub.some((one) => message.includes(one))
export const isExpectedOfServer = (message: string): boolean => ofServer.some((one) => message.includes(one))
