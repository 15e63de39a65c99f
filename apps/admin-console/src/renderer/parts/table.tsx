import type { ReactNode } from 'react'

export interface Column<R> {
  readonly key: string
  readonly head: string
  readonly cell: (row: R) => ReactNode
  /** Figures stand to the right. */
  readonly figure?: boolean
  /** Shown to everybody but the eye: for a column of buttons. */
  readonly hideHead?: boolean
}

/** A table whose first column names the row. On a phone every row becomes a card, so the roles are said outright. */
export function Table<R>({
  caption,
  columns,
  rows,
  keyOf,
  classOf,
  empty,
}: {
  readonly caption: string
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  readonly keyOf: (row: R) => string
  readonly classOf?: (row: R) => string | undefined
  readonly empty: string
}) {
  if (rows.length === 0) return <p className="quiet empty">{empty}</p>
  return (
    <table className="table" role="table">
      <caption className="vh">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ key, head, figure, hideHead }) => (
            <th key={key} scope="col" role="columnheader" className={figure === true ? 'figure' : undefined}>
              <span className={hideHead === true ? 'vh' : undefined}>{head}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row" className={classOf?.(row)}>
            {columns.map(({ key, head, cell, figure, hideHead }, index) => {
              const props = {
                className: figure === true ? 'figure' : undefined,
                'data-label': hideHead === true || index === 0 ? undefined : head,
              }
              return index === 0 ? (
                <th key={key} scope="row" role="rowheader" {...props}>
                  {cell(row)}
                </th>
              ) : (
                <td key={key} role="cell" {...props}>
                  <div>{cell(row)}</div>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
