import { eServices } from '@cherha/shared/information'
import { useLanguage } from '@cherha/ui'
import { useStatusPage } from '../information.ts'
import type { ScreenProps } from '../kiosk.ts'
import { BackKey } from '../parts/controls.tsx'
import { Page } from '../parts/page.tsx'
import { QrCode } from '../parts/qr-code.tsx'
import { useT } from '../texts/index.ts'

/** Other electronic services, to be taken along: a kiosk opens no other pages. */
export function EServicesScreen({ kiosk }: ScreenProps<'e-services'>) {
  const t = useT()
  const language = useLanguage()
  const page = useStatusPage(kiosk.hubUrl)
  return (
    <Page
      kiosk={kiosk}
      title={t('e-services.title')}
      note={t('e-services.note')}
      label={t('e-services.title')}
      foot={<BackKey kiosk={kiosk} />}
    >
      <ul className="codes">
        {eServices.map(({ key, title, note, address }) => {
          const own = key === 'status' && page !== null
          const shown = own ? page : address
          return (
            <li key={key}>
              <QrCode text={shown} label={t('e-services.code', { title: title[language] })} />
              <div>
                <b>{own ? t('e-services.application') : title[language]}</b>
                <span>{own ? t('e-services.application.note') : note[language]}</span>
              </div>
              <small>{shown.replace(/^https:\/\/|\/$/g, '').replaceAll('/', '/\u200b')}</small>
            </li>
          )
        })}
      </ul>
    </Page>
  )
}
