import { useEffect, useState } from 'react'
import { useConsole } from '../console-context.ts'
import { useConsoleTexts } from '../texts/texts.ts'
import { minutesText } from '../model/format.ts'

/** A one-time code, large, with the time it has left by the server's clock. */
export function CodeCard({
  label,
  code,
  expiresAt,
  children,
}: {
  readonly label: string
  readonly code: string
  readonly expiresAt: string
  readonly children?: React.ReactNode
}) {
  const t = useConsoleTexts()
  const { client } = useConsole()
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  const left = (Date.parse(expiresAt) - client.now()) / 1000
  return (
    <div className="code-card">
      <p className="quiet">{label}</p>
      {left > 0 ? (
        <>
          <p className="code num" role="status">
            {code}
          </p>
          <p>
            {t('code.left')} <b role="timer">{minutesText(left)}</b>
          </p>
        </>
      ) : (
        <p role="alert">{t('code.over')}</p>
      )}
      {left > 0 && children}
    </div>
  )
}
