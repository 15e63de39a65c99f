import { useState } from 'react'
import type { HostedHubBridge, MaintenanceBridge, MaintenanceState } from './bridge.ts'
import { playTone } from './sound.ts'
import type { MaintenanceText } from './texts.ts'

interface Props {
  readonly device: MaintenanceBridge
  readonly hostedHub: HostedHubBridge | undefined
  readonly text: MaintenanceText
  readonly state: MaintenanceState
  readonly onChanged: () => void
}

/** Network, printer, sound, the hub of this computer, version and log. */
export function ChecksSection({ device, hostedHub, text, state, onChanged }: Props) {
  const [notes, setNotes] = useState<Readonly<Record<string, string>>>({})
  const [log, setLog] = useState<readonly string[] | null>(null)
  const say = (what: string, note: string): void => setNotes((all) => ({ ...all, [what]: note }))
  const check = async (what: string, work: () => Promise<string>): Promise<void> => {
    say(what, '…')
    say(what, await work().catch(() => text.failed))
  }
  const row = (what: string, label: string, work: () => Promise<string>) => (
    <div className="actions" key={what}>
      <button type="button" onClick={() => void check(what, work)}>
        {label}
      </button>
      <output>{notes[what] ?? ''}</output>
    </div>
  )

  const network = async (): Promise<string> => {
    const { addresses, hub } = await device.network()
    const own = addresses.map(({ card, address }) => `${card} ${address}`).join(', ')
    const answer =
      hub === null ? text.unpaired : `${text.hubAt} ${hub.address}: ${hub.ms === null ? text.silent : `${hub.ms} ms`}`
    return own === '' ? answer : `${answer} · ${own}`
  }
  const printer = async (): Promise<string> => {
    const test = await device.printerTest()
    if (test.result === 'failed') return test.message
    return test.result === 'printed' ? text.printed : text.printNone
  }
  const pair = (hub: HostedHubBridge, role: 'terminal' | 'display' | 'desk') => async (): Promise<string> => {
    const { code, until } = await hub.pair(role)
    return `${code} · ${text.codeUntil} ${new Date(until).toTimeString().slice(0, 5)}`
  }
  const hub = async (bridge: HostedHubBridge): Promise<string> => {
    const now = await bridge.state()
    if (now.is === 'running') return `${now.url} · ${text.restarts}: ${now.restarts}`
    return now.is === 'waiting' ? now.problem : now.is
  }

  return (
    <section aria-labelledby="m-tests">
      <h2 id="m-tests">{text.tests}</h2>
      {row('network', `${text.network}: ${text.check}`, network)}
      {row('printer', text.printTest, printer)}
      {row('sound', text.soundTest, async () => ((await playTone()) ? text.played : text.noSound))}
      {hostedHub !== undefined && state.settings.hub != null && (
        <>
          {row('hub', `${text.hub}: ${text.check}`, () => hub(hostedHub))}
          <h3>{text.pairing}</h3>
          {(['terminal', 'display', 'desk'] as const).map((role) => row(role, text[role], pair(hostedHub, role)))}
        </>
      )}
      {state.paired &&
        row('disconnect', text.disconnect, async () => {
          const saved = await device.disconnect()
          onChanged()
          return saved.ok ? text.saved : saved.because
        })}
      <h3>{text.about}</h3>
      <p>
        {state.version} · {text.crashes}: {state.crashes} · {text.hangs}: {state.hangs}
      </p>
      <h3>{text.log}</h3>
      {log === null ? (
        <button type="button" onClick={() => void device.log().then(setLog, () => say('log', text.failed))}>
          {text.showLog}
        </button>
      ) : (
        <pre tabIndex={0}>{log.join('\n')}</pre>
      )}
    </section>
  )
}
