import { useId } from 'react'
import { useTexts } from '../i18n.ts'
import type { FoundHub } from './bridge.ts'
import type { uk } from './texts-uk.ts'

interface Props {
  /** Null: still looking. */
  readonly hubs: readonly FoundHub[] | null
  /** Address of the chosen one; null: an address is typed. */
  readonly chosen: string | null
  readonly onChoose: (address: string | null) => void
}

/** The hubs that announce themselves, and "another address". */
export function HubChoice({ hubs, chosen, onChoose }: Props) {
  const t = useTexts<typeof uk>()
  const name = useId()
  if (hubs === null) return <p className="cn-quiet">{t('searching')}</p>
  if (hubs.length === 0) return <p className="cn-quiet">{t('nothingFound')}</p>
  return (
    <ul className="cn-hubs">
      {hubs.map((hub) => (
        <li key={hub.address}>
          <label>
            <input type="radio" name={name} checked={chosen === hub.address} onChange={() => onChoose(hub.address)} />
            <span>
              <b>{hub.name || t('hubOf', { code: hub.code })}</b>
              <small>
                {hub.address}
                {hub.fingerprint !== '' && ` · ${hub.fingerprint}`}
              </small>
            </span>
          </label>
        </li>
      ))}
      <li>
        <label>
          <input type="radio" name={name} checked={chosen === null} onChange={() => onChoose(null)} />
          <span>{t('otherAddress')}</span>
        </label>
      </li>
    </ul>
  )
}
