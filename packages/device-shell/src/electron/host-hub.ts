import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { DeviceHost } from '../device-host.ts'
import { HubSupervisor, type HubChild, type HubState } from '../hub-process/supervisor.ts'
import { staffChannel, type IpcHandlers } from '../ipc/channels.ts'
import { realClock, type RunnerClock } from '../recovery/runner.ts'

const Code = z.strictObject({ code: z.string(), until: z.string() })
const Adopted = z.strictObject({
  token: z.string().min(1),
  office: z.strictObject({ code: z.string(), name: z.strictObject({ uk: z.string(), en: z.string() }) }),
})
const device = 'terminal-1'
const onThisComputer = { pinnedCertificatePem: null, fingerprint: 'loopback' } as const

/** What the maintenance screen of a terminal asks about the hub it runs. */
export const hubChannels = {
  'hub:state': staffChannel<HubState>()(z.null()),
  /** A one-use code with which another device joins this hub. */
  'hub:pair': staffChannel<z.infer<typeof Code>>()(z.strictObject({ role: z.enum(['terminal', 'display', 'desk']) })),
} as const
export type HubChannels = typeof hubChannels

export interface HostedHubControl {
  readonly supervisor: HubSupervisor
  readonly handlers: IpcHandlers<HubChannels>
  /** Null: this device runs no hub. */
  printTest(): Promise<void> | null
  /** After settings have changed: starts, stops or starts anew. */
  settingsChanged(): void
  stop(): Promise<void>
}

/**
 * Runs the office's hub beside the terminal's window where the settings say so, and connects the terminal to it: it
 * gets a token of its own without a code, because both are one computer and one user.
 */
export function hostHub(host: DeviceHost, fork: () => HubChild, clock: RunnerClock = realClock): HostedHubControl {
  const { settings, log } = host
  let wanted = JSON.stringify(settings.current.hub)

  const connect = async (url: string): Promise<void> => {
    const hub = Adopted.parse(
      await supervisor.ask({ type: 'adopt', device, token: host.link.access()?.deviceToken ?? null }),
    )
    const kept = host.link.use({ hubUrl: url, deviceId: device, ...hub, ...onThisComputer })
    if (!kept) log.write('the terminal’s token is used until the next start: it could not be kept')
    await host.learnPhones()
  }
  const supervisor: HubSupervisor = new HubSupervisor({
    fork,
    clock,
    options() {
      const { hub } = settings.current
      if (hub === null) throw new Error('this device runs no hub')
      return { type: 'start', ...hub, dataDir: join(host.dataDir, 'hub') }
    },
    onState(state) {
      log.write('the hub process', { ...state })
      if (state.is === 'running') {
        connect(state.url).catch((error: unknown) => log.write('the terminal could not join its own hub', { error }))
      }
    },
  })
  const start = (): void => {
    const { hub } = settings.current
    if (hub === null) return
    if (!existsSync(hub.configFile)) log.write('the office’s configuration is not there', { file: hub.configFile })
    supervisor.start()
  }
  start()
  return {
    supervisor,
    handlers: {
      'hub:state': () => supervisor.state,
      'hub:pair': async ({ role }) => Code.parse(await supervisor.ask({ type: 'pair', role })),
    },
    printTest: () =>
      settings.current.hub === null ? null : supervisor.ask({ type: 'print-test' }).then(() => undefined),
    settingsChanged() {
      const now = JSON.stringify(settings.current.hub)
      if (now === wanted) return
      wanted = now
      void supervisor.stop().then(start)
    },
    stop: () => supervisor.stop(),
  }
}
