import { useCallback, useEffect, useState } from 'react'
import type { HostedHubBridge, MaintenanceBridge, MaintenanceState } from './bridge.ts'
import { ChecksSection } from './checks-section.tsx'
import { LockScreen } from './lock-screen.tsx'
import { SettingsSection } from './settings-section.tsx'
import { maintenanceTexts } from './texts.ts'

interface Props {
  readonly device: MaintenanceBridge
  readonly hostedHub: HostedHubBridge | undefined
}

/** A visitor who found the way here by chance is taken back after this. */
const idleMs = 45_000
const lookMs = 5_000

/** The maintenance screen of a device: locked for everybody, open for staff. */
export function MaintenanceApp({ device, hostedHub }: Props) {
  const [language, setLanguage] = useState<'uk' | 'en'>('uk')
  const [lock, setLock] = useState<Awaited<ReturnType<MaintenanceBridge['lock']>> | null>(null)
  const [state, setState] = useState<MaintenanceState | null>(null)
  const text = maintenanceTexts[language]

  const look = useCallback(async (): Promise<void> => {
    const now = await device.lock()
    setLock(now)
    if (!now.unlocked) return setState(null)
    setState((known) => known)
  }, [device])
  const read = useCallback(() => device.read().then(setState, () => look()), [device, look])

  useEffect(() => {
    document.documentElement.lang = language
    document.title = text.title
  }, [language, text])
  useEffect(() => {
    void look()
    const timer = setInterval(() => void look(), lookMs)
    return () => clearInterval(timer)
  }, [look])
  const unlocked = lock?.unlocked === true
  useEffect(() => {
    if (unlocked) void read()
  }, [unlocked, read])
  // locked and left alone: the app comes back; not when it is the app that does not work
  const leaves = lock !== null && !lock.unlocked && !lock.crashLoop
  useEffect(() => {
    if (!leaves) return undefined
    let timer = setTimeout(() => void device.close(), idleMs)
    const wait = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => void device.close(), idleMs)
    }
    window.addEventListener('pointerdown', wait)
    window.addEventListener('keydown', wait)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pointerdown', wait)
      window.removeEventListener('keydown', wait)
    }
  }, [leaves, device])

  return (
    <main className="maintenance">
      <header>
        <h1>{text.title}</h1>
        <button
          type="button"
          lang={language === 'uk' ? 'en' : 'uk'}
          onClick={() => setLanguage(language === 'uk' ? 'en' : 'uk')}
        >
          {text.other}
        </button>
      </header>
      {lock !== null && !lock.unlocked && (
        <LockScreen device={device} text={text} lock={lock} onUnlocked={() => void look()} />
      )}
      {unlocked && state !== null && (
        <>
          <div className="columns">
            <SettingsSection
              device={device}
              text={text}
              state={state}
              canHostHub={hostedHub !== undefined}
              onChanged={() => void read()}
            />
            <ChecksSection
              device={device}
              hostedHub={hostedHub}
              text={text}
              state={state}
              onChanged={() => void read()}
            />
          </div>
          <section aria-labelledby="m-exit">
            <h2 id="m-exit">{text.exit}</h2>
            <div className="actions">
              <button type="button" className="go" onClick={() => void device.leave('app')}>
                {text.back}
              </button>
              <button type="button" onClick={() => void device.leave('relaunch')}>
                {text.relaunch}
              </button>
              <button type="button" onClick={() => void device.leave('desktop')}>
                {text.desktop}
              </button>
            </div>
          </section>
        </>
      )}
    </main>
  )
}
