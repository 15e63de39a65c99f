import type { AdminRight } from '@cherha/shared/protocol'
import { useConsole } from '../console-context.ts'
import { may } from '../model/permissions.ts'
import { Allowed } from '../parts/allowed.tsx'
import { Shown } from '../parts/loading.tsx'
import { hrefOf, type OfficeTab, officeTabs } from '../route.ts'
import { useConsoleTexts } from '../texts/texts.ts'
import { useLoad } from '../use-load.ts'
import { DaysTab } from './office/days.tsx'
import { DevicesTab } from './office/devices.tsx'
import { HubTab } from './office/hub.tsx'
import { OverviewTab } from './office/overview.tsx'
import { ReportTab } from './office/report.tsx'
import { SettingsTab } from './office/settings.tsx'
import { StaffTab } from './office/staff.tsx'
import { StatisticsTab } from './office/statistics.tsx'
import type { TabProps } from './office/tab-props.ts'

/** Who sees a tab; null: everybody. */
const rights: Readonly<Record<OfficeTab, AdminRight | null>> = {
  overview: null,
  settings: null,
  days: null,
  staff: 'see-staff',
  devices: 'devices',
  hub: 'see-hubs',
  statistics: 'reports',
  report: 'reports',
}

const tabs: Readonly<Record<OfficeTab, (props: TabProps) => React.ReactNode>> = {
  overview: OverviewTab,
  settings: SettingsTab,
  days: DaysTab,
  staff: StaffTab,
  devices: DevicesTab,
  hub: HubTab,
  statistics: StatisticsTab,
  report: ReportTab,
}

/** One office with its tabs. */
export function OfficePage({ code, tab }: { readonly code: string; readonly tab: OfficeTab }) {
  const t = useConsoleTexts()
  const { routes, me, language } = useConsole()
  const loaded = useLoad(`office ${code}`, () => routes.office(code))
  const shown = officeTabs.filter((one) => rights[one] === null || may(me, rights[one]))
  const Tab = tabs[tab]
  const right = rights[tab]
  const name = loaded.value?.config.name[language] ?? code
  return (
    <>
      <title>{t('console.title', { what: `${t(`office.${tab}`)}, ${name}` })}</title>
      <p className="crumbs">
        <a href={hrefOf({ page: 'offices' })}>{t('nav.offices')}</a> / {code}
      </p>
      <h1>{name}</h1>
      <nav className="tabs" aria-label={t('office.tabs')}>
        {shown.map((one) => (
          <a
            key={one}
            href={hrefOf({ page: 'office', code, tab: one })}
            aria-current={one === tab ? 'page' : undefined}
          >
            {t(`office.${one}`)}
          </a>
        ))}
      </nav>
      <Shown loaded={loaded}>
        {(office) =>
          right === null ? (
            <Tab office={office} reload={loaded.reload} />
          ) : (
            <Allowed right={right}>
              <Tab office={office} reload={loaded.reload} />
            </Allowed>
          )
        }
      </Shown>
    </>
  )
}
