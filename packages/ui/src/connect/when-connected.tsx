import type { Language } from '@cherha/shared/protocol'
import type { ReactNode } from 'react'
import { useCallback, useEffect, useState } from 'react'
import type { DeviceBridge } from '../device.ts'
import { createI18n, TextsProvider, useScreenLanguage, useTexts } from '../i18n.ts'
import type { LinkStatus, PairingBridge } from './bridge.ts'
import { ConnectScreen } from './connect-screen.tsx'
import { en } from './texts-en.ts'
import { uk } from './texts-uk.ts'
import { TrustScreen } from './trust-screen.tsx'

/** How often the page asks how its device stands: it has to notice soon that the hub does not take it any more. */
const watchEveryMs = 2_000
const askEveryMs = 700

/**
 * Resolves once this device belongs to a hub that it trusts; until then the page shows "connect this device", or why
 * the hub is not trusted. Later the page starts anew when that is no longer so. A device whose host says nothing about
 * it goes on at once: the app has its own words for that.
 * @param root where the screen is shown; the app renders into it afterwards
 */
export async function whenConnected(
  bridge: DeviceBridge,
  root: { render(screen: ReactNode): void },
  language: Language = 'uk',
): Promise<void> {
  const { pairing } = bridge
  if (pairing === undefined) return
  const status = await pairing.status().catch(() => 'unknown' as const)
  if (status === null) return
  if (status !== 'unknown' && status.state !== 'paired') {
    await new Promise<void>((resolve) => {
      root.render(
        <TextsProvider i18n={createI18n({ uk, en }, language)}>
          <ConnectPage bridge={pairing} first={status} startIn={language} onConnected={resolve} />
        </TextsProvider>,
      )
    })
  }
  watch(pairing)
}

function watch(pairing: PairingBridge): void {
  const timer = setInterval(() => {
    pairing.status().then(
      (now) => {
        if (now === null || now.state === 'paired') return
        clearInterval(timer)
        // the screen that was there is of no use without a hub; the page begins again with what is to be done
        location.reload()
      },
      () => undefined,
    )
  }, watchEveryMs)
}

interface PageProps {
  readonly bridge: PairingBridge
  readonly first: LinkStatus
  readonly startIn: Language
  readonly onConnected: () => void
}

/** What stands in the way of the app, kept up to date. */
export function ConnectPage({ bridge, first, startIn, onConnected }: PageProps) {
  const [status, setStatus] = useState(first)
  const [language, setLanguage] = useState(startIn)
  const t = useTexts<typeof uk>()
  useScreenLanguage(language)
  const ask = useCallback(
    () =>
      void bridge.status().then(
        (now) => (now === null || now.state === 'paired' ? onConnected() : setStatus(now)),
        () => undefined,
      ),
    [bridge, onConnected],
  )
  useEffect(() => {
    const timer = setInterval(ask, askEveryMs)
    return () => clearInterval(timer)
  }, [ask])
  const untrusted =
    status.state === 'certificate-changed' || status.state === 'certificate-dates' || status.state === 'older-hub'
  return (
    <main className="cn">
      <title>{t('title')}</title>
      <button
        type="button"
        className="cn-language"
        lang={language === 'uk' ? 'en' : 'uk'}
        onClick={() => setLanguage(language === 'uk' ? 'en' : 'uk')}
      >
        {t('otherLanguage')}
      </button>
      {untrusted ? (
        <TrustScreen status={status} />
      ) : (
        <ConnectScreen bridge={bridge} status={status} onConnected={ask} />
      )}
    </main>
  )
}
