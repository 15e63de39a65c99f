import type { CaseDesk } from '../cases/case-desk.ts'
import { servicesWithCards, useIntakeInHand, WindowIntake } from '../cases/window-intake.tsx'
import { ActionButton } from '../parts/action-button.tsx'
import { ActionNote } from '../parts/action-note.tsx'
import { PanelTitle } from '../parts/panel-title.tsx'
import { Status } from '../parts/status.tsx'
import type { Screen } from '../screen.ts'

/** People of the self-organised queue are being served (document 000 II.1): no calls meanwhile. */
export function OutsideQueue({ screen, cases }: { readonly screen: Screen; readonly cases: CaseDesk }) {
  const inHand = useIntakeInHand(cases)
  if (servicesWithCards(screen).length === 0) return <Visit screen={screen} next />
  return (
    <>
      <Visit screen={screen} next={!inHand} />
      <WindowIntake screen={screen} desk={cases} guide={null} />
    </>
  )
}

/** `next`: finishing is the next right thing to do. */
function Visit({ screen, next }: { readonly screen: Screen; readonly next: boolean }) {
  const { t, commands } = screen
  return (
    <section className="panel outside">
      <PanelTitle>
        <Status kind="now">{t('outside.heading')}</Status>
      </PanelTitle>
      <p className="quiet lead">{t('outside.lead')}</p>
      <div className="grow" />
      <ActionButton
        screen={screen}
        action="finish-service"
        onPress={commands.finish}
        className={next ? 'go huge' : 'tall whole'}
      >
        {t('outside.finish')}
      </ActionButton>
      <ActionNote screen={screen}>
        <p>{t('outside.rule')}</p>
      </ActionNote>
      <div className="grow" />
    </section>
  )
}
