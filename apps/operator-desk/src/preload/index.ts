import { commonBridge, deviceCalls, exposeBridge } from '@cherha/device-shell/preload'
import type { DeviceBridge } from '@cherha/ui'
import type { DeskChannels } from '../main/ipc.ts'

const call = deviceCalls<DeskChannels>()

exposeBridge(
  {
    ...commonBridge(call),
    documents: {
      show: (document) => call('documents:show', document),
      closeAll: () => call('documents:close', null),
    },
  } satisfies DeviceBridge,
  call,
)
