import { commonBridge, deviceCalls, exposeBridge } from '@cherha/device-shell/preload'
import type { DeviceBridge } from '@cherha/ui'
import type { DisplayChannels } from '../main/ipc.ts'

const call = deviceCalls<DisplayChannels>()

exposeBridge(commonBridge(call) satisfies DeviceBridge, call)
