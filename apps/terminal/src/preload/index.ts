import { commonBridge, deviceCalls, exposeBridge } from '@cherha/device-shell/preload'
import type { DeviceBridge } from '@cherha/ui'
import type { TerminalChannels } from '../main/ipc.ts'

const call = deviceCalls<TerminalChannels>()

exposeBridge(
  {
    ...commonBridge(call),
    hostedHub: {
      state: () => call('hub:state', null),
      pair: (role) => call('hub:pair', { role }),
    },
    speech: {
      state: () => call('speech:state', null),
      say: async (parts) => (await call('speech:say', { parts: [...parts] })).heard,
      stop: () => call('speech:stop', null),
    },
  } satisfies DeviceBridge,
  call,
)
