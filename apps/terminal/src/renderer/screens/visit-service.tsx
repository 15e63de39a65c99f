import { useLanguage } from '@cherha/ui'
import { inPages } from '../calendar.ts'
import type { ScreenProps } from '../kiosk.ts'
import { BackKey, PendingButton } from '../parts/controls.tsx'
import { Page } from '../parts/page.tsx'
import { useT } from '../texts/index.ts'
import { MoreServices, rowsPerPage, ServiceRow } from './services.tsx'

/** A priority ticket whose registration is lost: its number does not say for which service (Q28). */
export function VisitServiceScreen({ kiosk, screen }: ScreenProps<'visit-service'>) {
  const t = useT()
  const language = useLanguage()
  const { view, flow, today, commands } = kiosk
  const pages = inPages(view.office.services, rowsPerPage[flow.text])
  const declared = screen.priority === null ? {} : { priority: screen.priority }
  return (
    <Page
      kiosk={kiosk}
      title={t('visit.service.title')}
      note={t('visit.service.note')}
      chosen={[[t('visit.ticket'), flow.visit.number]]}
      label={t('services.group.priority')}
      foot={
        <>
          <BackKey kiosk={kiosk} />
          <MoreServices kiosk={kiosk} page={screen.page} pages={pages.length} />
        </>
      }
    >
      <ul className="rows">
        {(pages[screen.page] ?? []).map((service) => (
          <li key={service.id}>
            {screen.sending === service.id ? (
              <PendingButton className="row">
                <span>{service.title[language]}</span>
              </PendingButton>
            ) : (
              <ServiceRow
                service={service}
                disabled={screen.sending !== null}
                onPress={() => void commands.visit('check-in', today, { ...declared, service: service.id })}
              />
            )}
          </li>
        ))}
      </ul>
    </Page>
  )
}
