import { ActionButton } from '../parts/action-button.tsx'
import { ActionNote } from '../parts/action-note.tsx'
import { PanelTitle } from '../parts/panel-title.tsx'
import { Status } from '../parts/status.tsx'
import type { Screen } from '../screen.ts'

/** People of the self-organised queue are being served (document 000 II.1): no calls meanwhile. */
export function OutsideQueue({ screen }: { readonly screen: Screen }) {
  const { t, commands } = screen
  return (
    <section className="panel">
      <PanelTitle>
        <Status kind="now">{t('outside.heading')}</Status>
      </PanelTitle>
      <p className="quiet lead">{t('outside.lead')}</p>
      <div className="grow" />
      <ActionButton screen={screen} action="finish-service" onPress={commands.finish} className="go huge">
        {t('outside.finish')}
      </ActionButton>
      <ActionNote screen={screen}>
        <p>{t('outside.rule')}</p>
      </ActionNote>
      <div className="grow" />
    </section>
  )
}
