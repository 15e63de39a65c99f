import { Icon } from '@cherha/ui'
import type { Kiosk } from '../kiosk.ts'
import { useT } from '../texts/index.ts'

/** Language, contrast, size of type, hearing, help: the same place on every screen. */
export function Assist({
  kiosk: { flow, canSpeak, dispatch },
}: {
  kiosk: Pick<Kiosk, 'flow' | 'canSpeak' | 'dispatch'>
}) {
  const t = useT()
  const other = flow.language === 'uk' ? 'en' : 'uk'
  return (
    <nav className="assist" aria-label={t('assist')}>
      <ul>
        <li>
          <button type="button" lang={other} onClick={() => dispatch({ do: 'set-language', language: other })}>
            {t('assist.language')}
          </button>
        </li>
        <li>
          <button type="button" aria-pressed={flow.contrast} onClick={() => dispatch({ do: 'toggle-contrast' })}>
            <Icon name="contrast" />
            {t('assist.contrast')}
          </button>
        </li>
        <li>
          <button
            type="button"
            aria-label={t(`assist.text.${flow.text}`)}
            onClick={() => dispatch({ do: 'enlarge-text' })}
          >
            <Icon name="zoom" />
            {t(flow.text === 2 ? 'assist.smaller' : 'assist.larger')}
          </button>
        </li>
        {canSpeak && (
          <li>
            <button
              type="button"
              aria-pressed={flow.speech}
              onClick={() => dispatch({ do: 'set-speech', on: !flow.speech })}
            >
              <Icon name="sound" />
              {t('assist.speech')}
            </button>
          </li>
        )}
        <li>
          <button type="button" onClick={() => dispatch({ do: 'show-help', open: true })}>
            <Icon name="help" />
            {t('assist.help')}
          </button>
        </li>
      </ul>
    </nav>
  )
}
