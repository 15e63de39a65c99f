import type { OfficeConfig } from '@cherha/shared/protocol'
import { leafletAddress } from '../../api/routes.ts'
import { useConsoleTexts } from '../../texts/texts.ts'

const kinds = [
  ['uk', 'a4'],
  ['uk', 'a5'],
  ['en', 'a4'],
  ['en', 'a5'],
] as const

/** Leaflets of an office that sells online, to be printed. */
export function Leaflets({ config: { code, channels } }: { readonly config: OfficeConfig }) {
  const t = useConsoleTexts()
  if (!channels.online) return null
  return (
    <section className="panel" aria-labelledby="leaflets">
      <h2 id="leaflets">{t('leaflet.heading')}</h2>
      <p>{t('leaflet.lead')}</p>
      <ul className="links">
        {kinds.map(([language, size]) => (
          <li key={`${language} ${size}`}>
            <a href={leafletAddress(code, language, size)} target="_blank" rel="noreferrer">
              {`${size.toUpperCase()}, ${t(`leaflet.${language}`)}`}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
