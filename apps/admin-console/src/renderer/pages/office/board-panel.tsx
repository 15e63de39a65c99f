import type { BoardView, OfficeConfig } from '@cherha/shared/protocol'
import { Icon } from '@cherha/ui'
import { useConsole } from '../../console-context.ts'
import { numberText } from '../../model/format.ts'
import { useConsoleTexts } from '../../texts/texts.ts'

/** The board of the office's hall, as text. */
export function BoardPanel({ board, config }: { readonly board: BoardView | null; readonly config: OfficeConfig }) {
  const t = useConsoleTexts()
  const { language } = useConsole()
  const label = (window: string) => config.windows.find(({ id }) => id === window)?.label ?? window
  return (
    <section className="panel" aria-labelledby="board">
      <h2 id="board">{t('board.heading')}</h2>
      {board === null ? (
        <p className="quiet">{t('board.none')}</p>
      ) : (
        <>
          <h3>{t('board.called')}</h3>
          {board.called.length === 0 && <p className="quiet">{t('board.nobodyCalled')}</p>}
          <ul className="calls">
            {board.called.map(({ ticket, window }) => (
              <li key={ticket} className="called">
                <Pair ticket={ticket} label={label(window)} />
              </li>
            ))}
          </ul>
          <h3>{t('board.serving')}</h3>
          {board.serving.length === 0 && <p className="quiet">{t('board.nobodyServed')}</p>}
          <ul className="calls">
            {board.serving.map(({ ticket, window }) => (
              <li key={ticket}>
                <Pair ticket={ticket} label={label(window)} />
              </li>
            ))}
          </ul>
          <h3>{t('board.next')}</h3>
          <p className="next">
            {board.next.length === 0 && <span className="quiet">{t('none')}</span>}
            {board.next.map(({ ticket, time }) => (
              <span key={ticket} className="nowrap">
                <b className="num">{ticket}</b> {time}
              </span>
            ))}
          </p>
          <p className="free">
            {t('board.free')} <b>{numberText(board.freePlaces.total, language)}</b>
          </p>
        </>
      )}
    </section>
  )
}

function Pair({ ticket, label }: { readonly ticket: string; readonly label: string }) {
  return (
    <>
      <b className="num">{ticket}</b>
      <Icon name="arrow" />
      <span className="plate">{label}</span>
    </>
  )
}
