import { hallOf } from '../hall.ts'
import type { Screen } from '../screen.ts'

/** Who waits, the board's next numbers and the day's count. All of it is text: nobody can choose from it. */
export function Hall({ screen: { view, t, language } }: { readonly screen: Screen }) {
  const { rows, waiting, due } = hallOf(view)
  return (
    <aside className="panel hall-panel" aria-label={t('hall.label')}>
      <h2>{t('hall.heading')}</h2>
      <table className="hall">
        <thead>
          <tr>
            <th scope="col">{t('hall.services')}</th>
            <th scope="col" className="count">
              {t('hall.all')}
            </th>
            <th scope="col" className="count">
              {t('hall.due')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.service}>
              <th scope="row">
                <span>
                  <i className="letter">{row.letter}</i>
                  {row.short[language]}
                </span>
              </th>
              <td>{row.waiting}</td>
              <td>{row.due}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('hall.total')}</th>
            <td>{waiting}</td>
            <td>{due}</td>
          </tr>
        </tfoot>
      </table>
      <h2 className="after">{t('hall.next')}</h2>
      {view.next.length === 0 ? (
        <p className="quiet">{t('hall.nobodyNext')}</p>
      ) : (
        <p className="upnext">
          {view.next.map(({ ticket }) => (
            <span key={ticket} className="num">
              {ticket}
            </span>
          ))}
        </p>
      )}
      <div className="grow" />
      <div className="tally" role="group" aria-label={t('hall.mine')}>
        <p>
          <b>{view.tally.finished}</b>
          {t('hall.finished')}
        </p>
        <p>
          <b>{view.tally.noShow}</b>
          {t('hall.noShow', { count: view.tally.noShow })}
        </p>
        <p>
          <b>{view.tally.mismatch}</b>
          {t('hall.mismatch')}
        </p>
        {view.tally.averageMinutes !== null && (
          <p>
            <b>{view.tally.averageMinutes}</b>
            {t('hall.average')}
          </p>
        )}
      </div>
    </aside>
  )
}
