import { Icon, useLanguage, unbroken } from '@cherha/ui'
import { useEffect, useRef, type ReactNode } from 'react'
import { endAssistance } from '../assistance.ts'
import type { Kiosk } from '../kiosk.ts'
import { useT } from '../texts/index.ts'

/** A panel over the touch zone. Its blue button gets the focus; Escape does what that button does. */
function Panel({
  role,
  label,
  children,
  onEscape,
}: {
  role: 'dialog' | 'alertdialog'
  label: string
  children: ReactNode
  onEscape: () => void
}) {
  const panel = useRef<HTMLDivElement>(null)
  useEffect(
    () => (panel.current?.querySelector<HTMLElement>('.go') ?? panel.current?.querySelector('button'))?.focus(),
    [],
  )
  return (
    <div
      className="overlay"
      ref={panel}
      role={role}
      aria-modal="true"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onEscape()
      }}
    >
      <div className="panel">{children}</div>
    </div>
  )
}

/** «Вам потрібен ще час?» */
export function IdleQuestion({ secondsLeft, onStay }: { secondsLeft: number; onStay: () => void }) {
  const t = useT()
  return (
    <Panel role="alertdialog" label={t('idle.title')} onEscape={onStay}>
      <h2>{t('idle.title')}</h2>
      <p className="say">{t('idle.note', { seconds: secondsLeft })}</p>
      <button type="button" className="key go yes" onClick={onStay}>
        {t('idle.yes')}
      </button>
    </Panel>
  )
}

/** Whom to ask, and where this is. */
export function HelpPanel({
  kiosk: { view, flow, hubUrl, dispatch },
}: {
  kiosk: Pick<Kiosk, 'view' | 'flow' | 'hubUrl' | 'dispatch'>
}) {
  const t = useT()
  const language = useLanguage()
  const close = (): void => dispatch({ do: 'show-help', open: false })
  return (
    <Panel role="dialog" label={t('help.title')} onEscape={close}>
      <h2>{t('help.title')}</h2>
      <p className="say">{t('help.staff')}</p>
      <dl className="facts on-page">
        <div>
          <dt>{t('help.phones')}</dt>
          {view.office.phones.map((phone) => (
            <dd key={phone} className="nowrap">
              {phone}
            </dd>
          ))}
        </div>
        <div>
          <dt>{t('help.address')}</dt>
          <dd>{unbroken(`${view.office.name[language]}, ${view.office.address[language]}`)}</dd>
        </div>
      </dl>
      {flow.assistant === null ? (
        <button
          type="button"
          className="key"
          onClick={() => {
            close()
            dispatch({ do: 'sign-on' })
          }}
        >
          {t('assistant.enter')}
        </button>
      ) : (
        <button
          type="button"
          className="key"
          onClick={() => {
            endAssistance(hubUrl)
            dispatch({ do: 'assisted', by: null, session: crypto.randomUUID() })
          }}
        >
          {t('assistant.end', { name: flow.assistant })}
        </button>
      )}
      <button type="button" className="key go" onClick={close}>
        <Icon name="check" />
        {t('help.close')}
      </button>
    </Panel>
  )
}
