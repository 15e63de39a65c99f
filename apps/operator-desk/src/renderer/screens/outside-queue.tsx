import type { CaseDesk } from '../cases/case-desk.ts'
import { servicesWithCards, useIntakeIsOver, WindowIntake } from '../cases/window-intake.tsx'
import { ActionButton } from '../parts/action-button.tsx'
import { ActionNote } from '../parts/action-note.tsx'
import { PanelTitle } from '../parts/panel-title.tsx'
import { Status } from '../parts/status.tsx'
import type { Screen } from '../screen.ts'

/** People of the self-organised queue are being served (document 000 II.1): no calls meanwhile. */
export function OutsideQueue({ screen, cases }: { readonly screen: Screen; readonly cases: CaseDesk }) {
  const over = useIntakeIsOver(cases)
  if (servicesWithCards(screen).length === 0) return <Visit screen={screen} className="go huge" />
  return (
    <>
      <Visit screen={screen} className={over ? 'go tall whole' : 'tall whole'} />
      <WindowIntake screen={screen} desk={cases} guide={null} />
    </>
  )
}

function Visit({ screen, className }: { readonly screen: Screen; readonly className: string }) {
  const { t, commands } = screen
  return (
    <section className="panel outside">
      <PanelTitle>
        <Status kind="now">{t('outside.heading')}</Status>
      </PanelTitle>
      <p className="quiet lead">{t('outside.lead')}</p>
      <div className="grow" />
      <ActionButton screen={screen} action="finish-service" onPress={commands.finish} className={className}>
        {t('outside.finish')}
      </ActionButton>
      <ActionNote screen={screen}>
        <p>{t('outside.rule')}</p>
      </ActionNote>
      <div className="grow" />
    </section>
  )
}
