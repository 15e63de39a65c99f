import { ActionButton } from '../parts/action-button.tsx'
import { ActionNote } from '../parts/action-note.tsx'
import { PanelTitle } from '../parts/panel-title.tsx'
import { Status } from '../parts/status.tsx'
import type { Screen } from '../screen.ts'

/** Signed in without a window: before work, or during a break. */
export function ChooseWindow({ screen }: { readonly screen: Screen }) {
  const { t, view } = screen
  const someTaken = view.windows.some(({ open }) => open)
  const closed = view.dayToConfirm === null ? 'vacant.closedLead' : 'lead.dayBody'
  return (
    <section className="panel choose">
      <PanelTitle>{t(view.dayOpen ? 'choose.heading' : 'vacant.closedHeading')}</PanelTitle>
      <p className="quiet lead">{t(view.dayOpen ? 'choose.lead' : closed)}</p>
      <ul className="windows">
        {view.windows.map((window) => (
          <li key={window.id}>
            <WindowCard screen={screen} window={window} />
          </li>
        ))}
      </ul>
      <ActionNote screen={screen}>{someTaken && view.dayOpen && <p>{t('choose.own')}</p>}</ActionNote>
    </section>
  )
}

/** One window: its plate, its services, and whether somebody works there. */
function WindowCard({
  screen,
  window,
}: {
  readonly screen: Screen
  readonly window: Screen['view']['windows'][number]
}) {
  const { t, view, language, commands } = screen
  const services = view.office.services.filter(({ id }) => window.services.includes(id))
  return (
    <div className={`window-card${window.open ? ' taken' : ''}`}>
      <div className="about">
        <b className="plate" aria-hidden="true">
          {window.label}
        </b>
        <ul className="services">
          {services.map(({ id, letter, short }) => (
            <li key={id}>
              <i className="letter">{letter}</i>
              {short[language]}
            </li>
          ))}
          {window.open && (
            <li>
              <Status kind="idle" icon="square">
                {t('choose.taken')}
              </Status>
            </li>
          )}
        </ul>
      </div>
      <ActionButton
        screen={screen}
        action="open-window"
        id={`open-window ${window.id}`}
        onPress={() => commands.openWindow(window.id)}
      >
        {t('choose.open', { label: window.label })}
      </ActionButton>
    </div>
  )
}
