import { Icon } from '@cherha/ui'
import type { InfoTopic } from '../flow/info.ts'
import type { ScreenProps } from '../kiosk.ts'
import { BackKey } from '../parts/controls.tsx'
import { Page } from '../parts/page.tsx'
import { useT } from '../texts/index.ts'

const topics: readonly InfoTopic[] = ['info-services', 'latin', 'stay', 'unit', 'e-services', 'feedback']

/** What can be found out without a ticket (document 001, question 1). */
export function InfoScreen({ kiosk }: ScreenProps<'info'>) {
  const t = useT()
  return (
    <Page
      kiosk={kiosk}
      title={t('info.title')}
      note={t('info.note')}
      label={t('info.group')}
      foot={<BackKey kiosk={kiosk} />}
    >
      <div className="tiles">
        {topics.map((topic) => (
          <button key={topic} type="button" className="big" onClick={() => kiosk.dispatch({ do: 'open-info', topic })}>
            <div>
              <b>{t(`info.${topic}`)}</b>
              <span>{t(`info.${topic}.note`)}</span>
            </div>
            <Icon name="arrow" />
          </button>
        ))}
      </div>
    </Page>
  )
}
